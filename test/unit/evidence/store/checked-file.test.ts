// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import {
  explainFault,
  KEY_FILE_BITS,
  PRIVATE_FILE_BITS,
  readCheckedFile,
} from '../../../../evidence/store/checked-file.js';

const root = mkdtempSync(join(tmpdir(), 'pipelock-checked-'));
test.after.always(() => {
  rmSync(root, { recursive: true, force: true });
});

const RULES = { maxBytes: 100, forbiddenBits: KEY_FILE_BITS };

function file(name: string, mode: number, text = 'secret'): string {
  const path = join(root, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

test('a file that keeps the rules is read, with its mode', (t) => {
  for (const mode of [0o600, 0o400, 0o640]) {
    const read = readCheckedFile(file(`good-${mode.toString(8)}`, mode), RULES);
    t.deepEqual(read, { ok: true, bytes: Buffer.from('secret'), mode });
  }
  const open = file('open', 0o666);
  t.like(readCheckedFile(open, { ...RULES, forbiddenBits: 0 }), { ok: true, mode: 0o666 });
});

test('everything else is refused, and the words say why and nothing of what is in it', (t) => {
  const link = join(root, 'link');
  symlinkSync(file('target', 0o600), link);
  const pipe = join(root, 'pipe');
  execFileSync('mkfifo', ['-m', '600', pipe]);
  for (const [path, fault, words] of [
    [join(root, 'none'), 'missing', /does not exist/],
    [link, 'link', /symbolic link/],
    [pipe, 'not_regular', /not a regular file/],
    [root, 'not_regular', /not a regular file/],
    [file('huge', 0o600, 'secret'.repeat(20)), 'too_large', /too large/],
    [file('group', 0o620), 'open_to_others', /mode 0620.*chmod 0600/],
    [file('world', 0o604), 'open_to_others', /mode 0604/],
    [`${root}/a\0b`, 'unreadable', /cannot be read/],
  ] as const) {
    const read = readCheckedFile(path, RULES);
    if (read.ok) t.fail(path);
    else {
      t.is(read.fault, fault, path);
      const text = explainFault('the key', read);
      t.regex(text, words);
      t.false(text.includes('secret'));
    }
  }
  t.like(readCheckedFile(file('reading-group', 0o640), { ...RULES, forbiddenBits: PRIVATE_FILE_BITS }), {
    fault: 'open_to_others',
  });
  t.regex(explainFault('the key', { ok: false, fault: 'denied' }), /let its user own it/);
});
