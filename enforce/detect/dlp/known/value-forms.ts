// SPDX-License-Identifier: Apache-2.0
import { BASE32_DIGITS, BASE64_DIGITS, BASE64URL_DIGITS } from '../../../text/bytes/digits.js';
import type { ViewName } from '../../../text/view.js';

/** One way in which a value may be written; `encoding` names the way as findings do. */
export interface ValueForm {
  readonly text: string;
  readonly encoding: ViewName | 'numeric' | 'reversed';
}

const encoder = new TextEncoder();

function encodeBits(bytes: Uint8Array, alphabet: string, width: number): string {
  let text = '';
  let held = 0;
  let pending = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfffff;
    pending += 8;
    while (pending >= width) {
      pending -= width;
      text += alphabet.charAt((held >> pending) & ((1 << width) - 1));
    }
  }
  return pending > 0 ? text + alphabet.charAt((held << (width - pending)) & ((1 << width) - 1)) : text;
}

/** What stays the same of an encoding when other bytes stand before and after the value. */
function encodedCores(bytes: Uint8Array, alphabet: string, width: number, group: number): readonly string[] {
  const cores: string[] = [];
  for (let before = 0; before < group; before++) {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const first = Math.ceil((before * 8) / width);
    const last = Math.floor(((before + bytes.length) * 8) / width);
    cores.push(encodeBits(shifted, alphabet, width).slice(first, last));
  }
  return cores;
}

function reversed(value: string): string {
  return Array.from(value).reverse().join('');
}

function digitsOf(bytes: Uint8Array, radix: number, width: number): readonly string[] {
  return Array.from(bytes, (byte) => byte.toString(radix).padStart(width, '0'));
}

/** The forms every list begins with, and what adds to them. */
function collectForms(value: string) {
  const forms: ValueForm[] = [
    { text: value, encoding: 'raw' },
    { text: reversed(value), encoding: 'reversed' },
  ];
  const add = (encoding: ValueForm['encoding'], texts: readonly string[]): void => {
    for (const text of texts) forms.push({ text, encoding });
  };
  return { forms, add };
}

/**
 * A value as written, backwards, in hex (plain, delimited, as escapes), in base64 of both alphabets and base32 at every
 * alignment, and as numbers of its bytes. Secret: goes nowhere but into a search.
 */
export function valueForms(value: string): readonly ValueForm[] {
  const bytes = encoder.encode(value);
  const pairs = digitsOf(bytes, 16, 2);
  const decimals = digitsOf(bytes, 10, 0);
  const { forms, add } = collectForms(value);
  add('base64', encodedCores(bytes, BASE64_DIGITS, 6, 3));
  add('base64url', encodedCores(bytes, BASE64URL_DIGITS, 6, 3));
  add('base32', encodedCores(bytes, BASE32_DIGITS, 5, 5));
  add('hex', [pairs.join(''), pairs.join('\\x'), pairs.join('0x'), pairs.join('\\u00')]);
  add(
    'hex',
    [':', ' ', '-', ','].map((delimiter) => pairs.join(delimiter)),
  );
  add(
    'numeric',
    [',', ' ', ', '].map((delimiter) => decimals.join(delimiter)),
  );
  return forms;
}

/**
 * The same for texts of which only letters and digits are left (see `collapse`): what parted the pieces of a value or
 * of its encoding is gone there, so that one form stands for many.
 */
export function collapsedForms(value: string): readonly ValueForm[] {
  const bytes = encoder.encode(value);
  const pairs = digitsOf(bytes, 16, 2);
  const { forms, add } = collectForms(value);
  add('base64', encodedCores(bytes, BASE64_DIGITS, 6, 3));
  add('base32', encodedCores(bytes, BASE32_DIGITS, 5, 5));
  add(
    'hex',
    ['', 'x', '0x', 'u00', '0x00'].map((prefix) => pairs.join(prefix)),
  );
  add('numeric', [
    digitsOf(bytes, 10, 0).join(''),
    digitsOf(bytes, 10, 3).join(''),
    digitsOf(bytes, 8, 3).join(''),
    digitsOf(bytes, 2, 8).join(''),
  ]);
  return forms;
}
