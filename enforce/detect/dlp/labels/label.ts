// SPDX-License-Identifier: Apache-2.0
import type { Image } from '../tokens/shape.js';

/**
 * How a value hangs on its label. assign: `=`, `:` and their kin · element: `<key>v</key>` · comma: `("key", "v")` ·
 * call: `setKey("v")` · space: `Bearer v`, `--key v`, `key is v` · line: on the line after its label.
 */
export type Joint = 'assign' | 'element' | 'comma' | 'call' | 'space' | 'line';

/** What stands before a value and may say what it is. Offsets are places in the text. */
export interface Label {
  readonly start: number;
  readonly end: number;
  readonly joint: Joint;
  /** The value stands in quotes. */
  readonly quoted: boolean;
}

const BLANK = 1;
const BREAK = 2;
const QUOTE = 4;
const ASSIGN = 8;
const OPENING = 16;
const COMMA = 32;
const CLOSING = 64;
const ANGLE = 128;
const FILLER = 256;

/** What each character can be between a label and its value. */
const ROLE = new Uint16Array(256);
const ROLES: readonly (readonly [letters: string, role: number])[] = [
  [' \t', BLANK],
  ['\r\n', BREAK],
  ['"\'`\\', QUOTE],
  ['=:', ASSIGN],
  ['([{', OPENING],
  [',', COMMA],
  [')]}', CLOSING],
  ['>', ANGLE],
  ['|?+*~', FILLER],
];
for (const [letters, role] of ROLES) for (const letter of letters) ROLE[letter.charCodeAt(0)] = role;

/** 1 for what can be part of a label: words, identifiers and what joins them. */
const IN_LABEL = new Uint8Array(256);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.$ \t')
  IN_LABEL[letter.charCodeAt(0)] = 1;

const MAX_JOINT = 28;
const MAX_LABEL = 56;
const LESS_THAN = 0x3c;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const EQUALS = 0x3d;

function roleAt(bytes: Uint8Array, at: number): number {
  return at < 0 ? 0 : (ROLE[bytes[at] ?? 0] ?? 0);
}

function jointOf(seen: number): Joint | undefined {
  if ((seen & ASSIGN) !== 0) return 'assign';
  if ((seen & COMMA) !== 0) return (seen & QUOTE) !== 0 ? 'comma' : undefined;
  if ((seen & OPENING) !== 0) return 'call';
  if ((seen & BREAK) !== 0) return 'line';
  return (seen & BLANK) !== 0 ? 'space' : undefined;
}

/** A hyphen before a member of a list, behind a line break. */
function isItem({ bytes }: Image, at: number): boolean {
  return roleAt(bytes, at + 1) === BLANK && (roleAt(bytes, at - 1) & (BLANK | BREAK)) !== 0;
}

/** The name of the element that ends in `>` at a place. */
function elementBefore({ bytes }: Image, close: number): Label | undefined {
  for (let at = close - 1; at >= Math.max(0, close - MAX_LABEL); at--) {
    const byte = bytes[at];
    if (byte === SLASH) return undefined;
    if (byte === LESS_THAN) return { start: at + 1, end: close, joint: 'element', quoted: false };
  }
  return undefined;
}

const GREATER_THAN = 0x3e;
const ELEMENT_REACH = 40;

/** The name of the element in whose text a place stands: `<key>{... v`. */
export function elementAround(image: Image, place: number): Label | undefined {
  for (let at = place - 1; at >= Math.max(0, place - ELEMENT_REACH); at--) {
    const byte = image.bytes[at];
    if (byte === LESS_THAN || roleAt(image.bytes, at) === BREAK) return undefined;
    if (byte === GREATER_THAN) return elementBefore(image, at);
  }
  return undefined;
}

/**
 * The label of the value that starts at a place, or undefined when nothing there can be one. Bounded. `joined` says what
 * it counts as when only quotes stand between the two.
 */
export function labelBefore(image: Image, valueStart: number, joined?: Joint): Label | undefined {
  const { bytes } = image;
  let seen = 0;
  let at = valueStart - 1;
  const quoted = roleAt(bytes, at) === QUOTE;
  for (const limit = valueStart - MAX_JOINT; at >= 0 && at > limit; at--) {
    const role = bytes[at] === HYPHEN && isItem(image, at) ? FILLER : roleAt(bytes, at);
    if (role === 0) break;
    if (role === ANGLE) {
      const before = bytes[at - 1];
      if (before !== EQUALS && before !== HYPHEN) return elementBefore(image, at);
      seen |= ASSIGN;
      at--;
      continue;
    }
    // A closed bracket belongs to the label: config['key'] = v. Two line breaks part what stands before them.
    if (role === BREAK && (seen & BREAK) !== 0 && bytes[at] !== 0x0d) return undefined;
    seen |= role;
  }
  const joint = jointOf(seen) ?? joined;
  if (joint === undefined || at < 0) return undefined;
  const end = at + 1;
  let start = end;
  while (start > 0 && end - start < MAX_LABEL && IN_LABEL[bytes[start - 1] ?? 0] === 1) start--;
  return start === end ? undefined : { start, end, joint, quoted };
}
