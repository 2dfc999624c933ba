// SPDX-License-Identifier: Apache-2.0

/** Parts shorter than this say nothing about randomness. */
export const MIN_MEASURED_LENGTH = 20;

const counts = new Int32Array(128);
const LOG_TABLE = Float64Array.from({ length: 1025 }, (_, n) => (n === 0 ? 0 : n * Math.log2(n)));

function weigh(count: number): number {
  return LOG_TABLE[count] ?? count * Math.log2(count);
}

/** Bits to thousandths, rounded up, so that anything above a threshold is above it in thousandths too. */
function toMilli(bits: number): number {
  return Math.max(0, Math.ceil(bits * 1000 - 1e-6));
}

function shannonOfCodePoints(text: string): number {
  const seen = new Map<string, number>();
  let total = 0;
  for (const letter of text) {
    seen.set(letter, (seen.get(letter) ?? 0) + 1);
    total++;
  }
  let sum = 0;
  for (const count of seen.values()) sum += weigh(count);
  return Math.log2(total) - sum / total;
}

/** Shannon entropy of the code points of a text, in thousandths of a bit per character. */
export function shannonMilli(text: string): number {
  const length = text.length;
  if (length === 0) return 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128) {
      counts.fill(0);
      return toMilli(shannonOfCodePoints(text));
    }
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let sum = 0;
  // Each count is weighed where its character first occurs, and cleared for the next text.
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    sum += weigh(counts[code] ?? 0);
    counts[code] = 0;
  }
  return toMilli(Math.log2(length) - sum / length);
}

/** Identifiers that are random by design: UUIDs, ULIDs, hex digests. Their content is still searched. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;
const DIGEST = /^[0-9a-f]+$/i;
const DIGEST_LENGTHS: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128]);
/** A digest with a name of its algorithm ahead of it, as in content addresses. */
const LABELLED = /^(?:md5|sha1|sha224|sha256|sha384|sha512|blake2b|blake3)[:-]/i;
/** An extension or two, as files that are named by their digest have. */
const EXTENSION = /(?:\.[a-z][a-z0-9]{0,7}){1,2}$/i;

function isIdentifier(text: string): boolean {
  const named = text.replace(LABELLED, '');
  const bare = named.includes('.') ? named.replace(EXTENSION, '') : named;
  if (bare.length === 36) return UUID.test(bare);
  if (bare.length === 26) return ULID.test(bare);
  return DIGEST_LENGTHS.has(bare.length) && DIGEST.test(bare);
}

/** Words as titles have them: letters, or a short number. */
const WORD = /^(?:[a-z]{1,15}|[A-Z]?[a-z]{0,14}|[A-Z]{1,5}|[0-9]{1,4})$/;
const BETWEEN_WORDS = /[-_+.,~ ]+/;
const MIN_WORDS = 4;
/** Letters drawn at random soon have a long word without a vowel, or five consonants in a row. */
const UNSPEAKABLE = /^[^aeiouy0-9]{5,}$|[^aeiouy0-9]{6}/i;

/** The titles most paths have, in one look: small letters and hyphens. */
const PLAIN_TITLE = /^[a-z]{1,15}(?:-[a-z]{1,15}){3,}$/;
const PLAIN_UNSPEAKABLE = /(?:^|-)[^aeiouy-]{5,}(?:-|$)|[^aeiouy-]{6}/;

/** A title spelled as a path: many different letters, but words. */
function isTitle(text: string): boolean {
  if (PLAIN_TITLE.test(text)) return !PLAIN_UNSPEAKABLE.test(text);
  const words = text.split(BETWEEN_WORDS).filter((word) => word !== '');
  return words.length >= MIN_WORDS && words.every((word) => WORD.test(word) && !UNSPEAKABLE.test(word));
}

/** The entropy of one part of a URL in thousandths, or undefined where there is nothing to measure. */
export function measurePart(text: string): number | undefined {
  if (text.length < MIN_MEASURED_LENGTH || isIdentifier(text) || isTitle(text)) return undefined;
  return shannonMilli(text);
}
