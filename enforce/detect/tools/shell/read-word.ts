// SPDX-License-Identifier: Apache-2.0
import { COST, spend, type Budget } from './budget.js';
import { resolveEscapes } from './escapes.js';
import { ShellFault, type Node, type ParameterPart, type Part, type Word } from './syntax.js';

/** A place in a text that is being read. Nested constructs share the cursor, so that each character is read once. */
export interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  readonly budget: Budget;
  readonly heredocs: PendingHeredoc[];
  /** Reads commands up to the closing character and past it; `''` reads to the end. Set by the reader of commands. */
  readonly readBody: (cursor: Cursor, close: string) => Node;
}

/** A here-document whose lines come behind the current line. */
export interface PendingHeredoc {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly indented: boolean;
  /** Filled when the lines have been read. */
  readonly body: Part[];
}

/** Constructs inside constructs, at most. */
export const MAX_DEPTH = 48;

export function descend<T>(cursor: Cursor, read: () => T): T {
  spend(cursor.budget, COST.word);
  if (++cursor.depth > MAX_DEPTH) throw new ShellFault('depth');
  const value = read();
  cursor.depth--;
  return value;
}

interface Mode {
  /** 1 for each ASCII character at which plain text ends: those with a meaning here and those that end the word. */
  readonly breaks: Uint8Array;
  /** Characters that end the word and are not read. */
  readonly stops: string;
  /** Inside double quotes or a here-document: parts are marked as quoted. */
  readonly quoted: boolean;
}

const META = ' \t\n;&|<>()';

/** `quotes`: which of the two quoting characters quote here. */
function modeOf(stops: string, quoted: boolean, quotes: string): Mode {
  const breaks = new Uint8Array(128);
  for (const letter of `\\$\`${quotes}${stops}`) breaks[letter.charCodeAt(0)] = 1;
  return { breaks, stops, quoted };
}

const WORD = modeOf(META, false, `'"`);
const DOUBLE = modeOf('"', true, '');
const DOCUMENT = modeOf('', true, '');
const EXPRESSION = modeOf('()', true, '"');
const BRACKETED = modeOf(']', true, '"');
/** Operands of `${...}` by what ends them, bare and inside double quotes. */
const OPERANDS: Readonly<Record<string, readonly [bare: Mode, quoted: Mode]>> = {
  '}': [modeOf('}', false, `'"`), modeOf('}', true, '"')],
  '/}': [modeOf('/}', false, `'"`), modeOf('/}', true, '"')],
  ':}': [modeOf(':}', false, `'"`), modeOf(':}', true, '"')],
};

function readOperand(cursor: Cursor, stops: '}' | '/}' | ':}', quoted: boolean): Part[] {
  const modes = OPERANDS[stops];
  return modes === undefined ? [] : readParts(cursor, modes[quoted ? 1 : 0]);
}

const IS_META = new Uint8Array(128);
for (const letter of META) IS_META[letter.charCodeAt(0)] = 1;

/** Whether the character ends a word; so does the end of the text, given as ''. */
export function isMeta(letter: string): boolean {
  return letter === '' || IS_META[letter.charCodeAt(0)] === 1;
}

/** Reads one word; empty when the cursor stands at its end. Throws ShellFault. */
export function readWord(cursor: Cursor): Word {
  return readParts(cursor, WORD);
}

/** The whole of a text read as inside double quotes: a here-document. */
export function readDocument(cursor: Cursor): Part[] {
  return readParts(cursor, DOCUMENT);
}

function readParts(cursor: Cursor, mode: Mode): Part[] {
  const { text, budget } = cursor;
  const { breaks, quoted } = mode;
  const parts: Part[] = [];
  while (cursor.at < text.length) {
    const start = cursor.at;
    let end = start;
    while (end < text.length && breaks[text.charCodeAt(end)] !== 1) end++;
    if (end > start) parts.push({ kind: 'text', text: text.slice(start, end), quoted });
    spend(budget, end - start + COST.part);
    cursor.at = end;
    const letter = text.charAt(end);
    if (letter === '') break;
    if (mode.stops.includes(letter)) {
      if (mode !== WORD || !readProcess(cursor, parts)) break;
    } else if (letter === '\\') readBackslash(cursor, parts, mode);
    else if (letter === "'") readSingle(cursor, parts);
    else if (letter === '"') readDouble(cursor, parts);
    else if (letter === '`') readBackticks(cursor, parts, quoted);
    else readDollar(cursor, parts, quoted);
  }
  return parts;
}

function readProcess(cursor: Cursor, parts: Part[]): boolean {
  const { text, at } = cursor;
  if (!/[<>]/.test(text.charAt(at)) || text.charAt(at + 1) !== '(') return false;
  cursor.at += 2;
  parts.push({
    kind: 'process',
    output: text.charAt(at) === '>',
    body: descend(cursor, () => cursor.readBody(cursor, ')')),
  });
  return true;
}

