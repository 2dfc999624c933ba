// SPDX-License-Identifier: Apache-2.0

/** A cipher that puts one letter for another, the same everywhere. */
export interface Cipher {
  readonly name: 'rot13' | 'caesar' | 'atbash';
  /** By ASCII code, what stands for it. */
  readonly letters: Uint8Array;
}

function cipherOf(name: Cipher['name'], place: (place: number) => number): Cipher {
  const letters = new Uint8Array(128);
  for (let code = 0; code < 128; code++) letters[code] = code;
  for (let i = 0; i < 26; i++) {
    letters[0x61 + i] = 0x61 + place(i);
    letters[0x41 + i] = 0x41 + place(i);
  }
  return { name, letters };
}

export const ROT13 = cipherOf('rot13', (place) => (place + 13) % 26);
/** All of them: the alphabet turned round, and moved on by any number of places. */
export const CIPHERS: readonly Cipher[] = [
  ROT13,
  cipherOf('atbash', (place) => 25 - place),
  ...Array.from({ length: 25 }, (_, i) => i + 1)
    .filter((shift) => shift !== 13)
    .map((shift) => cipherOf('caesar', (place) => (place + shift) % 26)),
];

/** 1 for what a word that is written backwards may hold. */
const IN_WORD = new Uint8Array(128);
for (let code = 0x30; code < 0x3a; code++) IN_WORD[code] = 1;
for (let i = 0; i < 26; i++) IN_WORD[0x61 + i] = IN_WORD[0x41 + i] = 1;

const decoder = new TextDecoder('utf-16le');

/** Turns UTF-16 units into a text; a lone surrogate becomes a replacement character. */
export function textOfUnits(units: Uint16Array): string {
  return decoder.decode(new Uint8Array(units.buffer, units.byteOffset, units.byteLength));
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** The cipher that undoes another. */
export function invert({ name, letters }: Cipher): Cipher {
  const inverse = new Uint8Array(128);
  letters.forEach((letter, code) => (inverse[letter] = code));
  return { name, letters: inverse };
}

/** A text with each ASCII letter as a cipher has it. */
export function applyCipher(text: string, { letters }: Cipher): string {
  const units = unitsOf(text);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit < 128) units[i] = letters[unit] ?? 0;
  }
  return textOfUnits(units);
}

export function reverseText(text: string): string {
  return textOfUnits(unitsOf(text).reverse());
}

/** Each word reversed in its place. */
export function reverseWords(text: string): string {
  const units = unitsOf(text);
  for (let from = 0; from < units.length; from++) {
    let to = from;
    while (to < units.length && isInWord(units[to] ?? 0)) to++;
    if (to - from > 1) units.subarray(from, to).reverse();
    from = to;
  }
  return textOfUnits(units);
}

/** The words in the opposite order, each with the marks that it has. */
export function reverseOrder(text: string): string {
  return text.split(/\s+/).reverse().join(' ');
}

function isInWord(unit: number): boolean {
  return unit < 128 && IN_WORD[unit] === 1;
}

const OVERRIDDEN = /\u202e([^\u202c\u202d\u202e\n]*)/g;

/** The text as it is shown: stretches under a right-to-left override reversed. */
export function undoOverrides(text: string): string {
  return text.replace(OVERRIDDEN, (_all, inner: string) => reverseText(inner));
}
