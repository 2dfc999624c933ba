// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { sampleFiles } from '../../../../bench/detection/files.js';

function withFolder(write: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-files-'));
  write(folder);
  return folder;
}

test('takes files of known kinds, once per content, and neither binary nor tiny ones', (t) => {
  const folder = withFolder((place) => {
    mkdirSync(join(place, 'deep'));
    const text = 'A text that is long enough to be worth a look.\n';
    writeFileSync(join(place, 'a.md'), text);
    writeFileSync(join(place, 'deep', 'same.md'), text);
    writeFileSync(join(place, 'deep', 'code.ts'), `${text}export {};`);
    writeFileSync(join(place, 'package-lock.json'), `{"text": ${JSON.stringify(text)}}`);
    writeFileSync(join(place, 'b.md'), 'short');
    writeFileSync(join(place, 'c.md'), `${text}\0`);
    writeFileSync(join(place, 'd.bin'), text);
  });
  t.teardown(() => rmSync(folder, { recursive: true }));
  const { rows } = sampleFiles([folder, join(folder, 'absent')]);
  t.deepEqual(rows.map(({ kind }) => kind).sort(), ['code', 'docs', 'lock']);
  t.true(rows.every(({ expects }) => expects === 'nothing'));
  t.deepEqual(sampleFiles([folder]).rows, rows);
});
