// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'ava';
import { rulesInText } from '../scan.js';

const MAX_FILES = 400;
const MAX_BYTES = 200_000;

/** Documents and settings of the packages this project is built with, evenly chosen. */
function developerFiles(): readonly string[] {
  const root = resolve('node_modules');
  if (!existsSync(root)) return [];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|json)$/.test(name))
    .sort();
  const step = Math.max(1, Math.floor(names.length / MAX_FILES));
  return names.filter((_, i) => i % step === 0).map((name) => join(root, name));
}

test('at most one in a hundred of real documents and settings is flagged', (t) => {
  const files = developerFiles().filter((path) => statSync(path).isFile() && statSync(path).size <= MAX_BYTES);
  if (files.length === 0) return t.pass('no packages here: skipped');
  const flagged = files.filter((path) => rulesInText(readFileSync(path, 'utf8')).length > 0);
  t.log(`${flagged.length} of ${files.length}`);
  t.true(flagged.length <= Math.max(1, files.length / 100), flagged.join('\n'));
  return undefined;
});
