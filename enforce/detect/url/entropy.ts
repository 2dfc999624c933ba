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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Identifiers that are random by design: UUIDs and hex digests of common lengths. Their content is still searched. */
function isIdentifier(text: string): boolean {
  if (text.length === 36) return UUID.test(text);
  return (text.length === 32 || text.length === 40 || text.length === 64) && DIGEST.test(text);
}

/** The entropy of one part of a URL in thousandths, or undefined where there is nothing to measure. */
export function measurePart(text: string): number | undefined {
  if (text.length < MIN_MEASURED_LENGTH || isIdentifier(text)) return undefined;
  return shannonMilli(text);
}
