// SPDX-License-Identifier: Apache-2.0
import { COST, spend, type Budget } from './budget.js';
import { readCompound } from './read-compound.js';
import { descend, isMeta, readDocument, readWord, type Cursor, type PendingHeredoc } from './read-word.js';
import {
  ShellFault,
  type Assignment,
  type ListNode,
  type Node,
  type Part,
  type RedirectionNode,
  type TextPart,
  type Word,
} from './syntax.js';

/** Opens a text for reading command by command. `depth` counts what it is nested in. */
export function openCommands(text: string, budget: Budget, depth = 0): Cursor {
  return { text, at: 0, depth, budget, heredocs: [], readBody };
}

/**
 * The next commands, or undefined at the end: with here-documents, all of the line that announces them. Throws
 * ShellFault; what was read before stays read.
 */
export function nextCommands(cursor: Cursor): Node | undefined {
  skipSeparators(cursor);
  if (cursor.at >= cursor.text.length) return undefined;
  const items = [readTop(cursor)];
  while (cursor.heredocs.length > 0 && cursor.at < cursor.text.length) {
    const { length } = cursor.heredocs;
    skipSeparators(cursor);
    if (cursor.heredocs.length === length && cursor.at < cursor.text.length) items.push(readTop(cursor));
  }
  return { kind: 'list', items, branch: false };
}

function readTop(cursor: Cursor): Node {
  if (cursor.text.charAt(cursor.at) === ')') throw new ShellFault('syntax');
  return readAndOr(cursor);
}

function readBody(cursor: Cursor, close: string): Node {
  return readList(cursor, close === '' ? [] : [close]);
}

/** Reads commands up to one of the ends: `)`, `;;` or a reserved word. A parenthesis is read too, a word is not. */
export function readList(cursor: Cursor, ends: readonly string[]): ListNode {
  const items: Node[] = [];
  for (;;) {
    if (!skipSeparators(cursor, ends.includes(';;'))) break;
    const letter = cursor.text.charAt(cursor.at);
    if (letter === '') {
      if (ends.length > 0) throw new ShellFault('syntax');
      break;
    }
    if (letter === ')') {
      if (!ends.includes(')')) throw new ShellFault('syntax');
      cursor.at++;
      break;
    }
    const reserved = reservedAt(cursor);
    if (reserved !== undefined && ends.includes(reserved)) break;
    items.push(readAndOr(cursor));
  }
  return { kind: 'list', items, branch: false };
}

/** Skips blanks, line ends, comments and separators. False at `;;` when that is an end. */
export function skipSeparators(cursor: Cursor, untilDouble = false): boolean {
  const { text } = cursor;
  for (;;) {
    skipBlanks(cursor);
    const letter = text.charAt(cursor.at);
    if (letter === '\n') {
      cursor.at++;
      readHeredocs(cursor);
    } else if (letter === ';' || letter === '&') {
      if (untilDouble && letter === ';' && /[;&]/.test(text.charAt(cursor.at + 1))) return false;
      // `&>` begins a redirection.
      if (letter === '&' && text.charAt(cursor.at + 1) === '>') return true;
      cursor.at++;
    } else if (letter === '|') cursor.at++;
    else return true;
  }
}

/** Skips blanks, joined lines and a comment. */
export function skipBlanks(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const letter = text.charAt(cursor.at);
    if (letter === ' ' || letter === '\t' || letter === '\r') cursor.at++;
    else if (letter === '\\' && text.charAt(cursor.at + 1) === '\n') cursor.at += 2;
    else if (letter === '#') {
      const end = text.indexOf('\n', cursor.at);
      cursor.at = end < 0 ? text.length : end;
    } else return;
  }
}

