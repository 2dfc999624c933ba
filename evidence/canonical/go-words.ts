// SPDX-License-Identifier: Apache-2.0
import { goString, structKind, type GoField, type GoStruct } from './go-json.js';
import { KINDS, listOf, type Kind } from './go-kinds.js';

export { decodeGoJson, parseGoJson, writeGoJson } from './go-json.js';

type Kinds = typeof KINDS;
type Own = Readonly<Record<string, GoStruct<never> | Kind>>;
type Held<S> = S extends GoStruct<infer T> ? T : S extends Kind<infer V> ? V : never;
type Value<K, Name, N> = K extends keyof Kinds
  ? Held<Kinds[K]>
  : K extends '[]'
    ? readonly Held<N[Name & keyof N]>[]
    : Held<N[(K extends '{}' ? Name : K) & keyof N]>;
type Member<W, N> = W extends ''
  ? unknown
  : W extends `${infer Name}?:${infer K}`
    ? { readonly [P in Name]?: Value<K, P, N> }
    : W extends `${infer Name}:${infer K}`
      ? { readonly [P in Name]: Value<K, P, N> }
      : W extends `${infer Name}?`
        ? { readonly [P in Name]?: string }
        : { readonly [P in W & string]: string };
type Line<S, N, All = unknown> = S extends `${infer W} ${infer Rest}`
  ? Line<Rest, N, All & Member<W, N>>
  : All & Member<S, N>;
type Members<S, N, All = unknown> = S extends `${infer L}\n${infer Rest}`
  ? Members<Rest, N, All & Line<L, N>>
  : All & Line<S, N>;

/** The value that a struct describes. */
export type GoValue<S> = Held<S>;
type Described<S, N> = { [K in keyof Members<S, N>]: Members<S, N>[K] };

/** The member that a word describes. */
function readWord(word: string, own: Own, plain: 'string' | 'text'): GoField {
  const [member = '', named] = word.split(':');
  const optional = member.endsWith('?');
  const name = member.replace('?', '');
  const kind = named ?? (optional ? 'string' : plain);
  const kinds: Readonly<Record<string, Kind | undefined>> = KINDS;
  const found = own[kind === '{}' || kind === '[]' ? name : kind] ?? kinds[kind];
  if (found === undefined) throw new TypeError(`no kind is called ${word}`);
  const single = 'fields' in found ? structKind(found) : found;
  return { name, key: `${goString(name)}:`, optional, kind: kind === '[]' ? listOf(single) : single };
}

/**
 * A struct from its members in wire order, as in the tables of a format, over as many lines as it takes: `name`, `name?`
 * (left out when empty) or `name:kind`; without a kind a string. Kinds are those of `KINDS` and those in `own`; the kind
 * `{}` is the struct that `own` has under the member's name, `[]` a list of them.
 */
export function goWords<const S extends string, const N extends Own = Readonly<Record<string, never>>>(
  words: S,
  own?: N,
  plain: 'string' | 'text' = 'string',
): GoStruct<Described<S, N>> {
  const members = words.trim().split(/\s+/);
  const fields = members.map((word) => readWord(word, own ?? {}, plain));
  return { fields, byName: new Map(fields.map((field) => [field.name, field])) };
}

/** A closed object that is only read, in the same words; without a kind a required member is text that is not empty. */
export function object<const S extends string, const N extends Own = Readonly<Record<string, never>>>(
  words: S,
  own?: N,
): Kind<Described<S, N>> {
  return structKind(goWords(words, own, 'text'));
}

/** As the struct, but members that it does not name may stand there too. */
export function loose<T>(struct: GoStruct<T>): GoStruct<T> {
  return { ...struct, loose: true };
}