function readBackslash(cursor: Cursor, parts: Part[], mode: Mode): void {
  const next = cursor.text.charAt(cursor.at + 1);
  cursor.at += 2;
  if (next === '\n') return;
  if (mode.quoted && !'$`"\\}'.includes(next)) parts.push({ kind: 'text', text: `\\${next}`, quoted: true });
  else parts.push({ kind: 'text', text: next === '' ? '\\' : next, quoted: true });
}

function readSingle(cursor: Cursor, parts: Part[]): void {
  const end = cursor.text.indexOf("'", cursor.at + 1);
  if (end < 0) throw new ShellFault('syntax');
  parts.push({ kind: 'text', text: cursor.text.slice(cursor.at + 1, end), quoted: true });
  cursor.at = end + 1;
}

function readDouble(cursor: Cursor, parts: Part[]): void {
  cursor.at++;
  const inner = descend(cursor, () => readParts(cursor, DOUBLE));
  if (cursor.text.charAt(cursor.at) !== '"') throw new ShellFault('syntax');
  cursor.at++;
  // Also when nothing stands between the quotes: an empty word is a word.
  if (inner.length === 0) parts.push({ kind: 'text', text: '', quoted: true });
  else for (const part of inner) parts.push(part);
}

function readBackticks(cursor: Cursor, parts: Part[], quoted: boolean): void {
  const { text } = cursor;
  const start = cursor.at + 1;
  let end = start;
  while (end < text.length && text.charAt(end) !== '`') end += text.charAt(end) === '\\' ? 2 : 1;
  if (end >= text.length) throw new ShellFault('syntax');
  const inner = text.slice(start, end).replace(quoted ? /\\([\\`$"])/g : /\\([\\`$])/g, '$1');
  cursor.at = end + 1;
  spend(cursor.budget, COST.nested + inner.length);
  const nested: Cursor = { ...cursor, text: inner, at: 0, heredocs: [] };
  parts.push({ kind: 'command', body: descend(cursor, () => readNested(nested, cursor.depth)), quoted });
}

function readNested(nested: Cursor, depth: number): Node {
  nested.depth = depth;
  return nested.readBody(nested, '');
}

function readDollar(cursor: Cursor, parts: Part[], quoted: boolean): void {
  const { text } = cursor;
  const next = text.charAt(cursor.at + 1);
  if (next === '(') readSubstitution(cursor, parts, quoted);
  else if (next === '{') readBraced(cursor, parts, quoted);
  else if (next === '[') {
    cursor.at += 2;
    const expression = descend(cursor, () => readParts(cursor, BRACKETED));
    if (text.charAt(cursor.at++) !== ']') throw new ShellFault('syntax');
    parts.push({ kind: 'arithmetic', expression, quoted });
  } else if (next === "'" && !quoted) readAnsi(cursor, parts);
  else if (next === '"' && !quoted) {
    cursor.at++;
    readDouble(cursor, parts);
  } else readPlainParameter(cursor, parts, quoted);
}

function readAnsi(cursor: Cursor, parts: Part[]): void {
  const { text } = cursor;
  const start = cursor.at + 2;
  let end = start;
  while (end < text.length && text.charAt(end) !== "'") end += text.charAt(end) === '\\' ? 2 : 1;
  if (end >= text.length) throw new ShellFault('syntax');
  parts.push({ kind: 'text', text: resolveEscapes(text.slice(start, end), 'ansi'), quoted: true });
  cursor.at = end + 1;
}

const PLAIN_NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y;

function readPlainParameter(cursor: Cursor, parts: Part[], quoted: boolean): void {
  PLAIN_NAME.lastIndex = cursor.at + 1;
  const name = PLAIN_NAME.exec(cursor.text)?.[0];
  if (name === undefined) {
    parts.push({ kind: 'text', text: '$', quoted: true });
    cursor.at++;
    return;
  }
  parts.push({ kind: 'parameter', name, quoted });
  cursor.at += 1 + name.length;
}

/** `$(...)`, or `$((...))` when two closing parentheses stand side by side where the first opening one closes. */
function readSubstitution(cursor: Cursor, parts: Part[], quoted: boolean): void {
  if (cursor.text.charAt(cursor.at + 2) === '(' && closesTwice(cursor.text, cursor.at + 3)) {
    cursor.at += 3;
    parts.push({ kind: 'arithmetic', expression: descend(cursor, () => readArithmetic(cursor)), quoted });
    return;
  }
  cursor.at += 2;
  parts.push({ kind: 'command', body: descend(cursor, () => cursor.readBody(cursor, ')')), quoted });
}

