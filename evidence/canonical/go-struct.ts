// SPDX-License-Identifier: Apache-2.0
import { goString, structKind, type GoStruct } from './go-json.js';
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
  const fields = Object.entries<GoType>(types).map(([name, type]) => {
    const optional = typeof type === 'string' ? type.endsWith('?') : type.optional;
    const kind: Kind = typeof type === 'string' ? KINDS[type.replace('?', '') as KindName] : kindOf(type);
    return { name, key: `${goString(name)}:`, optional, kind };
  });
  return { fields, byName: new Map(fields.map((field) => [field.name, field])) };
}

function kindOf(type: Exclude<GoType, string>): Kind {
  return 'struct' in type ? structKind(type.struct) : listOf(structKind(type.list));
}
