// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex, toHex } from '../../../../evidence/canonical/text.js';
import {
  fingerprint,
  formatDetachedSignature,
  parseDetachedSignature,
  parseKeyFile,
  PUBLIC_HEADER,
  parsePublicKeyText,
} from '../../../../evidence/crypto/key-text.js';
import {
  formatJsonKeyFile,
  formatPrivateKeyFile,
  formatPublicKeyFile,
  formatPublicKeySidecar,
  parseJsonKeyFile,
  parsePrivateKeyFile,
  privateKeyOf,
} from '../../../../evidence/crypto/key-files.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { CONFORMANCE_KEY } from '../../../support/evidence-files.js';
import { CONFORMANCE_SEED } from '../../../support/sample-records.js';

const parsePublicKeyFile = (text: string): Uint8Array => parseKeyFile(text, PUBLIC_HEADER, 32);

const publicKey = fromHex(CONFORMANCE_KEY);
const privateKey = fromHex(CONFORMANCE_SEED + CONFORMANCE_KEY);

test('the public file of the conformance key', (t) => {
  const text = 'pipelock-ed25519-public-v1\nRlWn5gXBLrsApGA3iBwzxbyl63S0WgLo5yYaf/WiFng=\n';
  t.is(formatPublicKeyFile(publicKey), text);
  t.deepEqual(parsePublicKeyFile(text), publicKey);
  t.deepEqual(parsePublicKeyFile(text.replaceAll('\n', '\r\n')), publicKey);
  t.is(parsePublicKeyText(text), CONFORMANCE_KEY);
  t.is(parsePublicKeyText(` ${CONFORMANCE_KEY.toUpperCase()}\n`), CONFORMANCE_KEY);
  t.is(parsePublicKeyText(`${Buffer.from(CONFORMANCE_KEY, 'hex').toString('base64')}\n`), CONFORMANCE_KEY);
  t.is(formatPublicKeySidecar(publicKey), `${CONFORMANCE_KEY}\n`);
  t.is(fingerprint(publicKey, nodeSuite), 'sha256:94cb86627c3fbfad1a577517945de5b6b024dd4b814e0ea4ad37428add4b16e3');
});

test('private and signature files go both ways', (t) => {
  t.deepEqual(parsePrivateKeyFile(formatPrivateKeyFile(privateKey)), privateKey);
  t.deepEqual(parseDetachedSignature(formatDetachedSignature(privateKey)), privateKey);
});

test('malformed key text is refused', (t) => {
  const text = formatPublicKeyFile(publicKey);
  const refused = [
    () => parsePublicKeyFile(text.replace('-v1', '-v2')),
    () => parsePublicKeyFile(`${text}more\n`),
    () => parsePublicKeyFile('pipelock-ed25519-public-v1'),
    () => parsePublicKeyFile(text.replace('RlWn', 'R*Wn')),
    () => parsePrivateKeyFile(text),
    () => parsePublicKeyText(CONFORMANCE_KEY.slice(1)),
    () => parseDetachedSignature('AQI=\n'),
    () => formatPublicKeyFile(privateKey),
    () => formatPrivateKeyFile(publicKey),
    () => fingerprint(privateKey, nodeSuite),
  ];
  for (const attempt of refused) t.throws(attempt, { code: 'key_file' });
});

const file = {
  schema_version: 1,
  purpose: 'receipt-signing',
  key_id: 'receipt-signing-94cb8662',
  public: CONFORMANCE_KEY,
  private: CONFORMANCE_SEED + CONFORMANCE_KEY,
  created_at: '2026-01-01T00:00:00Z',
};

test('a JSON key file is read strictly', (t) => {
  const parsed = parseJsonKeyFile(JSON.stringify(file));
  t.is(parsed.key_id, file.key_id);
  t.is(toHex(privateKeyOf(parsed)), file.private);
  const text = formatJsonKeyFile(parsed);
  t.deepEqual(parseJsonKeyFile(text), parsed);
  t.true(text.startsWith('{\n  "schema_version": 1,\n  "purpose": '));
  t.true(text.endsWith('\n}\n'));
  const wrong: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ schema_version: 2 }, 'key_file'],
    [{ purpose: 'fun' }, 'key_file'],
    [{ key_id: '' }, 'key_file'],
    [{ public: CONFORMANCE_KEY.toUpperCase() }, 'key_file'],
    [{ private: CONFORMANCE_SEED }, 'key_file'],
    [{ private: '0'.repeat(128) }, 'key_file'],
    [{ extra: 1 }, 'unknown_field'],
  ];
  for (const [change, code] of wrong) {
    t.throws(() => parseJsonKeyFile(JSON.stringify({ ...file, ...change })), { code }, JSON.stringify(change));
  }
  t.throws(() => parseJsonKeyFile(JSON.stringify(file) + ' '.repeat(16_384)), { code: 'size' });
});
