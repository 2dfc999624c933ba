// SPDX-License-Identifier: Apache-2.0
import { labelKindOf, type LabelKind } from '../labels/label-kind.js';
import type { Label } from '../labels/label.js';
import { formsOf } from '../labels/word-images.js';
import type { Search } from '../search.js';
import { isChosenPassword, type Wanted } from '../values/chosen.js';
import { FOREIGN_LABELS } from './written-labels.table.js';

/** What a value is called: its label or, where that says only `value`, the name given beside it. */
export interface Naming {
  readonly label: Label;
  readonly kind: LabelKind;
}

/** Longest line of a table that is read, in characters, and how many lines behind the names. */
const MAX_LINE = 400;
const MAX_ROWS = 6;

/** What parts the cells of a line, the likeliest first. */
const PARTS: readonly RegExp[] = [/\|/g, /\t/g, /;/g, /,/g, / {2,}/g];
const QUOTED = /"[^"\n]*"/g;
const CELL_MARKS: ReadonlySet<number> = new Set(Array.from('|\t;,"\'` \n\r', (mark) => mark.charCodeAt(0)));
/** What the names of columns look like. */
const NAME = /^["']?[\p{L}\p{M}\w .#/()-]{0,40}["']?$/u;
/** Lines between the names and the rows. */
const RULE = /^[\s|:+=-]+$/;
const QUOTES = /^(["'])(.*)\1$/;
/** The beginning of a text that stands in JSON. */
const MEMBER = /^.*":[ \t]?"/;

interface Line {
  readonly start: number;
  readonly text: string;
}

/** What a line of names says. */
interface Table {
  readonly names: Line;
  readonly part: RegExp;
  readonly kinds: readonly LabelKind[];
  /** The last line that is known to belong to the table. */
  last: Line;
  /** Behind that line stands none of its rows. */
  ended: boolean;
}

/** What is known of the tables in one text. */
interface Known {
  /** In the order of their places. */
  readonly tables: Table[];
  /** The first line of the text was looked at. */
  first: boolean;
  /** Where the last line begins that is no line of names. */
  passedOver: number;
}

const knownOf = new WeakMap<Search, Known>();

function knownIn(search: Search): Known {
  let known = knownOf.get(search);
  if (known === undefined) knownOf.set(search, (known = { tables: [], first: false, passedOver: -1 }));
  return known;
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

/** Where the line begins in which a place stands, or undefined when it is too long for a table. */
function lineStartOf(text: string, place: number): number | undefined {
  const before = text.slice(Math.max(0, place - MAX_LINE), place);
  const start = place - before.length + before.lastIndexOf('\n') + 1;
  if (place - start >= MAX_LINE) return undefined;
  return start + (MEMBER.exec(text.slice(start, place))?.[0].length ?? 0);
}

/** The cells of a line. What stands in quotes parts nothing. */
function cellsOf({ start, text }: Line, part: RegExp): readonly Line[] {
  const bare = text.includes('"') ? text.replace(QUOTED, (quoted) => '"'.repeat(quoted.length)) : text;
  const cells: Line[] = [];
  let from = 0;
  for (const { 0: mark, index } of bare.matchAll(part)) {
    cells.push({ start: start + from, text: text.slice(from, index) });
    from = index + mark.length;
  }
  return [...cells, { start: start + from, text: text.slice(from) }];
}

const FOREIGN_NAMES = new Set(formsOf(FOREIGN_LABELS));

function kindOfName(name: string): LabelKind {
  const kind = labelKindOf(name, 'assign');
  if (kind !== 'unknown' && kind !== 'refused') return kind;
  return FOREIGN_NAMES.has(name.toLowerCase().replace(/["'\s]/g, '')) ? 'password' : kind;
}

/** The table that a line of names opens, if one of them is that of a secret or a password. */
function readTable(line: Line): Table | undefined {
  if (line.text.length >= MAX_LINE) return undefined;
  const trimmed = line.text.trim();
  const part = PARTS.find((mark) => trimmed.search(mark) >= 0);
  if (part === undefined) return undefined;
  const names = cellsOf(line, part).map(({ text }) => text.trim());
  if (names.length < 2 || !names.every((name) => NAME.test(name))) return undefined;
  const kinds = names.map(kindOfName);
  if (!kinds.some((kind) => kind === 'secret' || kind === 'password')) return undefined;
  return { names: line, part, kinds, last: line, ended: false };
}

/** The table whose names stand in the line that begins at a place. Each line is read once. */
function tableNamedAt(search: Search, start: number): Table | undefined {
  const known = knownIn(search);
  const last = known.tables.at(-1);
  if (last?.names.start === start) return last;
  if (known.passedOver === start) return undefined;
  known.passedOver = start;
  const table = readTable(lineAt(search.text, start));
  if (table !== undefined) known.tables.push(table);
  return table;
}

/** The cells of a line if it is a row of the table. */
function rowOf({ part, kinds }: Table, line: Line): readonly Line[] | undefined {
  const cells = cellsOf(line, part);
  return cells.length === kinds.length ? cells : undefined;
}

/** Whether the line in which a place stands belongs to the table: so do all between it and the names. */
function reaches(table: Table, text: string, place: number): boolean {
  while (!table.ended && table.last.start + table.last.text.length < place) {
    const line = nextLine(text, table.last);
    if (line === undefined || (!RULE.test(line.text) && rowOf(table, line) === undefined)) table.ended = true;
    else table.last = line;
  }
  return !table.ended || place <= table.last.start + table.last.text.length;
}

/** Whether a label between two places may be a cell: nothing but marks of a table beside it. */
function mayBeCell({ bytes, length }: Search, start: number, end: number): boolean {
  const before = start === 0 || CELL_MARKS.has(bytes[start - 1] ?? 0);
  return before && (end === length || CELL_MARKS.has(bytes[end] ?? 0));
}

/** A value in the rows of a table, given where the name of its column stands: that of a password or of a secret. */
export function valueInColumn(
  search: Search,
  [start, end]: readonly [start: number, end: number],
  wanted: Wanted,
): readonly [start: number, end: number] | undefined {
  const { text } = search;
  if (!mayBeCell(search, start, end)) return undefined;
  const lineStart = lineStartOf(text, start);
  const table = lineStart === undefined ? undefined : tableNamedAt(search, lineStart);
  if (table === undefined) return undefined;
  const index = table.kinds.indexOf(wanted);
  if (index < 0) return undefined;
  let line: Line | undefined = table.names;
  for (let row = 0; row < MAX_ROWS; row++) {
    line = nextLine(text, line);
    if (line === undefined) return undefined;
    if (RULE.test(line.text)) continue;
    const cell = rowOf(table, line)?.[index];
    if (cell === undefined) return undefined;
    const written = cell.text.trim();
    const value = QUOTES.exec(written)?.[2] ?? written;
    if (/\s/.test(value) || !isChosenPassword(value, 'plain', wanted)) continue;
    const from = cell.start + cell.text.indexOf(value);
    return [from, from + value.length];
  }
  return undefined;
}

/** How a value is called that stands in a row of a table: by the line of names above it, or the first of the text. */
export function columnNaming(search: Search, place: number): Naming | undefined {
  const known = knownIn(search);
  if (!known.first) {
    known.first = true;
    const table = known.tables[0]?.names.start === 0 ? undefined : readTable(lineAt(search.text, 0));
    if (table !== undefined) known.tables.unshift(table);
  }
  const table = known.tables.findLast(({ names }) => names.start < place);
  if (table === undefined || !reaches(table, search.text, place)) return undefined;
  if (place <= table.names.start + table.names.text.length) return undefined;
  const lineStart = search.text.lastIndexOf('\n', place - 1) + 1;
  const column = cellsOf({ start: lineStart, text: search.text.slice(lineStart, place) }, table.part).length - 1;
  const kind = table.kinds[column];
  if (kind !== 'secret' && kind !== 'password') return undefined;
  return { label: { start: lineStart, end: place, joint: 'assign', quoted: false }, kind };
}

/** How much of a page or a statement is read behind the name of a column, in characters. */
const MAX_MARKUP = 1200;
const HEAD_CELL = /<th\b/gi;
const DATA_CELL = /<td\b[^>]{0,120}>\s*(?:<[a-z]{1,8}>)?([^<>]{0,160})/dgi;
const ROW_END = /<\/tr\s*>/i;

/** A password in the rows of a table of a page, given the place of the name of its column in a cell `<th>`. */
export function passwordInMarkup({ text }: Search, start: number, end: number): readonly [number, number] | undefined {
  const before = text.slice(Math.max(0, start - MAX_LINE), start);
  if (!/<th\b[^>]{0,120}>\s*$/i.test(before) || !/^\s*<\/th/i.test(text.slice(end, end + 16))) return undefined;
  const index = [...before.slice(before.toLowerCase().lastIndexOf('<tr') + 1).matchAll(HEAD_CELL)].length - 1;
  let from = end;
  for (let row = 0; row < MAX_ROWS; row++) {
    const ahead = text.slice(from, end + MAX_MARKUP);
    const stop = ahead.search(ROW_END);
    if (stop < 0) return undefined;
    const cell = [...ahead.slice(0, stop).matchAll(DATA_CELL)][index];
    const [first = 0] = cell?.indices?.[1] ?? [];
    const value = cell?.[1]?.trim() ?? '';
    if (isChosenPassword(value, 'plain')) return [from + first, from + first + value.length];
    from += stop + 1;
  }
  return undefined;
}

const VALUES = /^[^()\n]{0,300}\)\s{0,8}values\s{0,8}\(((?:'[^'\n]{0,160}'|"[^"\n]{0,160}"|[^()'"\n]){1,600})\)/di;
const VALUE_OF = /\s*(?:(["'])(.*?)\1|[^,]*)(?:,|$)/dgy;

/** A password among the values of a statement of SQL, given the place of the name of its column in the list of names. */
export function passwordInStatement(
  { text }: Search,
  start: number,
  end: number,
): readonly [number, number] | undefined {
  const before = text.slice(Math.max(0, start - MAX_LINE), start);
  const open = before.lastIndexOf('(');
  if (open < 0 || before.includes(')', open)) return undefined;
  const values = VALUES.exec(text.slice(end, end + MAX_MARKUP));
  const [offset = 0] = values?.indices?.[1] ?? [];
  const index = before.slice(open).split(',').length - 1;
  const cell = [...(values?.[1] ?? '').matchAll(VALUE_OF)][index];
  const [first = 0, last = 0] = cell?.indices?.[2] ?? [];
  return isChosenPassword(cell?.[2] ?? '', 'plain') ? [end + offset + first, end + offset + last] : undefined;
}
