// SPDX-License-Identifier: Apache-2.0

const ROT13 = new Uint8Array(128);
for (let code = 0; code < 128; code++) ROT13[code] = code;
for (let i = 0; i < 26; i++) {
  ROT13[0x61 + i] = 0x61 + ((i + 13) % 26);
  ROT13[0x41 + i] = 0x41 + ((i + 13) % 26);
}

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

/** ASCII letters moved on by thirteen places. */
export function undoRot13(text: string): string {
  const units = unitsOf(text);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit < 128) units[i] = ROT13[unit] ?? 0;
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

function isInWord(unit: number): boolean {
  return unit < 128 && IN_WORD[unit] === 1;
}

const OVERRIDDEN = /\u202e([^\u202c\u202d\u202e\n]*)/g;

/** The text as it is shown: stretches under a right-to-left override reversed. */
export function undoOverrides(text: string): string {
  return text.replace(OVERRIDDEN, (_all, inner: string) => reverseText(inner));
}
