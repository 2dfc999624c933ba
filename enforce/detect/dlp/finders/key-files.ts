// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { DOT, lowerByte, MEMBERSHIP, SPACE } from '../values/characters.js';
import type { Finder } from './finder.js';

/** Longest gap between two characters of a broken word. */
const MAX_GAP = 256;

/** The place behind a text in small letters that stands at a place, in any case, white space and dots passed over; or -1. */
function afterLiteral({ bytes, length }: Search, start: number, literal: string): number {
  let at = start;
  for (let i = 0; i < literal.length; i++, at++) {
    const code = literal.charCodeAt(i);
    for (let gap = 0; at < length && lowerByte(bytes[at] ?? 0) !== code; at++, gap++)
      if (((MEMBERSHIP[bytes[at] ?? 0] ?? 0) & (SPACE | DOT)) === 0 || gap === MAX_GAP) return -1;
    if (at >= length) return -1;
  }
  return at;
}

const KEY_TYPES = ['rsa', 'ec', 'dsa', 'openssh', 'pgp', 'encrypted', ''] as const;
const KEY_ENDINGS = ['-----', 'block-----'] as const;

/** The first line of a private key in PEM (RFC 7468), in any case, blanks anywhere in it. */
export const privateKeyHeader: Finder = (rule) => ({
  anchors: [
    [
      '-----BEGIN',
      (search, start, end) => {
        if (search.done(rule)) return;
        for (const type of KEY_TYPES) {
          const key = afterLiteral(search, end, `${type}privatekey`);
          if (key < 0) continue;
          const behind = KEY_ENDINGS.map((ending) => afterLiteral(search, key, ending)).find((place) => place >= 0);
          if (behind !== undefined) search.report(rule, start, behind);
          return;
        }
      },
    ],
  ],
});

/** The member of a JSON document that says what it is: `"type": "service_account"`. */
export const serviceAccount: Finder = (rule) => ({
  anchors: [
    [
      '"type"',
      (search, start, end) => {
        if (search.done(rule)) return;
        const behind = afterLiteral(search, end, ':"service_account"');
        if (behind >= 0) search.report(rule, start, behind);
      },
    ],
  ],
});
