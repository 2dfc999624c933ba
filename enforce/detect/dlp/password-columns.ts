// SPDX-License-Identifier: Apache-2.0
import type { Search } from './search.js';
import { isChosenPassword } from './tokens/chosen.js';
import { labelKindOf } from './tokens/label-kind.js';

/** Longest line of a table that is read, in characters, and how many lines behind the first. */
const MAX_LINE = 400;
const MAX_ROWS = 6;
const NOTE = 'line of names';

/** What parts the cells of a line, the likeliest first. */
const PARTS = ['|', '\t', ';', ','] as const;
const PART_CODES: ReadonlySet<number> = new Set(
  [...PARTS, '"', "'", ' ', '\n', '\r'].map((mark) => mark.charCodeAt(0)),
);
/** What the names of columns look like. */
const NAME = /^["']?[\w .#/()-]{0,40}["']?$/;
/** Lines between the names and the rows. */
const RULE = /^[\s|:+=-]+$/;
const QUOTES = /^(["'])(.*)\1$/;

interface Line {
  readonly start: number;
  readonly text: string;
}

function lineAt(text: string, start: number): Line {
  const ahead = text.slice(start, start + MAX_LINE);
  const end = ahead.search(/[\r\n]/);
  return { start, text: end < 0 ? ahead : ahead.slice(0, end) };
}

function nextLine(text: string, line: Line): Line | undefined {
  const end = line.start + line.text.length;
  if (end >= text.length || line.text.length >= MAX_LINE) return undefined;
  return lineAt(text, end + (text.startsWith('\r\n', end) ? 2 : 1));
}

/** The column that a line of names calls that of passwords, and what parts the cells. */
function passwordColumn({
  text,
}: Line): { readonly part: string; readonly count: number; readonly index: number } | undefined {
  const part = PARTS.find((mark) => text.includes(mark));
  if (part === undefined || text.length >= MAX_LINE) return undefined;
  const names = text.split(part).map((name) => name.trim());
  if (names.length < 2 || !names.every((name) => NAME.test(name))) return undefined;
  const index = names.findIndex((name) => labelKindOf(name, 'assign') === 'password');
  return index < 0 ? undefined : { part, count: names.length, index };
}

/** Whether a label between two places may be a cell: nothing but marks of a table beside it. */
function mayBeCell({ bytes, length }: Search, start: number, end: number): boolean {
  const before = start === 0 || PART_CODES.has(bytes[start - 1] ?? 0);
  return before && (end === length || PART_CODES.has(bytes[end] ?? 0));
}

/**
 * A password in the rows of a table whose first line names its column, given where that name stands: lines of values
 * parted by commas, semicolons, tabs or bars. Each line of names is read once.
 */
export function passwordInColumn(
  search: Search,
  start: number,
  end: number,
): readonly [start: number, end: number] | undefined {
  const { text, notes } = search;
  if (!mayBeCell(search, start, end)) return undefined;
  const before = text.slice(Math.max(0, start - MAX_LINE), start);
  const lineStart = start - before.length + before.lastIndexOf('\n') + 1;
  if (start - lineStart >= MAX_LINE || notes.get(NOTE) === lineStart) return undefined;
  notes.set(NOTE, lineStart);
  const names = lineAt(text, lineStart);
  const column = passwordColumn(names);
  if (column === undefined) return undefined;
  let line: Line | undefined = names;
  for (let row = 0; row < MAX_ROWS; row++) {
    line = nextLine(text, line);
    if (line === undefined) return undefined;
    if (RULE.test(line.text)) continue;
    const cells: readonly string[] = line.text.split(column.part);
    if (cells.length !== column.count) return undefined;
    const cell = cells[column.index]?.trim() ?? '';
    const value = QUOTES.exec(cell)?.[2] ?? cell;
    if (/\s/.test(value) || !isChosenPassword(value, 'plain')) continue;
    const ahead = cells.slice(0, column.index).join(column.part).length;
    const from = text.indexOf(value, line.start + ahead);
    return [from, from + value.length];
  }
  return undefined;
}
