// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { readCsvObjects } from './csv.js';
import { drawSample } from './draw.js';
import { devSetsFolder, fixturesFolder } from './places.js';
import type { Expectation, LabelledSet, Row } from './row.js';

interface KnownSet {
  readonly name: string;
  readonly path: string;
  readonly read: (text: string, seed: string) => readonly Row[];
}

type Members = Readonly<Record<string, unknown>>;

function textOf(row: Members, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

function parseLines(text: string): readonly Members[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
    .filter(isMembers);
}

const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  attack: 'injection',
  secret: 'dlp',
  benign: 'nothing',
};

function kindOf(row: Members, label: string): string {
  const names = [textOf(row, 'class'), label === 'secret' ? textOf(row, 'form') : ''].filter((name) => name !== '');
  return names.length > 0 ? names.join('/') : label;
}

/** Rows of our own form: `label` is attack, secret or benign; the values of secrets are drawn. */
function readOurs(text: string, seed: string): readonly Row[] {
  return parseLines(text).map((row, i): Row => {
    const id = textOf(row, 'id') || `row-${i + 1}`;
    const label = textOf(row, 'label');
    const expects = EXPECTATIONS[label];
    if (expects === undefined) throw new Error(`row ${id}: "${label}" is no label`);
    const drawn = row['form'] === undefined ? textOf(row, 'text') : drawSample(textOf(row, 'text'), `${seed}${id}`);
    return { id, text: drawn, kind: kindOf(row, label), expects };
  });
}

function readAgt(text: string): readonly Row[] {
  return parseLines(text).map((row): Row => {
    const attackClass = textOf(row, 'attack_class');
    const benign = attackClass === 'benign';
    const kind = benign ? textOf(row, 'benign_subclass') : textOf(row, 'bypass_class');
    return { id: textOf(row, 'id'), text: textOf(row, 'text'), kind, expects: benign ? 'nothing' : 'injection' };
  });
}

function readGiskard(text: string): readonly Row[] {
  return readCsvObjects(text).map((row): Row => ({
    id: row['index'] ?? '',
    text: row['prompt'] ?? '',
    kind: `${row['group'] ?? ''}/${row['language'] ?? ''}`,
    expects: 'injection',
  }));
}

function readPint(text: string): readonly Row[] {
  const rows: unknown = parseYaml(text);
  if (!Array.isArray(rows)) return [];
  return rows.filter(isMembers).map((row, i): Row => ({
    id: `pint-${i + 1}`,
    text: textOf(row, 'text'),
    kind: textOf(row, 'category'),
    expects: row['label'] === true ? 'injection' : 'nothing',
  }));
}

export const DEV_SETS: readonly KnownSet[] = [
  { name: 'agt', path: join(devSetsFolder, 'agt-prompt-injection', 'injection-smoke.jsonl'), read: readAgt },
  {
    name: 'giskard',
    path: join(devSetsFolder, 'giskard-prompt-injections', 'prompt_injections.csv'),
    read: readGiskard,
  },
  { name: 'pint', path: join(devSetsFolder, 'pint-example', 'example-dataset.yaml'), read: readPint },
];

const HELD_OUT_SETS: readonly KnownSet[] = [
  { name: 'injection-heldout', path: join(fixturesFolder, 'injection-heldout.jsonl'), read: readOurs },
  {
    name: 'injection-inventive-heldout',
    path: join(fixturesFolder, 'injection-inventive-heldout.jsonl'),
    read: readOurs,
  },
  { name: 'vendor-heldout', path: join(fixturesFolder, 'vendor-heldout.jsonl'), read: readOurs },
];

/** Looked at when rules are written. */
const OPEN_SETS: readonly KnownSet[] = [
  { name: 'injection-inventive', path: join(fixturesFolder, 'injection-inventive.jsonl'), read: readOurs },
];

const KNOWN_SETS: readonly KnownSet[] = [...DEV_SETS, ...HELD_OUT_SETS, ...OPEN_SETS];

export const SET_NAMES: readonly string[] = KNOWN_SETS.map(({ name }) => name);

/** A set by its name, or a JSONL file of our form. Undefined for a known set that is not on this machine. */
export function loadSet(nameOrPath: string, seed = ''): LabelledSet | undefined {
  const known = KNOWN_SETS.find(({ name }) => name === nameOrPath);
  if (known === undefined) {
    if (!nameOrPath.endsWith('.jsonl')) throw new Error(`no set is called "${nameOrPath}"`);
    return { name: basename(nameOrPath), rows: readOurs(readFileSync(nameOrPath, 'utf8'), seed) };
  }
  if (!existsSync(known.path)) return undefined;
  return { name: known.name, rows: known.read(readFileSync(known.path, 'utf8'), seed) };
}
