// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEvidenceTree } from '../../../../verify/node/tree.js';

test('files are listed by path; what is not a file of one clear name is refused with the reason', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-tree-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'recorders'));
  writeFileSync(join(root, 'manifest.json'), '{}');
  writeFileSync(join(root, 'recorders/a.jsonl'), 'line\n');
  writeFileSync(join(root, 'recorders/A.jsonl'), 'other\n');
  writeFileSync(join(root, 'back\\slash'), 'x');
  symlinkSync('/etc/passwd', join(root, 'link'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  let deep = root;
  for (let n = 0; n < 10; n += 1) mkdirSync((deep = join(deep, 'd')));
  writeFileSync(join(deep, 'lost'), '');

  const tree = openEvidenceTree(root);
  t.is(tree.paths.length, 2);
  t.true(tree.paths.includes('manifest.json'));
  const reasons = tree.refused.map(({ reason }) => reason).sort();
  t.deepEqual(reasons, [
    'a backslash in a name',
    'a symbolic link',
    'deeper than 8 folders',
    'its name differs from another only in case or form',
    'not a regular file',
  ]);
  t.is(await tree.text('manifest.json', 10), '{}');
  t.deepEqual(await tree.text('../manifest.json', 10), { code: 'unreadable', message: 'no such file' });
  t.deepEqual(await tree.bytes('link', 10), { code: 'unreadable', message: 'no such file' });
  t.like(await tree.bytes('manifest.json', 1), { code: 'size_limit' });
});
