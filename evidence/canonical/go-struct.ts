// SPDX-License-Identifier: Apache-2.0
import { structKind, structOf, type GoStruct } from './go-json.js';
import { KINDS, listOf, type Kind } from './go-kinds.js';

type KindName = keyof typeof KINDS;

/**
 * Type of a field: a kind, or a nested object or list of objects. A trailing `?` means "left out when empty" (`""`, 0,
 * false, null, an empty list or map); a nested object is present when set, even if all its members are zero.
 */
export type GoType =
  | KindName
  | `${KindName}?`
  | { readonly struct: GoStruct<never>; readonly optional: boolean }
  | { readonly list: GoStruct<never>; readonly optional: true };

/** Describes an object: wire names in wire order. Every member of T has to be named. */
export function goStruct<T>(types: { readonly [K in keyof T]-?: GoType }): GoStruct<T> {
  return structOf(
    Object.entries<GoType>(types).map(([name, type]) => {
      if (typeof type !== 'string') return [name, type.optional, kindOf(type)];
      return [name, type.endsWith('?'), KINDS[type.replace('?', '') as KindName]];
    }),
  );
}

function kindOf(type: Exclude<GoType, string>): Kind {
  return 'struct' in type ? structKind(type.struct) : listOf(structKind(type.list));
}