/** What an operand of an expression begins and ends with; between two of them stands an operator. */
function isOperand(letter: string): boolean {
  return /^[A-Za-z0-9_${}]$/.test(letter);
}

/** An operand, a path, or an option: behind an operand and a space none of them is part of an expression. */
function beginsWord(text: string, at: number): boolean {
  if (isOperand(text.charAt(at))) return true;
  return '/~-'.includes(text.charAt(at)) && isOperand(text.charAt(at + 1));
}

/** How far an arithmetic expression is followed to its end. */
const MAX_EXPRESSION = 1024;

/** Whether the text from `at` on is an expression that ends in `))`. Bounded, since it is asked at every `((`. */
export function closesTwice(text: string, at: number): boolean {
  const end = Math.min(text.length, at + MAX_EXPRESSION);
  for (let i = at, open = 0; i < end; i++) {
    const letter = text.charAt(i);
    if (letter === '(') open++;
    else if (letter === ')') {
      if (open === 0) return text.charAt(i + 1) === ')';
      open--;
      // What has quotes, dots or words side by side is rather a command in a subshell; some shells try that then.
    } else if ('\n;\'"\\.'.includes(letter)) return false;
    else if (letter === ' ' && isOperand(text.charAt(i - 1)) && beginsWord(text, i + 1)) return false;
  }
  return false;
}

/** The expression behind `((`, through the closing `))`. */
export function readArithmetic(cursor: Cursor): Part[] {
  const parts: Part[] = [];
  for (let open = 0; ;) {
    for (const part of readParts(cursor, EXPRESSION)) parts.push(part);
    const letter = cursor.text.charAt(cursor.at);
    if (letter === '') throw new ShellFault('syntax');
    cursor.at++;
    if (letter === ')' && open-- === 0) break;
    if (letter === '(') open++;
    parts.push({ kind: 'text', text: letter, quoted: true });
  }
  if (cursor.text.charAt(cursor.at) === ')') cursor.at++;
  return parts;
}

const BRACED_NAME = /([#!]?)([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])/y;
const OPERATOR = /:[-=+?]|[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|@|:/y;

function readBraced(cursor: Cursor, parts: Part[], quoted: boolean): void {
  spend(cursor.budget, COST.nested);
  BRACED_NAME.lastIndex = cursor.at + 2;
  const named = BRACED_NAME.exec(cursor.text);
  if (named === null) throw new ShellFault('syntax');
  cursor.at = BRACED_NAME.lastIndex;
  const part = descend(cursor, () => bracedRest(cursor, named[1] ?? '', named[2] ?? '', quoted));
  if (cursor.text.charAt(cursor.at++) !== '}') throw new ShellFault('syntax');
  parts.push(part);
}

function bracedRest(cursor: Cursor, sign: string, name: string, quoted: boolean): ParameterPart {
  const subscript = readSubscript(cursor);
  const base: ParameterPart = {
    kind: 'parameter',
    name,
    quoted,
    ...(sign === '#' ? { length: true } : {}),
    ...(sign === '!' ? { indirect: true } : {}),
    ...(subscript === undefined ? {} : { subscript }),
  };
  OPERATOR.lastIndex = cursor.at;
  const operator = OPERATOR.exec(cursor.text)?.[0];
  if (operator === undefined) {
    // `${!x*}`: the names that begin with x.
    if (sign === '!' && cursor.text.charAt(cursor.at) === '*') cursor.at++;
    return base;
  }
  cursor.at += operator.length;
  if (operator.startsWith('/')) return replacement(cursor, base, operator);
  if (operator === ':') return substring(cursor, base);
  return { ...base, operator, operand: readOperand(cursor, '}', quoted) };
}

function readSubscript(cursor: Cursor): string | undefined {
  if (cursor.text.charAt(cursor.at) !== '[') return undefined;
  const end = cursor.text.indexOf(']', cursor.at);
  if (end < 0) throw new ShellFault('syntax');
  const subscript = cursor.text.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return subscript;
}

function replacement(cursor: Cursor, base: ParameterPart, operator: string): ParameterPart {
  const operand = readOperand(cursor, '/}', base.quoted);
  if (cursor.text.charAt(cursor.at) !== '/') return { ...base, operator, operand };
  cursor.at++;
  return { ...base, operator, operand, second: readOperand(cursor, '}', base.quoted) };
}

function substring(cursor: Cursor, base: ParameterPart): ParameterPart {
  const operand = readOperand(cursor, ':}', base.quoted);
  if (cursor.text.charAt(cursor.at) !== ':') return { ...base, operator: ':', operand };
  cursor.at++;
  return { ...base, operator: ':', operand, second: readOperand(cursor, '}', base.quoted) };
}
