// SPDX-License-Identifier: Apache-2.0
import { compileWordIndex } from '../labels/word-index.js';
import type { Anchor, Probe, Search } from '../search.js';
import { chanceOdds } from '../values/chance.js';
import { DOT, isOf, lowerByte, MEMBERSHIP, SPACE, standsAt, TOKEN } from '../values/characters.js';
import { isInBase64 } from '../values/in-base64.js';
import { JoinedText } from '../values/joined-text.js';
import { isPlaceholder } from '../values/placeholder.js';
import { holdsChecksum } from './checksum.js';
import { compileBody, compileStart, firstKinds, leastOf, type BodyMatcher } from './shape.js';
import type { VendorToken } from './vendor-token.js';

const CONTEXT_REACH = 80;
const CONTEXT_LINES = 1;
/** Characters of a body by which it is judged. */
const JUDGED = 160;
/** Words and names lie below, random bodies far above. */
const MIN_ODDS = -0.5;
/** Shortest prefix that is looked for in text broken by white space or dots. */
const MIN_BROKEN_PREFIX = 4;
/** No word, and no part of an address: a prefix that means something across the ends of words. */
const DISTINCT = /[_-]|[0-9]|[a-z][A-Z]|^[A-Z]{6,}$/;
const LINE_FEED = 0x0a;

type ContextTest = (search: Search, start: number) => boolean;

function compileContext(words: readonly string[] | undefined): ContextTest {
  if (words === undefined) return () => true;
  const index = compileWordIndex(words);
  return ({ bytes }, start) => {
    let from = start;
    for (let lines = 0; from > 0 && start - from < CONTEXT_REACH; from--)
      if (bytes[from - 1] === LINE_FEED && ++lines > CONTEXT_LINES) break;
    let found = false;
    index.find(bytes, from, start, () => (found = true));
    return found;
  };
}

function isRandom(text: string, row: VendorToken): boolean {
  return (row.checksum !== undefined && holdsChecksum(text, row.checksum)) || !isPlaceholder(text);
}

/** Whether the prefix stands in one piece and, if that counts, in its own case. */
function isWritten(search: Search, start: number, end: number, prefix: string, anyCase: boolean): boolean {
  if (end - start !== prefix.length) return false;
  return anyCase || standsAt(search.bytes, search.length, start, prefix);
}

interface TokenRule {
  readonly rule: number;
  readonly row: VendorToken;
  readonly body: BodyMatcher;
  readonly inContext: ContextTest;
  /** Length of the fixed text the body begins with, and of that it ends with: neither is chance. */
  readonly lead: number;
  readonly tail: number;
  /** Visible characters that any body has at least. */
  readonly least: number;
}

/** Characters that are counted at most, to tell whether there are enough for a body. */
const MAX_COUNTED = 64;

/** Whether so many visible characters stand from a place on; where one is not ASCII, they may. */
function hasVisible({ bytes, length, glance }: Search, start: number, count: number): boolean {
  if (glance.visibleFrom !== start) {
    glance.visibleFrom = start;
    const end = Math.min(length, start + MAX_COUNTED);
    let at = start;
    while (at < end && ((MEMBERSHIP[bytes[at] ?? 0] ?? 0) & SPACE) === 0) at++;
    glance.visible = at - start;
  }
  return glance.visible >= Math.min(count, MAX_COUNTED);
}

function matchWritten(search: Search, token: TokenRule, start: number, bodyStart: number): boolean {
  const end = token.body(search, bodyStart, 0);
  if (end < 0 || search.done(token.rule) || isInBase64(search, start)) return false;
  const judged = Math.min(end - token.tail, bodyStart + JUDGED);
  const judgedFrom = bodyStart + token.lead;
  if (chanceOdds(search.bytes, judgedFrom, judged) < MIN_ODDS) return false;
  if (!isRandom(search.text.slice(judgedFrom, judged), token.row) || !token.inContext(search, start)) return false;
  search.report(token.rule, start, end);
  return true;
}

