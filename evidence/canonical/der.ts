// SPDX-License-Identifier: Apache-2.0
import { demand } from './errors.js';
import { toCanonicalTime } from './go-text.js';
import { instantOf } from './instant.js';
import { decodeUtf8Strict } from './text.js';

/** One DER value: its tag byte, all its bytes, what the tag holds, and the values in that when it is constructed. */
export interface DerValue {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
  readonly items: readonly DerValue[];
}

const MAX_DEPTH = 24;
const CONSTRUCTED = 0x20;
const NOTHING = new Uint8Array(0);
const ABSENT: DerValue = { tag: -1, raw: NOTHING, content: NOTHING, items: [] };

/** The value that begins at `at`. Lengths are definite and as short as can be (X.690 section 10.1). */
function readValue(bytes: Uint8Array, at: number, depth: number): DerValue {
  const [tag = 0x1f, first = 0] = bytes.subarray(at, at + 2);
  demand((tag & 0x1f) !== 0x1f && depth <= MAX_DEPTH, 'DER: cut off, nested too deeply, or a tag of another kind');
  const start = at + 2 + (first < 0x80 ? 0 : first - 0x80);
  let length = first < 0x80 ? first : 0;
  for (const byte of bytes.subarray(at + 2, start)) length = length * 256 + byte;
  const shortest = first < 0x80 || (length >= 0x80 && bytes[at + 2] !== 0);
  demand(shortest && start + length <= bytes.length, 'DER: an indefinite, long-winded or wrong length');
  const end = start + length;
  const items: DerValue[] = [];
  for (let next = start; (tag & CONSTRUCTED) !== 0 && next < end;) {
    const item = readValue(bytes.subarray(0, end), next, depth + 1);
    items.push(item);
    next += item.raw.length;
  }
  return { tag, raw: bytes.subarray(at, end), content: bytes.subarray(start, end), items };
}

/** Reads one DER value that is the whole of the untrusted bytes. Throws FormatError. */
export function parseDer(bytes: Uint8Array): DerValue {
  const value = readValue(bytes, 0, 0);
  demand(value.raw.length === bytes.length, 'DER: bytes stand behind the value');
  return value;
}

type NamesOf<S extends string> = S extends `${infer Head} ${infer Rest}` ? NameOf<Head> | NamesOf<Rest> : NameOf<S>;
type NameOf<S extends string> = S extends `${infer Name}?:${string}`
  ? Name
  : S extends `${infer Name}:${string}`
    ? Name
    : S;

/**
 * The items of a constructed value by name. The schema gives names and tags in order, such as `version:02 nonce?:02`;
 * what is absent where it may be has tag -1 and nothing in it. Throws FormatError when the items are others.
 */
export function derFields<S extends string>({ items }: DerValue, schema: S): Readonly<Record<NamesOf<S>, DerValue>> {
  let at = 0;
  const found = schema.split(' ').map((word): [string, DerValue] => {
    const [name = '', tag = ''] = word.split(':');
    const item = items[at];
    if (item?.tag === Number(`0x${tag}`)) {
      at += 1;
      return [name.replace('?', ''), item];
    }
    demand(name.endsWith('?'), `DER: ${name} is missing or of another type`);
    return [name.slice(0, -1), ABSENT];
  });
  demand(at === items.length, 'DER: a value holds more than it should');
  return Object.fromEntries(found) as Record<NamesOf<S>, DerValue>;
}

/** As `derFields`, of the one value that the untrusted bytes are, which has this tag. Throws FormatError. */
export function derWhole<S extends string>(bytes: Uint8Array, schema: S): Readonly<Record<NamesOf<S>, DerValue>> {
  return derFields({ ...ABSENT, items: [parseDer(bytes)] }, schema);
}

/** A small unsigned number; `absent` where there is none. Throws FormatError when it is negative or too large. */
export function derNumber({ tag, content }: DerValue, absent = 0): number {
  demand(content.length <= 4 && (content[0] ?? 0) < 0x80, 'DER: a number is too large');
  return tag < 0 ? absent : content.reduce((sum, byte) => sum * 256 + byte, 0);
}

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/;

/** A UTCTime or GeneralizedTime of UTC in nanoseconds since 1970. Throws FormatError. */
export function derTime({ tag, content }: DerValue): bigint {
  const spelled = decodeUtf8Strict(content);
  const century = tag !== 0x17 ? '' : spelled < '5' ? '20' : '19';
  const text = century + spelled;
  const isTime = [0x17, 0x18].includes(tag) && TIME.test(text);
  const time = isTime ? toCanonicalTime(text.replace(TIME, '$1-$2-$3T$4:$5:$6$7Z')) : undefined;
  demand(time !== undefined, 'DER: not a UTC time');
  return instantOf(time);
}

/** An object identifier in dotted form. */
export function derOid({ content }: DerValue): string {
  const parts: number[] = [];
  let part = 0;
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    parts.push(part);
    part = 0;
  }
  const [first = 0, ...rest] = parts;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join('.');
}
