// SPDX-License-Identifier: Apache-2.0

/** Public structures in DER, by what stands in their outer sequence. */
export type DerKind = 'certificate' | 'public_key' | 'signature' | 'signed_data';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const SEQUENCE = 0x30;

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** The element at a place; undefined when its length is not in the shortest form or does not fit. */
function elementAt(bytes: Uint8Array, at: number, limit: number): Element | undefined {
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count < 1 || count > 3) return undefined;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start++] ?? 0);
    if (length < 0x80) return undefined;
  }
  const end = start + length;
  return end > limit ? undefined : { tag, start, end };
}

function childrenOf(bytes: Uint8Array, { start, end }: Element): readonly Element[] | undefined {
  const children: Element[] = [];
  for (let at = start; at < end;) {
    const child = elementAt(bytes, at, end);
    if (child === undefined || children.length === 16) return undefined;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** A private key begins with an integer, or ends in an octet string. */
const KINDS: readonly (readonly [tags: readonly number[], kind: DerKind])[] = [
  [[SEQUENCE, SEQUENCE, BIT_STRING], 'certificate'],
  [[SEQUENCE, BIT_STRING], 'public_key'],
];
const MIN_MODULUS = 64;

/** What public structure bytes are, or undefined. Private keys, wrapped or not, are none of them. */
export function recognizeDer(bytes: Uint8Array): DerKind | undefined {
  const outer = elementAt(bytes, 0, bytes.length);
  if (outer?.tag !== SEQUENCE || outer.end !== bytes.length) return undefined;
  const children = childrenOf(bytes, outer);
  if (children === undefined) return undefined;
  for (const [tags, kind] of KINDS)
    if (tags.length === children.length && tags.every((tag, i) => children[i]?.tag === tag)) return kind;
  const [first, second] = children;
  if (first === undefined || second === undefined || children.length !== 2) return undefined;
  if (first.tag === OBJECT_ID) return 'signed_data';
  if (first.tag !== INTEGER || second.tag !== INTEGER) return undefined;
  // A modulus and a small exponent, or the two halves of a signature, which are of one size.
  const sizes = [first.end - first.start, second.end - second.start] as const;
  if (sizes[0] > MIN_MODULUS && sizes[1] <= 4) return 'public_key';
  return sizes[0] <= 68 && Math.abs(sizes[0] - sizes[1]) <= 4 && sizes[1] >= 16 ? 'signature' : undefined;
}
