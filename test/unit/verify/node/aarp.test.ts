// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signAarpEnvelope, writeAarpEnvelope } from '../../../../evidence/attest/aarp.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { createParallelSuite } from '../../../../verify/node/workers.js';
import { run } from '../../../../verify/node/main.js';
import { DOMAIN, MEDIATOR, newAarpSigner, sidecarText, signedEnvelope, statement } from '../../../support/aarp.js';

const folder = mkdtempSync(join(tmpdir(), 'pipelock-aarp-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function verifier(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await run(argv, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

const signer = newAarpSigner('k-signer');
const said = statement({ trust_domain: DOMAIN, claimed: ['mediated', 'evil\u001b[31m'] });
const envelope = await signedEnvelope([signer], said);
const text = writeAarpEnvelope(envelope);
const path = file('envelope.json', `${text}\n`);
const trust = file(
  'trust.json',
  JSON.stringify({
    trusted_keys: { 'k-signer': signer.signer.publicKeyHex },
    trust_entries: { 'k-signer': { mediator_id: MEDIATOR, role: 'mediator' } },
  }),
);
const svid = file('svid.json', sidecarText(envelope));

test('a person reads the limits before the claims', async (t) => {
  const { code, out } = await verifier('aarp', path, '--trust', trust, '--svid', svid);
  t.is(code, 0);
  const order = [
    'profile: aarp/v0.1',
    'assertion_signed: true',
    'does_not_assert:',
    'overclaim_risks:',
    '--------',
    'verified_claims:',
    'claimed_unverified:',
    'axes: 3 of 6',
    'signatures:',
    'warnings:',
  ].map((line) => out.indexOf(`${line}\n`));
  t.true(
    order.every((at, i) => at >= 0 && at >= (order[i - 1] ?? 0)),
    out,
  );
  t.true(out.includes('signature_valid_is_not_transparency_inclusion: A valid signature does not show'));
  t.true(out.includes('k-signer (ed25519, mediator): verified'));
  t.notRegex(out, /\u001b/);
});

test('without trust nothing is verified, and that is no error', async (t) => {
  const { code, out } = await verifier('aarp', path);
  t.is(code, 0);
  t.regex(out, /assertion_signed: false/);
  t.regex(out, /overclaim_risks:\n {2}\(none\)/);
  t.regex(out, /axes: 0 of 6/);
  t.regex(out, /unknown_key: the key id is not trusted/);
});

test('a machine reads the comparable result', async (t) => {
  const { code, out } = await verifier('aarp', path, '--trust', trust, '--json');
  t.is(code, 0);
  t.like(JSON.parse(out), { assertion_signed: true, claimed_unverified: ['evil\u001b[31m'] });
});

test('an empty set of claims has no warnings but its own', async (t) => {
  const plain = file('plain.json', writeAarpEnvelope(await signedEnvelope([signer], statement())));
  const { out } = await verifier('aarp', plain, '--trust', trust);
  t.notRegex(out, /warnings/);
});

test('refused evidence is exit 1, with a JSON object on request', async (t) => {
  for (const [name, content, reason] of [
    ['broken.json', text.replace('"profile":"aarp/v0.1"', '"profile":"x"'), /profile/],
    ['utf8.json', Buffer.from([0x7b, 0xff]), /UTF-8/],
    ['long.json', ' '.repeat((1 << 20) + 1), /bytes/],
  ] as const) {
    const bad = file(name, content);
    const plain = await verifier('aarp', bad, '--trust', trust);
    t.is(plain.code, 1, name);
    t.true(plain.err.includes(name));
    t.regex(plain.err, reason);
    const json = await verifier('aarp', bad, '--json');
    t.is(json.code, 1);
    t.like(JSON.parse(json.out), { envelope_fatal: true });
  }
});

test('a file that cannot be used is exit 2', async (t) => {
  mkdirSync(join(folder, 'dir'));
  for (const argv of [
    [join(folder, 'missing.json')],
    [join(folder, 'dir')],
    [path, '--trust', join(folder, 'missing.json')],
    [path, '--trust', file('bad-trust.json', '{"trusted":{}}')],
    [path, '--svid', file('bad-svid.json', '{}')],
    [path, '--svid', join(folder, 'missing.json')],
    [join(folder, 'missing.jsonl'), '--chain'],
    [path, '--trust', file('bad-utf8.json', Buffer.from([0xff]))],
  ]) {
    const { code, err, out } = await verifier('aarp', ...argv, '--json');
    t.is(code, 2, argv.join(' '));
    t.is(err, '');
    const { error } = JSON.parse(out) as { error: { message: string } };
    t.not(error.message, '');
    const plain = await verifier('aarp', ...argv);
    t.is(plain.code, 2, argv.join(' '));
    t.is(plain.out, '');
    t.true(plain.err.startsWith('pipelock-verify: '), plain.err);
  }
});

test('a FIFO is not waited for', async (t) => {
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  t.is((await verifier('aarp', fifo)).code, 2);
});

test('a link that the caller names is followed', async (t) => {
  const link = join(folder, 'link.json');
  symlinkSync(path, link);
  t.is((await verifier('aarp', link)).code, 0);
});

test('wrong usage is exit 64', async (t) => {
  for (const argv of [[], [path, path], [path, '--nope'], [path, '--trust'], [path, '--chain', '--svid', svid]]) {
    t.is((await verifier('aarp', ...argv)).code, 64, argv.join(' '));
  }
  t.is((await verifier('aarp', '--help')).code, 0);
  t.regex((await verifier('aarp', '-h')).out, /pipelock-verify aarp PATH/);
});

test('a stream is told in words or as JSON', async (t) => {
  const chain = { issuer_id: 'i', seq: '0', prior_hash: '0'.repeat(64) };
  const first = writeAarpEnvelope(await signAarpEnvelope({ ...statement(), chain }, [signer], nodeSuite));
  const linked = file('one.jsonl', `\n${first}\r\n\n`);
  const words = await verifier('aarp', '--chain', linked);
  t.is(words.code, 0);
  t.regex(words.out, /^LINKED: 1 envelope\n/);
  t.is((await verifier('aarp', '--chain', linked, '--json')).out, '{"chain_linked":true,"length":1}\n');
  const twice = await verifier('aarp', '--chain', file('two.jsonl', `${first}\n${first}`));
  t.is(twice.code, 1);
  t.regex(twice.out, /^NOT LINKED: 2 envelopes; envelope 2: seq 0 does not follow seq 0/);
  const broken = await verifier('aarp', '--chain', file('bad.jsonl', `${first}\n{}\n`));
  t.is(broken.code, 1);
  t.regex(broken.err, /envelope 2: .*missing/);
  t.is(
    (await verifier('aarp', '--chain', file('empty.jsonl', ''), '--json')).out,
    '{"chain_linked":false,"length":0}\n',
  );
  t.is((await verifier('aarp', '--chain', file('utf8.jsonl', Buffer.from([0xff, 0x0a])))).code, 1);
});

test('the general command takes a trust file for envelopes', async (t) => {
  t.is((await verifier(path, '--aarp-trust', trust)).code, 0);
  t.is((await verifier(path)).code, 1);
  t.is((await verifier(path, '--aarp-trust', join(folder, 'missing.json'))).code, 2);
});

test('a suite with workers answers for ECDSA as its base does', async (t) => {
  const parallel = createParallelSuite(nodeSuite, 1);
  const empty = new Uint8Array();
  const check = { curve: 'P-256', hash: 'sha256', publicKey: empty, message: empty, signature: empty } as const;
  t.false(await parallel.verifyEcdsa(check));
  await parallel.close();
});

test.serial('a fault of the program is reported, not hidden', async (t) => {
  const original = { ...nodeSuite };
  const suite = nodeSuite as { verifyBatch: typeof nodeSuite.verifyBatch };
  suite.verifyBatch = () => Promise.reject(new Error('no suite'));
  t.teardown(() => Object.assign(suite, original));
  const { code, err } = await verifier('aarp', path, '--trust', trust);
  t.is(code, 2);
  t.regex(err, /no suite/);
});
