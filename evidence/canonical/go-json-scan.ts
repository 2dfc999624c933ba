// SPDX-License-Identifier: Apache-2.0
import type { GoField, GoStruct } from './go-json.js';
import { goString, isCanonicalTime } from './go-text.js';

/**
 * A place in untrusted text that is read only as long as it is canonical. After an answer of undefined the place means
 * nothing: the text is then read by the strict reader, which decides and says what is wrong.
 */
export interface Scan {
  readonly text: string;
  /** The text holds no character that Go-JSON escapes, and no escape: what stands between quotes is the string. */
  readonly plain: boolean;
  at: number;
}

const NO_CONTROL = /^[^\u0000-\u001f]*$/;
const WIDE = /[\u2028\u2029\ud800-\udfff]/;

/** A scan from the start of the text. */
export function openScan(text: string): Scan {
  // Six searches, each a fast one, cost a quarter of one expression with all the characters.
  const escaped = text.indexOf('\\') + text.indexOf('<') + text.indexOf('>') + text.indexOf('&');
  return { text, plain: escaped === -4 && !WIDE.test(text) && NO_CONTROL.test(text), at: 0 };
}

/**
 * Reads an object that stands at the scan's place in canonical Go-JSON, and moves behind it. Undefined for any other
 * text: members in another order, unknown, doubled or empty ones, another spelling of a string, number or time. What is
 * returned is therefore what `writeGoJson` would turn back into the same text. Evidence is read by the million and
 * nearly all is canonical; this proves it without printing the text again. Raw members are left to the strict reader.
 */
export function scanGoJson<T>(struct: GoStruct<T>, scan: Scan): T | undefined {
  const start = scan.at;
  if (!passGoJson(struct, scan)) return undefined;
  // Nothing is doubled and no number is too long, so the platform's reader loses nothing.
  const value: unknown = JSON.parse(scan.text.slice(start, scan.at));
  widen(struct.wide, value);
  return value as T;
}

function widen(fields: readonly GoField[], value: unknown): void {
  const members = value as Record<string, unknown>;
  for (const { name, struct } of fields) {
    const held = members[name];
    if (held === undefined) continue;
    if (struct === undefined) members[name] = BigInt(held as number);
    else for (const item of Array.isArray(held) ? (held as unknown[]) : [held]) widen(struct.wide, item);
  }
}

/** Where the members of one object stand: start and end of the value of field i at 2i and 2i + 1; 0 when absent. */
export type Marks = number[];

/** Moves behind a `raw` member; `marks` holds the members in front of it. False refuses the whole text. */
export type PassRaw = (scan: Scan, marks: Marks) => boolean;

/** Moves behind an object, as `scanGoJson`, without making a value. `marks` and `raw` concern the outermost object. */
export function passGoJson<T>(struct: GoStruct<T>, scan: Scan, marks?: Marks, raw?: PassRaw): boolean {
  const { text } = scan;
  if (text.charCodeAt(scan.at) !== OPEN) return false;
  let required = 0;
  let last = -1;
  let next = text.charCodeAt(scan.at + 1) === CLOSE ? CLOSE : COMMA;
  scan.at++;
  const usual = followersOf(struct);
  while (next === COMMA) {
    const field = scanName(struct, scan, usual, last);
    if (field === undefined || field.index <= last) return false;
    last = field.index;
    const start = scan.at;
    if (
      field.kind === 'raw' && raw !== undefined && marks !== undefined ? !raw(scan, marks) : !passValue(field, scan)
    ) {
      return false;
    }
    if (marks !== undefined) {
      marks[2 * last] = start;
      marks[2 * last + 1] = scan.at;
    }
    if (!field.optional) required++;
    next = text.charCodeAt(scan.at++);
  }
  if (last < 0) scan.at++;
  return next === CLOSE && required === struct.requiredCount;
}

const QUOTE = 0x22;
const MINUS = 0x2d;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LIST = 0x5b;
const LIST_END = 0x5d;

/** The field that last came after each field, as a guess: records of one run look alike. A guess is compared first. */
type Followers = (GoField | undefined)[];

const FOLLOWERS = new WeakMap<object, Followers>();

function followersOf<T>(struct: GoStruct<T>): Followers {
  const known = FOLLOWERS.get(struct);
  if (known !== undefined) return known;
  const fresh: Followers = new Array<GoField | undefined>(struct.fields.length + 1).fill(undefined);
  FOLLOWERS.set(struct, fresh);
  return fresh;
}

/** Moves behind a name and its colon. No field's name holds an escape, so the next quote ends it. */
function scanName<T>(struct: GoStruct<T>, scan: Scan, usual: Followers, last: number): GoField | undefined {
  const { text, at } = scan;
  const guess = usual[last + 1];
  if (guess !== undefined) {
    const end = at + guess.first.length;
    // Equality of whole strings is faster than startsWith.
    if (text.slice(at, end) === guess.first) {
      scan.at = end;
      return guess;
    }
  }
  const nameEnd = text.indexOf('"', at + 1);
  const field = struct.byName.get(text.slice(at + 1, nameEnd));
  if (field === undefined || !text.startsWith(field.first, at)) return undefined;
  scan.at = at + field.first.length;
  usual[last + 1] = field;
  return field;
}

