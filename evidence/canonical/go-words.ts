// SPDX-License-Identifier: Apache-2.0
import { goStruct, type GoStruct, type GoType } from './go-json.js';

interface Kinds {
  readonly string: string;
  readonly int: number;
  readonly int64: bigint;
  readonly uint64: bigint;
  readonly bool: boolean;
  readonly time: string;
  readonly strings: readonly string[] | null;
  readonly texts: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly raw: string;
}
type Nested = Readonly<Record<string, GoStruct<never>>>;
type Held<S> = S extends GoStruct<infer T> ? T : never;
type Value<K, Name, N> = K extends keyof Kinds
  ? Kinds[K]
  : Name extends keyof N
    ? K extends '[]'
      ? readonly Held<N[Name]>[]
      : Held<N[Name]>
    : never;
type Member<W, N> = W extends `${infer Name}?:${infer K}`
  ? { readonly [P in Name]?: Value<K, P, N> }
  : W extends `${infer Name}:${infer K}`
    ? { readonly [P in Name]: Value<K, P, N> }
    : W extends `${infer Name}?`
      ? { readonly [P in Name]?: string }
      : { readonly [P in W & string]: string };
type Members<S, N, All = unknown> = S extends `${infer W} ${infer Rest}`
  ? Members<Rest, N, All & Member<W, N>>
  : All & Member<S, N>;

/** The value that a struct describes. */
export type GoValue<S> = Held<S>;

/**
 * A struct from its members in wire order, as in the tables of a format: `name`, `name?` (left out when empty) or
 * `name:kind`; without a kind a string. The kind `{}` is the struct of that name in `nested`, `?:[]` a list of them.
 */
export function goWords<const S extends string, N extends Nested = Readonly<Record<string, never>>>(
  words: S,
  nested?: N,
): GoStruct<{ [K in keyof Members<S, N>]: Members<S, N>[K] }> {
  const types = words.split(' ').map((word): [string, GoType] => {
    const [member = '', kind = 'string'] = word.split(':');
    const optional = member.endsWith('?');
    const name = optional ? member.slice(0, -1) : member;
    const struct = nested?.[name];
    if (struct === undefined) return [name, `${kind}${optional ? '?' : ''}` as GoType];
    return [name, kind === '[]' ? { list: struct, optional: true } : { struct, optional }];
  });
  return goStruct(Object.fromEntries(types) as never);
}
