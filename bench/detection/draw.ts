// SPDX-License-Identifier: Apache-2.0

/**
 * Invented values in samples. A sample says `{{hex:32}}` where a real one has 32 random digits, so that the project
 * holds nothing that looks like a credential, and every seed gives new ones.
 */
const ALPHABETS: Readonly<Record<string, string>> = {
  d: '0123456789',
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  az: 'abcdefghijklmnopqrstuvwxyz0123456789',
  AZ: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  low: 'abcdefghijklmnopqrstuvwxyz',
  up: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  an: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  b64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  b64u: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  b32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  bech: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  b58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
};

const DRAW = /\{\{(?:(uuid|UUID)|([A-Za-z0-9]+):(\d{1,4}))\}\}/g;

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Mulberry32: numbers from 0 below 1, the same for the same seed. Not for secrets. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function characters(alphabet: string, count: number, random: () => number): string {
  let drawn = '';
  for (let i = 0; i < count; i++) drawn += alphabet.charAt(Math.floor(random() * alphabet.length));
  return drawn;
}

function uuid(random: () => number): string {
  const hex = (count: number): string => characters('0123456789abcdef', count, random);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${characters('89ab', 1, random)}${hex(3)}-${hex(12)}`;
}

/** The sample with its values drawn. The same seed gives the same text. Throws on an alphabet that does not exist. */
export function drawSample(sample: string, seed: string): string {
  const random = randomFrom(hash(seed));
  return sample.replace(DRAW, (_, id: string | undefined, alphabet: string | undefined, count: string | undefined) => {
    if (id !== undefined) return id === 'UUID' ? uuid(random).toUpperCase() : uuid(random);
    const letters = ALPHABETS[alphabet ?? ''];
    if (letters === undefined) throw new Error(`no alphabet is called "${alphabet ?? ''}"`);
    return characters(letters, Number(count), random);
  });
}
