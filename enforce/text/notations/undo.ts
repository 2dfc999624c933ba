// SPDX-License-Identifier: Apache-2.0
import { addPlace, intersect, totalOf, unite, widen, type Stretches } from '../bytes/stretches.js';
import type { Utf8 } from '../bytes/utf8.js';
import { textOf } from '../bytes/writer.js';
import type { Piece, PieceSink } from '../pieces.js';
import type { ViewName } from '../view.js';
import { hasEntities, undoEntities } from './entities.js';
import { hasEscapes, undoEscapes } from './escapes.js';
import { hasJoinedLiterals, undoLiterals } from './literals.js';
import { hasMarkup, readMarkup } from './markup.js';
import { hasMimeWords, undoMimeWords } from './mime-words.js';
import { formPlaces, hasPercent, isForm, percentPlaces, plusPlaces, undoPercent, withSpaces } from './percent.js';
import { isQuotedPrintable, undoQuotedPrintable } from './quoted-printable.js';
import { carryOver, changedIn, changedOut, type Rewriter } from './rewriting.js';
import { hasControls, undoControls } from './terminal.js';

/** A notation that may run all through a text. */
interface Notation {
  readonly encoding: ViewName;
  /** Whether a text may hold any of it. */
  readonly standsIn: (text: string) => boolean;
  /** The text without it; nothing is noted as changed where it holds none. */
  readonly undo: (source: Utf8) => Rewriter;
}

const PERCENT: Notation = { encoding: 'url', standsIn: hasPercent, undo: undoPercent };
/** The outermost first, as they are most often put around each other. */
const NOTATIONS: readonly Notation[] = [
  { encoding: 'terminal', standsIn: hasControls, undo: undoControls },
  PERCENT,
  { encoding: 'html', standsIn: hasEntities, undo: undoEntities },
  { encoding: 'escape', standsIn: hasEscapes, undo: undoEscapes },
  { encoding: 'mime', standsIn: hasMimeWords, undo: undoMimeWords },
  { encoding: 'quoted-printable', standsIn: isQuotedPrintable, undo: undoQuotedPrintable },
  { encoding: 'literals', standsIn: hasJoinedLiterals, undo: undoLiterals },
];

/** Layers of one of these are a text of their own, not joined with others. */
export const REWRITTEN: ReadonlySet<ViewName> = new Set<ViewName>([
  ...NOTATIONS.map(({ encoding }) => encoding),
  'markup',
]);

/** More than any surface may have, so that the cap on depth is met. */
const MAX_STEPS = 12;
/** Up to so many bytes a text is kept whole. */
const SHORT = 4096;
/** What stands so near to a change may mean something together with it: more than any rule reaches. */
const NEAR = 1024;
/** A word or a phrase that is hidden by what is undone next reaches no further than from one change to the other. */
const PHRASE = 128;
/** What is kept around that, and around words that were put together with plus signs. */
const AROUND = 256;
/** The beginning tells what kind of text it is. */
const HEAD = 1024;
const BETWEEN = '\n\n';

/** By byte: 1 for what tokens and encoded data consist of, which is not cut, and for the middle of a character. */
const JOINS = new Uint8Array(256);
for (const letter of '+/_=.-') JOINS[letter.charCodeAt(0)] = 1;
for (let byte = 0; byte < 256; byte++) {
  const letter = byte | 0x20;
  if (byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a)) JOINS[byte] = 1;
}

/** The stretches with the whole of what they begin or end in. */
function withoutCuts({ bytes, length }: Utf8, stretches: Stretches): Stretches {
  const whole: number[] = [];
  for (let i = 0; i < stretches.length; i += 2) {
    let from = stretches[i] ?? 0;
    let to = stretches[i + 1] ?? 0;
    const before = whole[whole.length - 1] ?? 0;
    while (from > before && JOINS[bytes[from - 1] ?? 0] === 1) from--;
    to = Math.max(to, before);
    while (to < length && JOINS[bytes[to] ?? 0] === 1) to++;
    whole.push(from, to);
  }
  return widen(whole, 0, length);
}

/** What stands in stretches of a text, its beginning ahead of it; all of it where that is most of it, or short. */
function excerptOf(source: Utf8, stretches: Stretches, short: number): Pick<Piece, 'text' | 'excerptOf'> {
  const { bytes, length } = source;
  if (length <= short) return { text: textOf(source) };
  const kept = withoutCuts(source, unite([0, Math.min(HEAD, length)], stretches));
  if (2 * totalOf(kept) > length) return { text: textOf(source) };
  const texts: string[] = [];
  for (let i = 0; i < kept.length; i += 2) {
    const part = bytes.subarray(kept[i] ?? 0, kept[i + 1] ?? 0);
    texts.push(textOf({ bytes: part, length: part.length }));
  }
  return { text: texts.join(BETWEEN), excerptOf: length };
}