function passValue(field: GoField, scan: Scan): boolean {
  const { kind, optional, struct } = field;
  const start = scan.at;
  switch (kind) {
    case 'string':
      // An empty optional member is two quotes.
      return passString(scan) && !(optional && scan.at === start + 2);
    case 'time':
      return passString(scan) && isCanonicalTime(scan.text.slice(start + 1, scan.at - 1));
    case 'struct':
      return passGoJson(struct as GoStruct<never>, scan);
    case 'list':
      return passItems(true, scan, (place) => passGoJson(struct as GoStruct<never>, place));
    case 'strings':
      return (!optional && passWord(scan, 'null')) || passItems(optional, scan, passString);
    case 'bool':
      return passWord(scan, 'true') || (!optional && passWord(scan, 'false'));
    case 'counts':
      return passCounts(optional, scan);
    case 'raw':
    case 'texts':
      return false;
    default:
      return passInteger(kind, optional, scan);
  }
}

/** Moves behind a string in its canonical spelling. */
function passString(scan: Scan): boolean {
  const { text, plain, at } = scan;
  if (text.charCodeAt(at) !== QUOTE) return false;
  let end = text.indexOf('"', at + 1);
  if (!plain) while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  if (end < 0) return false;
  scan.at = end + 1;
  return plain || isCanonicalString(text.slice(at, end + 1));
}

function isEscaped(text: string, quote: number): boolean {
  let slash = quote;
  while (text.charCodeAt(slash - 1) === 0x5c) slash--;
  return (quote - slash) % 2 === 1;
}

function isCanonicalString(quoted: string): boolean {
  try {
    // Printing it again also refuses a lone surrogate, which prints as U+FFFD.
    return goString(JSON.parse(quoted) as string) === quoted;
  } catch {
    return false;
  }
}

// Fifteen digits are always exact; the strict reader takes the longer ones.
const INTEGER = /(?:0|-?[1-9][0-9]{0,14})(?![0-9])/y;

function passInteger(kind: 'int' | 'int64' | 'uint64' | 'uint8', optional: boolean, scan: Scan): boolean {
  INTEGER.lastIndex = scan.at;
  if (!INTEGER.test(scan.text)) return false;
  const start = scan.at;
  scan.at = INTEGER.lastIndex;
  if (kind === 'uint8' || optional) {
    const value = Number(scan.text.slice(start, scan.at));
    if ((kind === 'uint8' && value > 255) || (optional && value === 0)) return false;
  }
  return kind === 'int' || kind === 'int64' || scan.text.charCodeAt(start) !== MINUS;
}

function passWord(scan: Scan, word: string): boolean {
  if (!scan.text.startsWith(word, scan.at)) return false;
  scan.at += word.length;
  return true;
}

function passItems(optional: boolean, scan: Scan, item: (scan: Scan) => boolean): boolean {
  const { text } = scan;
  if (text.charCodeAt(scan.at) !== LIST) return false;
  if (text.charCodeAt(scan.at + 1) === LIST_END) {
    scan.at += 2;
    return !optional;
  }
  let next = COMMA;
  scan.at++;
  while (next === COMMA) {
    if (!item(scan)) return false;
    next = text.charCodeAt(scan.at++);
  }
  return next === LIST_END;
}

// Plain ASCII, whatever else the text holds: its order is the same by code unit and by code point.
const COUNT_NAME = /"([a-z0-9_.-]+)":/y;

function passCounts(optional: boolean, scan: Scan): boolean {
  const { text } = scan;
  if (text.charCodeAt(scan.at) !== OPEN) return false;
  if (text.charCodeAt(scan.at + 1) === CLOSE) {
    scan.at += 2;
    return !optional;
  }
  let next = COMMA;
  let before = '';
  scan.at++;
  while (next === COMMA) {
    COUNT_NAME.lastIndex = scan.at;
    const name = COUNT_NAME.exec(text)?.[1];
    if (name === undefined || name <= before) return false;
    before = name;
    scan.at = COUNT_NAME.lastIndex;
    if (!passInteger('int', false, scan)) return false;
    next = text.charCodeAt(scan.at++);
  }
  return next === CLOSE;
}

const WORD = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)/y;

/**
 * Moves behind any JSON value whose strings are canonical and whose members are sorted. Keys that rise strictly cannot
 * be doubled. False for everything else, also for more than `depth` nested containers.
 */
export function passSortedJson(scan: Scan, depth: number): boolean {
  const unit = scan.text.charCodeAt(scan.at);
  if (unit === QUOTE) return passString(scan);
  if (unit === OPEN || unit === LIST) return depth > 0 && passContainer(scan, depth - 1, unit === OPEN);
  WORD.lastIndex = scan.at;
  if (!WORD.test(scan.text)) return false;
  // What follows is a comma or a bracket, or the caller finds that it is not: `01` ends after its first digit.
  scan.at = WORD.lastIndex;
  return true;
}

function passContainer(scan: Scan, depth: number, named: boolean): boolean {
  const { text } = scan;
  const close = named ? CLOSE : LIST_END;
  let before = '';
  if (text.charCodeAt(++scan.at) === close) {
    scan.at++;
    return true;
  }
  for (;;) {
    if (named) {
      const start = scan.at;
      if (!passString(scan)) return false;
      // Compared with its quotes, so that an empty name comes after none.
      const name = text.slice(start, scan.at);
      if (name <= before || text.charCodeAt(scan.at++) !== COLON) return false;
      before = name;
    }
    if (!passSortedJson(scan, depth)) return false;
    const next = text.charCodeAt(scan.at++);
    if (next !== COMMA) return next === close;
  }
}
