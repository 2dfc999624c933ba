// SPDX-License-Identifier: Apache-2.0
import { readList, readRedirections, reservedAt, skipBlanks, skipSeparators, takeReserved } from './read-commands.js';
import { closesTwice, descend, isMeta, readArithmetic, readWord, type Cursor } from './read-word.js';
import { ShellFault, type Node, type Word } from './syntax.js';

/** Reads a compound command, or nothing when a simple one stands here. `reserved` is the reserved word at the cursor. */
export function readCompound(cursor: Cursor, reserved: string | undefined): Node | undefined {
  if (cursor.text.charAt(cursor.at) === '(') return readParenthesis(cursor);
  const read = reserved === undefined ? undefined : READERS[reserved];
  if (read === undefined) return undefined;
  cursor.at += (reserved ?? '').length;
  return withRedirections(cursor, read(cursor));
}

const READERS: Readonly<Record<string, (cursor: Cursor) => Node>> = {
  '{': (cursor) => {
    const body = readList(cursor, ['}']);
    expectReserved(cursor, '}');
    return body;
  },
  if: (cursor) => readIf(cursor),
  while: (cursor) => readWhile(cursor),
  until: (cursor) => readWhile(cursor),
  for: (cursor) => readFor(cursor),
  select: (cursor) => readFor(cursor),
  case: (cursor) => readCase(cursor),
  function: (cursor) => readFunction(cursor),
  '[[': (cursor) => readTest(cursor),
};

function expectReserved(cursor: Cursor, word: string): void {
  if (!takeReserved(cursor, word)) throw new ShellFault('syntax');
}

function withRedirections(cursor: Cursor, body: Node, subshell = false): Node {
  const redirections = readRedirections(cursor);
  return redirections.length === 0 && !subshell ? body : { kind: 'group', body, subshell, redirections };
}

function readParenthesis(cursor: Cursor): Node {
  if (cursor.text.charAt(cursor.at + 1) === '(' && closesTwice(cursor.text, cursor.at + 2)) {
    cursor.at += 2;
    const expression = readArithmetic(cursor);
    const words = [
      [{ kind: 'text' as const, text: '((', quoted: true }],
      [{ kind: 'arithmetic' as const, expression, quoted: true }],
    ];
    return withRedirections(cursor, { kind: 'simple', assignments: [], words, redirections: [] });
  }
  cursor.at++;
  return withRedirections(cursor, readList(cursor, [')']), true);
}

function branches(items: readonly Node[]): Node {
  return { kind: 'list', items, branch: true };
}

function readIf(cursor: Cursor): Node {
  const items: Node[] = [readList(cursor, ['then'])];
  expectReserved(cursor, 'then');
  for (;;) {
    items.push(readList(cursor, ['then', 'elif', 'else', 'fi']));
    const word = reservedAt(cursor);
    cursor.at += (word ?? '').length;
    if (word === 'fi' || word === undefined) return branches(items);
  }
}

function readWhile(cursor: Cursor): Node {
  const condition = readList(cursor, ['do']);
  return branches([condition, readDo(cursor)]);
}

function readDo(cursor: Cursor): Node {
  skipSeparators(cursor);
  expectReserved(cursor, 'do');
  const body = readList(cursor, ['done']);
  expectReserved(cursor, 'done');
  return body;
}

function nameAt(cursor: Cursor): string {
  const word = readWord(cursor);
  return word.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

function readFor(cursor: Cursor): Node {
  skipBlanks(cursor);
  if (cursor.text.startsWith('((', cursor.at)) {
    cursor.at += 2;
    readArithmetic(cursor);
    skipSeparators(cursor);
    return branches([reservedAt(cursor) === '{' ? (readCompound(cursor, '{') ?? EMPTY) : readDo(cursor)]);
  }
  const variable = nameAt(cursor);
  skipSeparators(cursor);
  let words: Word[] | undefined;
  if (/^in[\s;]/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
    cursor.at += 2;
    words = wordsHere(cursor);
  }
  return { kind: 'loop', variable, words, body: readDo(cursor) };
}

const EMPTY: Node = { kind: 'list', items: [], branch: false };

function wordsHere(cursor: Cursor): Word[] {
  const words: Word[] = [];
  for (;;) {
    skipBlanks(cursor);
    const word = readWord(cursor);
    if (word.length === 0) return words;
    words.push(word);
  }
}

function readCase(cursor: Cursor): Node {
  skipBlanks(cursor);
  const subject = readWord(cursor);
  skipSeparators(cursor);
  if (nameAt(cursor) !== 'in') throw new ShellFault('syntax');
  // The subject may hold commands of its own, and so may the patterns.
  const words = [[{ kind: 'text' as const, text: ':', quoted: true }], subject];
  const items: Node[] = [];
  for (;;) {
    skipSeparators(cursor);
    if (takeReserved(cursor, 'esac')) break;
    readPatterns(cursor, words);
    items.push(readList(cursor, [';;', 'esac']));
  }
  return branches([{ kind: 'simple', assignments: [], words, redirections: [] }, ...items]);
}

function readPatterns(cursor: Cursor, words: Word[]): void {
  if (cursor.text.charAt(cursor.at) === '(') cursor.at++;
  for (;;) {
    skipBlanks(cursor);
    const pattern = readWord(cursor);
    if (pattern.some(({ kind }) => kind !== 'text')) words.push(pattern);
    skipBlanks(cursor);
    const letter = cursor.text.charAt(cursor.at++);
    if (letter === ')') return;
    if (letter !== '|') throw new ShellFault('syntax');
  }
}

function readFunction(cursor: Cursor): Node {
  skipBlanks(cursor);
  const name = nameAt(cursor);
  skipBlanks(cursor);
  if (/^\([ \t]{0,8}\)/.test(cursor.text.slice(cursor.at, cursor.at + 10))) {
    cursor.at = cursor.text.indexOf(')', cursor.at) + 1;
  }
  skipSeparators(cursor);
  const body = descend(cursor, () => readCompound(cursor, reservedAt(cursor)));
  if (body === undefined) throw new ShellFault('syntax');
  return { kind: 'function', name, body };
}

/** `[[ ... ]]`: its operators are words, and none of it is a redirection. */
function readTest(cursor: Cursor): Node {
  const words: Word[] = [[{ kind: 'text', text: '[[', quoted: true }]];
  for (;;) {
    skipSeparators(cursor);
    if (cursor.at >= cursor.text.length) throw new ShellFault('syntax');
    if (cursor.text.startsWith(']]', cursor.at) && isMeta(cursor.text.charAt(cursor.at + 2))) break;
    const word = readWord(cursor);
    if (word.length > 0) words.push(word);
    else cursor.at++;
  }
  cursor.at += 2;
  return { kind: 'simple', assignments: [], words, redirections: [] };
}