/** Where a stretch of one kind and one of another may be of one phrase. */
function nearBoth(one: Stretches, other: Stretches, { length }: Utf8): Stretches {
  const between = intersect(widen(one, PHRASE / 2, length), widen(other, PHRASE / 2, length));
  return widen(between, AROUND, length);
}

/** A text on its way to the last notation. */
interface Course {
  readonly source: Utf8;
  /** The same, unless there is nothing but spaces for plus signs to tell them apart. */
  readonly text: string;
  readonly notations: readonly Notation[];
  /** What tells this reading from the text as it stood. */
  readonly novel: Stretches;
  /** How far around that it is read. */
  readonly reach: number;
  /** Whether what a notation is undone in is novel. */
  readonly changesCount: boolean;
}

interface Undone {
  readonly source: Utf8;
  readonly text: string;
  readonly steps: number;
}

/**
 * Undoes notations until none is left. Takes the text at the end near to all that was undone, and of those on the way
 * what the end does not show: where something was undone, and what was undone next may hide it.
 */
function undoAll({ notations, reach, changesCount, ...begun }: Course, sink: PieceSink): Undone {
  let { source, text, novel } = begun;
  let encoding: ViewName = 'url';
  let steps = 0;
  const take = (stretches: Stretches, short: number): void => {
    if (stretches.length === 0) return;
    sink.takeRewritten({ encoding, steps: Math.max(1, steps), ...excerptOf(source, stretches, short) });
  };
  for (let next = 0, idle = 0; idle < notations.length && steps < MAX_STEPS; next = (next + 1) % notations.length) {
    const notation = notations[next];
    idle++;
    if (notation?.standsIn(text) !== true) continue;
    const rewriter = notation.undo(source);
    if (rewriter.changes.length === 0) continue;
    if (steps > 0) {
      take(nearBoth(novel, changedIn(rewriter), source), 0);
    }
    novel = carryOver(novel, rewriter);
    if (changesCount) novel = unite(novel, changedOut(rewriter));
    source = rewriter;
    text = textOf(rewriter);
    ({ encoding } = notation);
    steps++;
    idle = 0;
  }
  take(widen(novel, reach, source.length), SHORT);
  return { source, text, steps };
}

/**
 * In a form a plus sign is a space; elsewhere it is a digit of base64. Both readings count, but further notations are
 * undone in both only where words tell of a form: plus signs or spaces between words, they are read alike.
 */
function readForm(text: string, source: Utf8, places: readonly number[], sink: PieceSink): void {
  const form = isForm(source, places);
  if (!form && !hasPercent(text)) return;
  const spaces: number[] = [];
  for (const place of places) spaces.push(place, place + 1);
  // A plus sign beside an escape may well be one.
  const beside = intersect(plusPlaces(source), widen(percentPlaces(source), PHRASE, source.length));
  const novel = unite(spaces, beside);
  if (novel.length === 0) return;
  const notations = form ? NOTATIONS : [PERCENT];
  undoAll({ source: withSpaces(source), text, notations, novel, reach: AROUND, changesCount: false }, sink);
}

/** Where tags begin, with so much around them that what is read is one text. */
function tagStretches(text: string): Stretches {
  const places: number[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) addPlace(places, at, 2 * NEAR);
  return widen(places, NEAR, text.length);
}

/** Takes what a reader of HTML or XML sees; of a long text with few tags, around them. */
function readTags(text: string, steps: number, sink: PieceSink): void {
  if (!hasMarkup(text)) return;
  const stretches = tagStretches(text);
  const excerpt = text.length > SHORT && 2 * totalOf(stretches) < text.length;
  const read = excerpt ? partsOf(text, stretches).map(readMarkup).join(BETWEEN) : readMarkup(text);
  sink.takeRewritten({ encoding: 'markup', text: read, steps: steps + 1, ...(excerpt && { excerptOf: text.length }) });
}

function partsOf(text: string, stretches: Stretches): readonly string[] {
  const parts: string[] = [];
  for (let i = 0; i < stretches.length; i += 2) parts.push(text.slice(stretches[i], stretches[i + 1]));
  return parts;
}

/** Takes what a text says without the notations that run all through it. */
export function readNotations(text: string, source: Utf8, sink: PieceSink): void {
  const places = text.includes('+') ? formPlaces(text, source) : undefined;
  if (places !== undefined) readForm(text, source, places, sink);
  const undone = undoAll({ source, text, notations: NOTATIONS, novel: [], reach: NEAR, changesCount: true }, sink);
  readTags(undone.text, undone.steps, sink);
  if (undone.steps === 0) return;
  const found = undone.text.includes('+') ? formPlaces(undone.text, undone.source) : [];
  // Words may have been put together with plus signs ahead of all that.
  if (found.length > (places?.length ?? 0)) readForm(undone.text, undone.source, found, sink);
}
