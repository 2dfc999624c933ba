// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipelock } from '../../support/cli.js';
import type { Ran } from '../../support/cli.js';
import { buildRun, runName } from '../../unit/verify/evidence-runs.js';

const home = mkdtempSync(join(tmpdir(), 'pipelock-aarp-cli-'));
test.after.always(() => rmSync(home, { recursive: true, force: true }));

const evidence = buildRun();
const dir = mkdtempSync(join(home, 'evidence-'));
writeFileSync(join(dir, `evidence-${evidence.session}-0.jsonl`), evidence.lines.map((line) => `${line}\n`).join(''));
const receipt = join(home, 'receipt.json');
writeFileSync(receipt, evidence.receipts[1] ?? '');

const aarp = (...args: readonly string[]): Promise<Ran> => pipelock(['aarp', ...args], home);

const keygen = pipelock(['keygen', '--out', join(home, 'aarp.key'), '--json'], home).then((made) => {
  const { public_key: key } = JSON.parse(made.stdout) as { readonly public_key: string };
  const trust = {
    trusted_keys: { 'op-1': key },
    trust_entries: { 'op-1': { mediator_id: 'mediator.example', role: 'mediator' } },
  };
  writeFileSync(join(home, 'trust.json'), JSON.stringify(trust));
});
const SIGN = ['--key', 'aarp.key', '--key-id', 'op-1', '--mediator-id', 'mediator.example'];

test.before(() => keygen);

test('a session becomes a linked stream that appraises', async (t) => {
  const pinned = ['--receipt-key', evidence.signer.publicKeyHex];
  const made = await aarp(
    'emit',
    '--dir',
    dir,
    ...SIGN,
    ...pinned,
    '--claim',
    'mediated',
    '--out',
    'run.jsonl',
    '--json',
  );
  t.is(made.code, 0, made.stderr);
  t.is(made.stderr, '');
  t.deepEqual(JSON.parse(made.stdout), { envelopes: evidence.receipts.length, out: 'run.jsonl' });
  const linked = await aarp('appraise', 'run.jsonl', '--chain', '--json');
  t.is(linked.stdout, `{"chain_linked":true,"length":${evidence.receipts.length}}\n`);
  const lines = readFileSync(join(home, 'run.jsonl'), 'utf8').trimEnd().split('\n');
  writeFileSync(join(home, 'one.json'), lines[2] ?? '');
  const appraised = await aarp('appraise', 'one.json', '--trust', 'trust.json', '--json');
  t.is(appraised.code, 0);
  t.like(JSON.parse(appraised.stdout), {
    assertion_signed: true,
    verified_claims: ['mediator_key_pinned', 'receipt_signature_valid', 'receipt_timestamp_monotonic_chain_present'],
    claimed_unverified: [],
  });
});

test('one receipt becomes one envelope, without a claim that nobody asked for', async (t) => {
  const at = ['--issued-at', '2026-04-15T12:00:00Z'];
  const made = await aarp('emit', '--receipt', receipt, ...SIGN, ...at, '--trust-domain', 'example.org');
  t.is(made.code, 0, made.stderr);
  t.regex(made.stderr, /without --receipt-key/);
  const envelope = JSON.parse(made.stdout) as { readonly assertion: object; readonly chain?: object };
  t.deepEqual(envelope.assertion, {
    claimed: [],
    mediator_id: 'mediator.example',
    trust_domain: 'example.org',
    complete_mediation: false,
    issued_at: '2026-04-15T12:00:00Z',
  });
  t.is(envelope.chain, undefined);
  t.is((await aarp('emit', '--receipt', receipt, ...SIGN, ...at, '--trust-domain', 'example.org')).stdout, made.stdout);
  const linked = await aarp('emit', '--receipt', receipt, ...SIGN, '--chain-issuer', 'me', '--role', 'issuer');
  t.like((JSON.parse(linked.stdout) as typeof envelope).chain, { issuer_id: 'me', seq: '0' });
});

test('a claim that nothing can confirm is made only with a note', async (t) => {
  const made = await aarp(
    'emit',
    '--receipt',
    receipt,
    ...SIGN,
    '--claim',
    'transparency_inclusion',
    '--claim',
    'mediated',
  );
  t.regex(made.stderr, /no verifier of this profile can confirm "transparency_inclusion"/);
  t.notRegex(made.stderr, /"mediated"/);
  t.regex(made.stdout, /"claimed":\["transparency_inclusion","mediated"\]/);
});

