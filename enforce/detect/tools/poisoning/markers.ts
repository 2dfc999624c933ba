// SPDX-License-Identifier: Apache-2.0

const STRONG_TAG = /<\s{0,4}(?:important|critical|instructions?|hidden|urgent)\b[^<>]{0,100}>/i;
const WEAK_TAG =
  /<\s{0,4}(?:system|secret)\b[^<>]{0,100}>|\[\s{0,4}(?:important|critical|system|instructions?|secret|hidden|urgent)\b[^[\]]{0,100}\]|\*\*\s{0,4}(?:important|critical|system|instructions?|secret|hidden|urgent)\b[^*]{0,100}\*\*/i;
const CLOSED = /<\/\s{0,4}(?:important|critical|system|instructions?|secret|hidden|urgent)\s{0,4}>/i;

/**
 * A tag that claims authority: `strong` where honest texts have none, `weak` where emphasis or a placeholder looks the
 * same and only a direction beside it tells.
 */
export function instructionTag(text: string): 'strong' | 'weak' | undefined {
  if (STRONG_TAG.test(text) || (CLOSED.test(text) && WEAK_TAG.test(text))) return 'strong';
  return WEAK_TAG.test(text) ? 'weak' : undefined;
}

/** Fewest characters of an encoded text that prose does not hold by chance. */
const MIN_BLOB = 120;
const BLOB = new RegExp(`[A-Za-z0-9+/_-]{${MIN_BLOB},}`);

/** A long encoded text in prose, other than the data of an image. */
export function hasEncodedBlob(text: string): boolean {
  if (text.length < MIN_BLOB) return false;
  const blob = BLOB.exec(text)?.[0];
  if (blob === undefined || /^data:image\//i.test(text.slice(Math.max(0, text.indexOf(blob) - 40)).trimStart()))
    return false;
  return /[a-z]/.test(blob) && /[A-Z0-9]/.test(blob) && !/^[a-z/_-]+$/i.test(blob);
}

const TAGS = /[\u{E0020}-\u{E007E}]/gu;

/** What tag characters, which nobody sees, spell in ASCII; empty when there are none. */
export function spelledByTags(text: string): string {
  if (!text.includes('\uDB40')) return '';
  return Array.from(text.matchAll(TAGS), ([sign]) =>
    String.fromCharCode((sign.codePointAt(0) ?? 0xe0020) - 0xe0000),
  ).join('');
}