/** Whether the characters from a place on are those of the prefix, blanks passed over. */
function isBrokenPrefix({ bytes }: Search, start: number, end: number, prefix: string, anyCase: boolean): boolean {
  for (let at = start, i = 0; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const code = prefix.charCodeAt(i);
    if (byte === code || (anyCase && lowerByte(byte) === lowerByte(code))) i++;
    else if (((MEMBERSHIP[byte] ?? 0) & (SPACE | DOT)) === 0) return false;
  }
  return true;
}

/** Characters of a body that have to look like chance before the whole is looked at. */
const GLANCE = 16;

/** Whether the characters from a place on look like chance with white space left out, or with dots left out as well. */
function looksDrawn({ bytes, length, glance }: Search, start: number): boolean {
  if (glance.start !== start) {
    glance.start = start;
    const spaced = JoinedText.read({ bytes, length }, start, GLANCE, SPACE);
    glance.spaced = glance.dotted = spaced.odds(0, GLANCE);
    if (spaced.dotted) glance.dotted = JoinedText.read({ bytes, length }, start, GLANCE, SPACE | DOT).odds(0, GLANCE);
  }
  return glance.spaced > 0 || glance.dotted > 0;
}

/** The token with white space or dots between its characters. Only what looks like chance counts there. */
function matchBroken(search: Search, token: TokenRule, start: number, bodyStart: number): void {
  const { spaced, dotted } = search.glance;
  for (const blanks of [SPACE, SPACE | DOT]) {
    if ((blanks === SPACE ? spaced : dotted) <= 0) continue;
    const end = token.body(search, bodyStart, blanks);
    if (end < 0) continue;
    const joined = JoinedText.read(search, bodyStart, Math.min(end - bodyStart, JUDGED), blanks);
    if (joined.blanks === 0 || !joined.hasDigit(0, JUDGED) || joined.odds(0, JUDGED) <= 0) continue;
    if (isPlaceholder(joined.text())) continue;
    search.report(token.rule, start, end);
    return;
  }
}

/** A probe for one prefix of a row. */
function prefixProbe(token: TokenRule, prefix: string): Anchor {
  const { rule, row } = token;
  const anyCase = row.anyCase === true;
  const breakable = row.context === undefined && prefix.length >= MIN_BROKEN_PREFIX && DISTINCT.test(prefix);
  const probe: Probe = (search, start, end) => {
    if (hasVisible(search, end, token.least) && isWritten(search, start, end, prefix, anyCase))
      if (matchWritten(search, token, start, end)) return;
    if (!breakable || !looksDrawn(search, end) || search.done(rule) || isInBase64(search, start)) return;
    if (isBrokenPrefix(search, start, end, prefix, anyCase)) matchBroken(search, token, start, end);
  };
  return [prefix, probe, 'free', firstKinds(row.body, breakable ? SPACE | DOT : 0)];
}

/** A probe for a literal inside a token. Only text as written counts, and nothing may stand before the token. */
function literalProbe(token: TokenRule, anchor: string): Probe | undefined {
  const startOf = compileStart(token.row.body, anchor);
  if (startOf === undefined) return undefined;
  return (search, start, end) => {
    if (end - start !== anchor.length || !standsAt(search.bytes, search.length, start, anchor)) return;
    const tokenStart = startOf(search, start);
    if (tokenStart < 0 || isOf(search.bytes, search.length, tokenStart - 1, TOKEN)) return;
    matchWritten(search, token, tokenStart, tokenStart);
  };
}

/** The anchors of a row: its prefixes, and the literal by which its tokens are known. */
export function tokenAnchors(row: VendorToken, rule: number): readonly Anchor[] {
  const { body, context, prefixes, anchor } = row;
  const [first] = body;
  const last = body.at(-1);
  const lead = typeof first === 'string' ? first.length : 0;
  const tail = typeof last === 'string' ? last.length : 0;
  const token: TokenRule = {
    rule,
    row,
    body: compileBody(body),
    inContext: compileContext(context),
    lead,
    tail,
    least: leastOf(body),
  };
  const anchors = (prefixes ?? []).map((prefix) => prefixProbe(token, prefix));
  if (anchor === undefined) return anchors;
  const probe = literalProbe({ ...token, inContext: () => true }, anchor);
  return probe === undefined ? anchors : [...anchors, [anchor, probe]];
}
