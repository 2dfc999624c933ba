// SPDX-License-Identifier: Apache-2.0
import { normalizeForDlp } from '../../text/normalize.js';
import type { Search } from './search.js';
import { isChosenPassword, type Wanted } from './tokens/chosen.js';
import type { Label } from './tokens/label.js';
import { labelKindOf, type LabelKind } from './tokens/label-kind.js';
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
const PARTS: readonly (string | RegExp)[] = ['|', '\t', ';', ',', / {2,}/];
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
  readonly start: number;
  readonly part: string | RegExp;
  readonly kinds: readonly LabelKind[];
}

/** The tables of the search with a number, in the order in which they were met. */
const known = { serial: -1, first: false, tables: [] as Table[], passedOver: -1 };

function knownTables({ serial }: Search): readonly Table[] {
  if (known.serial !== serial) {
    known.serial = serial;
    known.first = false;
    known.passedOver = -1;
    known.tables.length = 0;
  }
  return known.tables;
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

const FOREIGN_NAMES = new Set(FOREIGN_LABELS.flatMap((word) => [word, normalizeForDlp(word)]));

function kindOfName(name: string): LabelKind {
  const kind = labelKindOf(name, 'assign');
  if (kind !== 'unknown' && kind !== 'refused') return kind;
  return FOREIGN_NAMES.has(name.toLowerCase().replace(/["'\s]/g, '')) ? 'password' : kind;
}

/** The table that a line of names opens, if one of them is that of a secret or a password. */
function readTable({ text, start }: Line): Table | undefined {
  if (text.length >= MAX_LINE) return undefined;
  const trimmed = text.trim();
  const part = PARTS.find((mark) => (typeof mark === 'string' ? trimmed.includes(mark) : mark.test(trimmed)));
  if (part === undefined) return undefined;
  const names = text.split(part).map((name) => name.trim());
  if (names.length < 2 || !names.every((name) => NAME.test(name))) return undefined;
  const kinds = names.map(kindOfName);
  return kinds.some((kind) => kind === 'secret' || kind === 'password') ? { start, part, kinds } : undefined;
}

/** The table whose names stand in the line that begins at a place. Each line is read once. */
function tableNamedAt(search: Search, start: number): Table | undefined {
  const tables = knownTables(search);
  const last = tables.at(-1);
  if (last?.start === start) return last;
  if (known.passedOver === start) return undefined;
  known.passedOver = start;
  const table = readTable(lineAt(search.text, start));
  if (table !== undefined) known.tables.push(table);
  return table;
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
  const { part, kinds } = table;
  const index = kinds.indexOf(wanted);
  if (index < 0) return undefined;
  let line: Line | undefined = lineAt(text, table.start);
  for (let row = 0; row < MAX_ROWS; row++) {
    line = nextLine(text, line);
    if (line === undefined) return undefined;
    if (RULE.test(line.text)) continue;
    const cells: readonly string[] = line.text.split(part);
    if (cells.length !== kinds.length) return undefined;
    const cell = cells[index]?.trim() ?? '';
    const value = QUOTES.exec(cell)?.[2] ?? cell;
    if (/\s/.test(value) || !isChosenPassword(value, 'plain', wanted)) continue;
    const from = text.indexOf(value, line.start + cells.slice(0, index).join('').length);
    return [from, from + value.length];
  }
  return undefined;
}

/** How a value is called that stands in a row of a table: by the line of names above it, or the first of the text. */
export function columnNaming(search: Search, place: number): Naming | undefined {
  knownTables(search);
  if (!known.first) {
    known.first = true;
    const table = known.tables[0]?.start === 0 ? undefined : readTable(lineAt(search.text, 0));
    if (table !== undefined) known.tables.unshift(table);
  }
  const table = known.tables.findLast(({ start }) => start < place);
  if (table === undefined) return undefined;
  const { text } = search;
  const before = text.slice(Math.max(table.start, place - MAX_LINE), place);
  const lineEnd = before.lastIndexOf('\n');
  if (lineEnd < 0) return undefined;
  const column = before.slice(lineEnd + 1).split(table.part).length - 1;
  const kind = table.kinds[column];
  if (kind !== 'secret' && kind !== 'password') return undefined;
  const start = place - before.length + lineEnd + 1;
  return { label: { start, end: place, joint: 'assign', quoted: false }, kind };
}
