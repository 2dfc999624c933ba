// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8Encode } from '../../../../evidence/canonical/text.js';
import { KEY_PURPOSES } from '../../../../evidence/model/key-purpose.js';
import { parseJsonKeyFile } from '../../../../evidence/crypto/key-files.js';
import {
  createJsonKey,
  createSigningKey,
  loadPrivateKey,
  loadSigningKey,
} from '../../../../evidence/store/key-file.js';

const root = mkdtempSync(join(tmpdir(), 'pipelock-keys-'));
const AT = '2026-11-22T20:00:00Z';

test.after.always(() => rmSync(root, { recursive: true, force: true }));

test('a JSON key is made with mode 0600, a default id, and never over another', (t) => {
  const path = join(root, 'made', 'roster.json');
  const made = createJsonKey(path, { purpose: 'roster-root', createdAt: AT });
  t.is(statSync(path).mode & 0o777, 0o600);
  t.regex(made.key_id, /^roster-root-[0-9a-f]{8}$/);
  t.false(Object.hasOwn(made, 'private'), 'the private half stays in the file');
  const file = parseJsonKeyFile(readFileSync(path, 'utf8'));
  t.like(file, { ...made });
  const loaded = loadPrivateKey(path, 'same_uid', 'roster-root');
  t.like(loaded, { purpose: 'roster-root', keyId: made.key_id, mode: 0o600 });
  t.is(loaded.signer.publicKeyHex, made.public);
  t.is(loaded.signer.sign(utf8Encode('x')).length, 64);
  const before = readFileSync(path);
  t.throws(() => createJsonKey(path, { purpose: 'roster-root', createdAt: AT }), { code: 'key' });
  t.deepEqual(readFileSync(path), before);
});

test('a JSON key serves its own purpose only; a text key says no purpose', (t) => {
  const path = join(root, 'purpose.json');
  createJsonKey(path, { purpose: 'recovery-root', createdAt: AT, keyId: 'mine' });
  t.is(loadPrivateKey(path, 'same_uid').keyId, 'mine');
  t.throws(() => loadPrivateKey(path, 'same_uid', 'roster-root'), { code: 'key', message: /for recovery-root, not/ });
  t.throws(() => loadSigningKey(path, 'same_uid'), { code: 'key' });
  const receipts = join(root, 'receipts.json');
  const made = createJsonKey(receipts, { purpose: 'receipt-signing', createdAt: AT });
  t.is(loadSigningKey(receipts, 'same_uid').publicKeyHex, made.public);
  const text = join(root, 'text.key');
  const publicKey = createSigningKey(text);
  for (const purpose of KEY_PURPOSES) t.is(loadPrivateKey(text, 'same_uid', purpose).signer.publicKeyHex, publicKey);
});

test('who else may read or write a key file decides whether it is used', (t) => {
  const json = join(root, 'modes.json');
  createJsonKey(json, { purpose: 'receipt-signing', createdAt: AT });
  const text = join(root, 'modes.key');
  createSigningKey(text);
  const usable = (path: string, mode: number): boolean => {
    chmodSync(path, mode);
    try {
      loadPrivateKey(path, 'same_uid');
      return true;
    } catch (error) {
      t.regex(String(error), /mode|read by others/);
      return false;
    }
  };
  t.deepEqual(
    [0o600, 0o400, 0o640].map((mode) => usable(text, mode)),
    [true, true, true],
  );
  t.deepEqual(
    [0o660, 0o644, 0o602, 0o650].map((mode) => usable(text, mode)),
    [false, false, false, false],
  );
  t.deepEqual(
    [0o600, 0o400].map((mode) => usable(json, mode)),
    [true, true],
  );
  t.deepEqual(
    [0o640, 0o644, 0o620].map((mode) => usable(json, mode)),
    [false, false, false],
  );
});

test('a symbolic link, a pipe, a folder and a huge file are not key files', (t) => {
  const json = join(root, 'real.json');
  createJsonKey(json, { purpose: 'receipt-signing', createdAt: AT });
  symlinkSync(json, join(root, 'link.json'));
  execFileSync('mkfifo', ['-m', '600', join(root, 'pipe')]);
  writeFileSync(join(root, 'huge'), `{${' '.repeat(20_000)}`, { mode: 0o600 });
  t.throws(() => loadPrivateKey(join(root, 'link.json'), 'same_uid'), { code: 'key', message: /symbolic link/ });
  t.throws(() => loadPrivateKey(join(root, 'pipe'), 'same_uid'), { code: 'key', message: /not a regular file/ });
  t.throws(() => loadPrivateKey(root, 'same_uid'), { code: 'key', message: /not a regular file/ });
  t.throws(() => loadPrivateKey(join(root, 'huge'), 'same_uid'), { code: 'key', message: /too large/ });
  t.throws(() => loadPrivateKey(join(root, 'none'), 'same_uid'), { code: 'key', message: /no signing key/ });
});

test('a key file with halves that do not belong together, or with more than it may hold, is refused', (t) => {
  const path = join(root, 'mixed.json');
  createJsonKey(path, { purpose: 'receipt-signing', createdAt: AT });
  const text = readFileSync(path, 'utf8');
  const { public: publicKey } = parseJsonKeyFile(text);
  const forms = [
    text.replaceAll(publicKey, '1'.repeat(64)),
    text.replace('"schema_version": 1', '"schema_version": 2'),
    text.replace('receipt-signing"', 'receipt-signing", "note": "x"'),
    text.replace('"receipt-signing"', '"everything"'),
    `${text}{}`,
  ];
  for (const [i, form] of forms.entries()) {
    const bad = join(root, `bad-${i}.json`);
    writeFileSync(bad, form, { mode: 0o600 });
    const error = t.throws(() => loadPrivateKey(bad, 'same_uid'), { code: 'key' });
    t.false(error.message.includes(parseJsonKeyFile(text).private), 'no key material in a message');
  }
});
