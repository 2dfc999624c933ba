// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import type { Label } from './label.js';
import { labelKindOf, type LabelKind } from './label-kind.js';

/** What a value is called: its label or, where that says only `value`, the name given beside it. */
export interface Naming {
  readonly label: Label;
  readonly kind: LabelKind;
}

/** Longest line of a table that is read, in characters. */
const MAX_LINE = 400;
const NO_COLUMN = -1;
const NOTES = { secret: 'column of secrets', password: 'column of passwords' } as const;

/** The column of a table whose name, in the first line of the text, is that of a secret. */
function columnOf({ text, notes }: Search, kind: keyof typeof NOTES): number {
  const known = notes.get(NOTES[kind]);
  if (known !== undefined) return known;
  const line = text.slice(0, MAX_LINE).split(/\r?\n/, 1)[0] ?? '';
  const names = line.length < MAX_LINE ? line.split(',') : [];
  const column = names.length < 2 ? NO_COLUMN : names.findIndex((name) => labelKindOf(name, 'assign') === kind);
  notes.set(NOTES[kind], column);
  return column;
}

/** How a value is called that stands in a row of comma-separated values: by the first line of the text. */
export function columnNaming(search: Search, start: number): Naming | undefined {
  const secrets = columnOf(search, 'secret');
  const passwords = columnOf(search, 'password');
  if (secrets < 0 && passwords < 0) return undefined;
  const before = search.text.slice(Math.max(0, start - MAX_LINE), start);
  const line = before.lastIndexOf('\n');
  if (line < 0) return undefined;
  const column = before.slice(line).split(',').length - 1;
  if (column !== secrets && column !== passwords) return undefined;
  const label: Label = { start: start - before.length + line + 1, end: start, joint: 'assign', quoted: false };
  return { label, kind: column === secrets ? 'secret' : 'password' };
}
