// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPublicKeyFile } from '../../../../evidence/crypto/key-files.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { COSIGNATURE } from '../../../../evidence/log/note.js';
import { vkeyText } from '../../../../evidence/log/note-text.js';
import { noteKeyOf } from '../../../../evidence/sign/log-note.js';
import { NO_LOG_TRUST } from '../../../../verify/core/log/log-trust.js';
import { readLogKey, readLogTrust } from '../../../../verify/node/log-arguments.js';
import { ecKeys } from '../../../support/certificates.js';
import { newLogSigner, ORIGIN } from '../../../support/log-samples.js';
import { makeAuthority, pem } from '../../../support/time-stamps.js';

const signer = newLogSigner();
const key = noteKeyOf(signer, ORIGIN);
const vkey = vkeyText(key, nodeSuite);
const witness = vkeyText(noteKeyOf(signer, 'w', COSIGNATURE), nodeSuite);

test('a certificate of an authority and the key of an external log are PEM', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-log-pem-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  const { root: certificate, key: pair } = makeAuthority();
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const cert = file('ca.pem', `Somebody\n${pem('CERTIFICATE', certificate)}${pem('CERTIFICATE', certificate)}`);
  const external = file('log.pem', pem('PUBLIC KEY', spki));
  const trust = readLogTrust({ 'tsa-cert': [cert], 'log-key': [external, vkey] });
  t.deepEqual(trust?.authorities, [new Uint8Array(certificate), new Uint8Array(certificate)]);
  t.deepEqual(trust?.externalKeys, [new Uint8Array(spki)]);
  t.deepEqual(trust?.keys, [{ name: ORIGIN, publicKey: key.publicKey }]);
  t.throws(() => readLogTrust({ 'tsa-cert': [external] }), { name: 'UsageError', message: /no certificate in PEM/ });
  t.throws(() => readLogTrust({ 'tsa-cert': [join(root, 'none')] }), { code: 'unreadable' });
  t.throws(() => readLogTrust({ 'tsa-cert': [file('bad.pem', pem('CERTIFICATE', spki))] }), { name: 'FormatError' });
  const p521 = ecKeys('P-521').publicKey.export({ format: 'der', type: 'spki' });
  t.throws(() => readLogTrust({ 'log-key': [file('p521.pem', pem('PUBLIC KEY', p521))] }), { code: 'key_file' });
});

test('a log key is a verifier key, hex digits, or a file with one of them', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-log-arguments-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const file = (text: string): string => {
    const path = join(root, `${Math.random()}`);
    writeFileSync(path, text);
    return path;
  };
  for (const value of [vkey, file(`${vkey}\n`)])
    t.deepEqual(readLogKey(value), { name: ORIGIN, publicKey: key.publicKey });
  const bare = { name: undefined, publicKey: key.publicKey };
  for (const value of [signer.publicKeyHex, file(signer.publicKeyHex), file(formatPublicKeyFile(key.publicKey))])
    t.deepEqual(readLogKey(value), bare);
  t.throws(() => readLogKey('nothing'), { name: 'UsageError', message: /neither a key nor a file/ });
  t.throws(() => readLogKey(witness), { name: 'UsageError', message: /key of a witness/ });
  t.throws(() => readLogKey(root), { code: 'unreadable' });
  t.throws(() => readLogKey(`${vkey}x`), { name: 'FormatError' });

  t.is(readLogTrust({}), undefined);
  const checkpoint = file('a checkpoint\n');
  t.deepEqual(readLogTrust({ checkpoint }), { ...NO_LOG_TRUST, checkpoint: 'a checkpoint\n' });
  t.like(readLogTrust({ 'log-key': [vkey], witness: [witness] }), { threshold: 1 });
  t.like(readLogTrust({ witness: [witness, witness], 'witness-threshold': '1' }), { threshold: 1 });
  for (const threshold of ['0', '2', '1.5', 'x'])
    t.throws(
      () => readLogTrust({ witness: [witness], 'witness-threshold': threshold }),
      { name: 'UsageError' },
      threshold,
    );
  t.throws(() => readLogTrust({ 'witness-threshold': '1' }), { name: 'UsageError' });
  t.throws(() => readLogTrust({ witness: [vkey] }), { name: 'UsageError', message: /not the key of a witness/ });
});
