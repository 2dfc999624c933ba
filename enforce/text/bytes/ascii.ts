// SPDX-License-Identifier: Apache-2.0

/** Whether a code unit is an ASCII letter. What lies beyond the end of a text, NaN, is none. */
export function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Whether a code unit is ASCII white space, from the tab to the carriage return or a space. */
export function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

export const SMALL = 1;
export const CAPITAL = 2;
export const NUMERAL = 3;
/** The kind of a letter or digit by its byte; 0 for anything else. */
export const KIND_OF = new Uint8Array(256);
KIND_OF.fill(SMALL, 0x61, 0x7b);
KIND_OF.fill(CAPITAL, 0x41, 0x5b);
KIND_OF.fill(NUMERAL, 0x30, 0x3a);