test('nothing is said about receipts that do not verify', async (t) => {
  const forged = join(home, 'forged.json');
  writeFileSync(forged, (evidence.receipts[1] ?? '').replace('agent-a', 'agent-b'));
  const stranger = ['--receipt-key', 'ab'.repeat(32)];
  const broken = mkdtempSync(join(home, 'broken-'));
  const cut = evidence.lines.filter((_line, i) => i !== 2);
  writeFileSync(join(broken, `evidence-${evidence.session}-0.jsonl`), cut.map((line) => `${line}\n`).join(''));
  for (const [args, reason] of [
    [['--receipt', forged], /signature/],
    [['--receipt', receipt, ...stranger], /not a trusted key/],
    [['--receipt', join(home, 'missing.json')], /cannot be read/],
    [['--dir', broken], /does not verify/],
    [['--dir', dir, ...stranger], /does not verify/],
    [['--dir', dir, '--session', runName('9')], /no recorder file of session/],
    [['--dir', home], /no recorder file/],
  ] as const) {
    const { code, stdout, stderr } = await aarp('emit', ...args, ...SIGN, '--out', 'never.jsonl');
    t.is(code, 1, args.join(' '));
    t.is(stdout, '');
    t.regex(stderr, reason, args.join(' '));
  }
});

test('the session is named where several lie in the folder', async (t) => {
  const both = mkdtempSync(join(home, 'both-'));
  const second = buildRun({ session: runName('b'), nonceDigit: 'b' });
  for (const { session, lines } of [evidence, second]) {
    writeFileSync(join(both, `evidence-${session}-0.jsonl`), lines.map((line) => `${line}\n`).join(''));
  }
  t.regex((await aarp('emit', '--dir', both, ...SIGN)).stderr, /several sessions; name one/);
  const named = await aarp('emit', '--dir', both, ...SIGN, '--session', second.session);
  t.is(named.code, 0, named.stderr);
  t.is(named.stdout.trimEnd().split('\n').length, second.receipts.length);
});

test('wrong arguments are explained', async (t) => {
  writeFileSync(join(home, 'there.json'), 'x');
  for (const [args, reason] of [
    [['emit'], /--key, --key-id and --mediator-id are needed/],
    [['emit', ...SIGN], /either --receipt or --dir/],
    [['emit', '--receipt', receipt, '--dir', dir, ...SIGN], /either --receipt or --dir/],
    [['emit', '--receipt', receipt, '--mediator-id', 'm'], /--key and --key-id are needed/],
    [['emit', '--receipt', receipt, '--mediator-id', 'm', '--key-id', 'k'], /--key is needed/],
    [['emit', '--receipt', receipt, ...SIGN, '--role', 'admin'], /--role is one of/],
    [['emit', '--receipt', receipt, ...SIGN, '--issued-at', 'now'], /not an RFC 3339 time/],
    [['emit', '--receipt', receipt, ...SIGN, '--trust-domain', '1.2.3.4'], /SPIFFE trust domain/],
    [['emit', '--receipt', receipt, ...SIGN, '--receipt-key', 'zz'], /neither 64 hex digits nor a file/],
    [['emit', '--receipt', receipt, ...SIGN, '--json'], /name a file with --out/],
    [['emit', '--receipt', receipt, ...SIGN, '--out', 'there.json'], /exists already/],
    [['appraise'], /name an envelope/],
    [['appraise', 'x', '--chain', '--svid', 'y'], /leave out --svid/],
    [['nothing'], /unknown command "aarp nothing"/],
  ] as const) {
    const { code, stdout, stderr } = await aarp(...args);
    t.is(code, 2, args.join(' '));
    t.regex(stdout + stderr, reason, args.join(' '));
  }
  t.is(readFileSync(join(home, 'there.json'), 'utf8'), 'x');
  t.is((await aarp('appraise', 'missing.json')).code, 2);
  t.is((await aarp('appraise', 'there.json')).code, 1);
  t.is((await aarp('appraise', '--help')).code, 0);
});

test('the dictionary is printed for people and machines', async (t) => {
  const words = await aarp('claims');
  t.regex(words.stdout, /^receipt_signature_valid \(verified_claim, integrity, emitted\)\n/);
  const { entries } = JSON.parse((await aarp('claims', '--json')).stdout) as { readonly entries: readonly object[] };
  t.is(entries.length, 45);
});