const RESERVED = new Set(
  'if then elif else fi for while until do done case esac select function time coproc { } ! [['.split(' '),
);
const MAYBE_RESERVED = /[a-z]{2,8}|[{}!]|\[\[/y;

/** The reserved word at the cursor, which stands where a command may begin. */
export function reservedAt(cursor: Cursor): string | undefined {
  MAYBE_RESERVED.lastIndex = cursor.at;
  const word = MAYBE_RESERVED.exec(cursor.text)?.[0];
  if (word === undefined || !RESERVED.has(word)) return undefined;
  return isMeta(cursor.text.charAt(cursor.at + word.length)) ? word : undefined;
}

export function takeReserved(cursor: Cursor, word: string): boolean {
  skipBlanks(cursor);
  if (reservedAt(cursor) !== word) return false;
  cursor.at += word.length;
  return true;
}

function readAndOr(cursor: Cursor): Node {
  const items = [readPipeline(cursor)];
  for (;;) {
    skipBlanks(cursor);
    const sign = cursor.text.slice(cursor.at, cursor.at + 2);
    if (sign !== '&&' && sign !== '||') break;
    cursor.at += 2;
    skipLines(cursor);
    items.push(readPipeline(cursor));
  }
  return items.length === 1 ? (items[0] ?? EMPTY) : { kind: 'list', items, branch: true };
}

const EMPTY: Node = { kind: 'list', items: [], branch: false };

/** Line ends may follow an operator. */
function skipLines(cursor: Cursor): void {
  skipBlanks(cursor);
  while (cursor.text.charAt(cursor.at) === '\n') {
    cursor.at++;
    readHeredocs(cursor);
    skipBlanks(cursor);
  }
}

function skipPrefixes(cursor: Cursor): void {
  for (;;) {
    if (takeReserved(cursor, 'time')) {
      skipBlanks(cursor);
      if (cursor.text.startsWith('-p ', cursor.at)) cursor.at += 3;
    } else if (!takeReserved(cursor, '!') && !takeReserved(cursor, 'coproc')) return;
  }
}

function readPipeline(cursor: Cursor): Node {
  skipPrefixes(cursor);
  const stages = [readCommand(cursor)];
  for (;;) {
    skipBlanks(cursor);
    if (cursor.text.charAt(cursor.at) !== '|' || cursor.text.charAt(cursor.at + 1) === '|') break;
    cursor.at += cursor.text.charAt(cursor.at + 1) === '&' ? 2 : 1;
    skipLines(cursor);
    stages.push(readCommand(cursor));
  }
  return stages.length === 1 ? (stages[0] ?? EMPTY) : { kind: 'pipeline', stages };
}

function readCommand(cursor: Cursor): Node {
  skipBlanks(cursor);
  spend(cursor.budget, COST.node);
  return descend(cursor, () => readCompound(cursor, reservedAt(cursor)) ?? readSimple(cursor));
}

const DESCRIPTOR = /(?:[0-9]{1,4}|\{[A-Za-z_][A-Za-z0-9_]*\})?(&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)/y;

/** Reads one redirection, or nothing when none stands here. */
function readRedirection(cursor: Cursor): RedirectionNode | undefined {
  const { text } = cursor;
  DESCRIPTOR.lastIndex = cursor.at;
  const match = DESCRIPTOR.exec(text);
  if (match === null) return undefined;
  const operator = match[1] ?? '';
  // `<(...)` is a word.
  if ((operator === '<' || operator === '>') && text.charAt(DESCRIPTOR.lastIndex) === '(') return undefined;
  spend(cursor.budget, COST.nested);
  cursor.at = DESCRIPTOR.lastIndex;
  const descriptor = match[0].slice(0, -operator.length);
  skipBlanks(cursor);
  if (operator === '<<' || operator === '<<-') return { descriptor, operator: '<<', target: heredoc(cursor, operator) };
  return { descriptor, operator, target: readWord(cursor) };
}

export function readRedirections(cursor: Cursor): readonly RedirectionNode[] {
  const redirections: RedirectionNode[] = [];
  for (;;) {
    skipBlanks(cursor);
    const redirection = readRedirection(cursor);
    if (redirection === undefined) return redirections;
    redirections.push(redirection);
  }
}

function textOf(word: Word): string {
  return word.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

function heredoc(cursor: Cursor, operator: string): Word {
  const word = readWord(cursor);
  const quoted = word.some((part) => part.kind !== 'text' || part.quoted);
  const body: Part[] = [];
  cursor.heredocs.push({ delimiter: textOf(word), quoted, indented: operator === '<<-', body });
  return body;
}

/** The here-documents announced on the line that has just ended. */
function readHeredocs(cursor: Cursor): void {
  for (const pending of cursor.heredocs.splice(0)) readHeredoc(cursor, pending);
}

function readHeredoc(cursor: Cursor, pending: PendingHeredoc): void {
  const { text } = cursor;
  const lines: string[] = [];
  while (cursor.at < text.length) {
    const end = text.indexOf('\n', cursor.at);
    const line = text.slice(cursor.at, end < 0 ? text.length : end);
    cursor.at = end < 0 ? text.length : end + 1;
    const shown = pending.indented ? line.replace(/^\t+/, '') : line;
    if (shown === pending.delimiter) break;
    // The parenthesis that closes a substitution may stand on the delimiter's own line.
    if (pending.delimiter !== '' && shown.startsWith(`${pending.delimiter})`)) {
      cursor.at -= (end < 0 ? 0 : 1) + shown.length - pending.delimiter.length;
      break;
    }
    lines.push(shown, '\n');
  }
  const body = lines.join('');
  if (pending.quoted) pending.body.push({ kind: 'text', text: body, quoted: true });
  else {
    const nested: Cursor = { ...cursor, text: body, at: 0, heredocs: [] };
    for (const part of descend(cursor, () => readDocument(nested))) pending.body.push(part);
  }
}

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[([^\]]*)\])?(\+?)=/;

/** The word as an assignment, when it begins like one. */
function asAssignment(cursor: Cursor, word: Word): Assignment | undefined {
  const first = word[0];
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const match = ASSIGNMENT.exec(first.text);
  if (match === null) return undefined;
  const rest: TextPart = { ...first, text: first.text.slice(match[0].length) };
  const value = rest.text === '' ? word.slice(1) : [rest, ...word.slice(1)];
  const base = { name: match[1] ?? '', append: match[3] === '+', value };
  if (value.length > 0 || cursor.text.charAt(cursor.at) !== '(') return base;
  cursor.at++;
  return { ...base, list: descend(cursor, () => readListOfWords(cursor)) };
}

function readListOfWords(cursor: Cursor): readonly Word[] {
  const words: Word[] = [];
  for (;;) {
    skipLines(cursor);
    const letter = cursor.text.charAt(cursor.at);
    if (letter === ')') break;
    const word = readWord(cursor);
    if (word.length === 0) throw new ShellFault('syntax');
    words.push(word);
  }
  cursor.at++;
  return words;
}

function readSimple(cursor: Cursor): Node {
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: RedirectionNode[] = [];
  for (;;) {
    skipBlanks(cursor);
    const redirection = readRedirection(cursor);
    if (redirection !== undefined) {
      redirections.push(redirection);
      continue;
    }
    const start = cursor.at;
    const word = readWord(cursor);
    if (cursor.at === start) break;
    const assignment = words.length === 0 || isDeclaration(words) ? asAssignment(cursor, word) : undefined;
    if (assignment === undefined) words.push(word);
    else assignments.push(assignment);
  }
  if (cursor.text.charAt(cursor.at) === '(') return functionNamed(cursor, words);
  return { kind: 'simple', assignments, words, redirections };
}

const DECLARING = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

/** `export x=...` assigns as `x=...` does. */
function isDeclaration(words: readonly Word[]): boolean {
  const first = words[0]?.[0];
  return first?.kind === 'text' && DECLARING.has(first.text);
}

function functionNamed(cursor: Cursor, words: readonly Word[]): Node {
  const name = textOf(words[0] ?? []);
  if (words.length !== 1 || cursor.text.charAt(cursor.at + 1) !== ')') throw new ShellFault('syntax');
  cursor.at += 2;
  skipLines(cursor);
  return { kind: 'function', name, body: readCommand(cursor) };
}
