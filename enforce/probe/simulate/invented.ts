// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { BASE32_DIGITS } from '../../text/bytes/digits.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** Random characters: every fourth is a digit where the alphabet allows, so that no word appears by chance. */
export function inventedToken(length: number, alphabet = `${LETTERS}${DIGITS}`): string {
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  return Array.from({ length }, (_, at) => pick(at % 4 === 3 ? DIGITS : alphabet)).join('');
}

/** An access key id of the right shape that is nobody's. Made anew each time, so no list of samples can know it. */
export function inventedAccessKey(): string {
  // Digits at two places: a lower-case spelling made of letters alone cannot be told from a word.
  const body = Array.from({ length: 16 }, (_, at) =>
    BASE32_DIGITS.charAt(at % 8 === 3 ? randomInt(26, 32) : randomInt(32)),
  );
  return `AKIA${body.join('')}`;
}
