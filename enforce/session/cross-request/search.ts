// SPDX-License-Identifier: Apache-2.0
import type { FragmentHit, FragmentSearch } from '../../text/fragment-search.js';

/** A rule that pieces of several requests show together, and no piece by itself. */
export interface JoinedHit extends FragmentHit {
  /** Ids of the requests whose pieces were needed, oldest first, each once. */
  readonly contributors: readonly string[];
}

/** A piece of one request, or pieces of several that were put together. */
export interface Piece {
  /** Ids of the requests, oldest first. */
  readonly ids: readonly string[];
  readonly text: string;
  readonly atMs: number;
}

/** Stands between texts that are searched at once; no credential holds it, and no view removes it. */
export const BETWEEN = ' | ';

/** 1 for what tokens are made of. */
const IN_TOKEN = new Uint8Array(128);
for (const mark of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-') IN_TOKEN[mark.charCodeAt(0)] = 1;
/** Characters of one token ahead of a credential that make it no credential. */
const BURIED = 8;

/**
 * Whether pieces, in the order in which they are joined, show a rule where something begins. Random identifiers put one
 * behind the other hold every short prefix sooner or later, somewhere inside.
 */
export function showsPlainly(search: FragmentSearch, pieces: readonly string[], rule: string): boolean {
  const text = pieces.join('');
  const hit = text === '' ? undefined : search.decoded(text).find((found) => found.rule === rule);
  if (hit?.start === undefined) return hit !== undefined;
  const beginnings = new Set<number>([0]);
  let end = 0;
  for (const piece of pieces) beginnings.add((end += piece.length));
  for (let at = hit.start; hit.start - at < BURIED; at--)
    if (beginnings.has(at) || IN_TOKEN[text.charCodeAt(at - 1)] !== 1) return true;
  return false;
}

/** Whether a text shows a rule in any view. */
export function showsRule(search: FragmentSearch, text: string, rule: string): boolean {
  return text !== '' && search.decoded(text).some((hit) => hit.rule === rule);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The same text in memory of its own: a part of a text keeps the whole of it alive. */
export function copyText(text: string): string {
  return decoder.decode(encoder.encode(text));
}
