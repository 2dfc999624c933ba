// SPDX-License-Identifier: Apache-2.0

const ROT13 = new Uint8Array(128);
for (let code = 0; code < 128; code++) ROT13[code] = code;
for (let i = 0; i < 26; i++) {
  ROT13[0x61 + i] = 0x61 + ((i + 13) % 26);
  ROT13[0x41 + i] = 0x41 + ((i + 13) % 26);
}

const CHUNK = 8192;

/** Turns codes into a text without spreading a large array over one call. */
function textOf(codes: Uint16Array): string {
  let text = '';
  for (let from = 0; from < codes.length; from += CHUNK) {
    text += String.fromCharCode(...codes.subarray(from, from + CHUNK));
  }
  return text;
}

/** ASCII letters moved on by thirteen places. */
export function undoRot13(text: string): string {
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    codes[i] = code < 128 ? (ROT13[code] ?? 0) : code;
  }
  return textOf(codes);
}

export function reverseText(text: string): string {
  const { length } = text;
  const codes = new Uint16Array(length);
  for (let i = 0; i < length; i++) codes[length - 1 - i] = text.charCodeAt(i);
  return textOf(codes);
}

const LETTERS = /[A-Za-z0-9]+/g;

/** Each word reversed in its place. */
export function reverseWords(text: string): string {
  return text.replace(LETTERS, reverseText);
}

const OVERRIDDEN = /\u202e([^\u202c\u202d\u202e\n]*)/g;

/** The text as it is shown: stretches under a right-to-left override reversed. */
export function undoOverrides(text: string): string {
  return text.replace(OVERRIDDEN, (_all, inner: string) => reverseText(inner));
}
