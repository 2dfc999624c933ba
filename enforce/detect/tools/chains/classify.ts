// SPDX-License-Identifier: Apache-2.0
import { collectArguments } from '../arguments.js';
import { classifyTool, wordsOfName } from '../names.js';
import { commandReadings } from '../policy/command-texts.js';
import { pathArguments } from '../policy/path-arguments.js';
import { isPersistencePath } from '../policy/paths.js';
import { isCronPersistence, isServicePersistence } from '../policy/rules/programs.js';
import {
  CATEGORY_WORDS,
  LABEL_WORDS,
  LOOKING_WORDS,
  type SensitivityLabel,
  type ToolCategory,
} from './categories.table.js';

/** What an operator sets about names: category or label -> exact names or globs with `*`. */
export type NameLists = Readonly<Record<string, readonly string[]>>;

/** What a call does and what it touches. */
export interface CallClass {
  readonly category: ToolCategory | 'unknown';
  readonly label: SensitivityLabel | 'neutral';
}

const CATEGORIES = CATEGORY_WORDS.map(([category, list]) => ({ category, words: new Set(list.split(' ')) }));
const LABELS = LABEL_WORDS.map(([label, list, parts]) => ({
  label,
  words: new Set(list.split(' ')),
  parts: parts.split(' '),
}));
const LOOKING = new Set(LOOKING_WORDS.split(' '));

/** A glob with `*` alone. Linear: pieces are looked for one behind the other. */
function globMatches(glob: string, name: string): boolean {
  const pieces = glob.split('*');
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return glob === name;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > name.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}

/** The first entry of the operator's lists that names the tool: exact names before globs. */
function listed(lists: NameLists, tool: string, order: readonly string[]): string | undefined {
  const names = order.filter((key) => key in lists);
  const exact = names.find((key) => lists[key]?.includes(tool));
  return exact ?? names.find((key) => lists[key]?.some((glob) => globMatches(glob, tool)));
}

function categoryOfName(words: readonly string[]): ToolCategory | 'unknown' {
  for (const { category, words: members } of CATEGORIES) {
    if (!words.some((word) => members.has(word))) continue;
    if (category === 'persist' && words.some((word) => LOOKING.has(word))) continue;
    return category;
  }
  return 'unknown';
}

function labelOfName(words: readonly string[]): SensitivityLabel | 'neutral' {
  const joined = words.join('_');
  const byWord = LABELS.find(({ words: members }) => words.some((word) => members.has(word)));
  const byPart = LABELS.find(({ parts }) => parts.some((part) => joined.includes(part)));
  return (byWord ?? byPart)?.label ?? 'neutral';
}

/** A program or a file that makes something start by itself, whatever the tool's name says. */
function persists(tool: string, category: ToolCategory | 'unknown', value: unknown): boolean {
  if (category !== 'exec' && category !== 'write') return false;
  const list = collectArguments(value);
  if (category === 'write') return pathArguments(list).some(({ path }) => isPersistencePath(path));
  return commandReadings(list, classifyTool(tool)).some(({ reading }) =>
    reading.commands.some((command) => isCronPersistence(command) || isServicePersistence(command)),
  );
}

const CATEGORY_ORDER = CATEGORIES.map(({ category }) => category as string);
const LABEL_ORDER = LABELS.map(({ label }) => label as string);

/** Classifies a call by the tool's name, the operator's lists and, for schedulers and autostart, its arguments. */
export function classifyCall(
  tool: string,
  value: unknown,
  categories: NameLists = {},
  labels: NameLists = {},
): CallClass {
  const words = wordsOfName(tool);
  const category = (listed(categories, tool, CATEGORY_ORDER) as ToolCategory | undefined) ?? categoryOfName(words);
  const label = (listed(labels, tool, LABEL_ORDER) as SensitivityLabel | undefined) ?? labelOfName(words);
  return { category: persists(tool, category, value) ? 'persist' : category, label };
}
