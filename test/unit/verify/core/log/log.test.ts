// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { COSIGNATURE } from '../../../../../evidence/log/note.js';
import type { LogProof } from '../../../../../evidence/log/log-proof.js';
import { writeLogProof } from '../../../../../evidence/log/write-log-proof.js';
import { consistencyProof, inclusionProof } from '../../../../../evidence/log/proof.js';
import { cosign, noteKeyOf } from '../../../../../evidence/sign/log-note.js';
import type { Signer } from '../../../../../evidence/sign/signer.js';
import { verifyDirectory } from '../../../../../verify/core/folders/directory.js';
import { documentFormOf } from '../../../../../verify/core/forms.js';
import { NO_LOG_TRUST, type LogTrust } from '../../../../../verify/core/log/log-trust.js';
import { LOG_PROOF_FORM } from '../../../../../verify/core/log/log-proof-form.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import {
  checkpointOf,
  hasher,
  logFiles,
  beside,
  memoryTree,
  newLogSigner,
  ORIGIN,
  receiptEntries,
  sampleTree,
} from '../../../../support/log-samples.js';
import { buildRun, memoryFolder, runFiles, runName } from '../../evidence-runs.js';

const suite = nodeSuite;
const logSigner = newLogSigner();
const first = buildRun({ session: runName('a'), actions: 5 });
const second = buildRun({ session: runName('b'), actions: 3, signer: first.signer });
const hashes = [...first.receipts, ...second.receipts].map((text) => nodeSuite.sha256Hex(text));
const entries = receiptEntries(hashes);
const checkpoint = checkpointOf(entries, logSigner);

function trustIn(log: Partial<LogTrust> = {}): LogTrust {
  return { ...NO_LOG_TRUST, keys: [{ name: ORIGIN, publicKey: noteKeyOf(logSigner, ORIGIN).publicKey }], ...log };
}

interface Seen {
  readonly verdict: string;
  readonly accepted: boolean;
  readonly checks: readonly string[];
  readonly messages: string;
}

function seen(result: {
  verdict: string;
  accepted: boolean;
  checks: readonly { code: string; status: string; message: string }[];
}): Seen {
  const about = result.checks.filter(({ code }) => code.startsWith('log_'));
  return {
    verdict: result.verdict,
    accepted: result.accepted,
    checks: about.map(({ code, status }) => `${code.slice(4)}:${status}`),
    messages: about.map(({ message }) => message).join('\n'),
  };
}

async function folder(
  files: Readonly<Record<string, Uint8Array>>,
  log: LogTrust | undefined,
  more: { readonly session?: string; readonly refused?: readonly string[] } = {},
): Promise<Seen> {
  const trust = createTrustRoot({ keys: [first.signer.publicKeyHex], log });
  const { session, refused = [] } = more;
  const options = { trust, suite, ...(session === undefined ? {} : { session }) };
  return seen(
    await verifyDirectory(beside(memoryFolder(runFiles(first, second)), memoryTree(files, refused)), options),
  );
}

const whole = logFiles(entries, checkpoint);
const UNSEEN = 'witness:not_checked';

test('every receipt is a leaf of the signed tree: anchored', async (t) => {
  const result = await folder(whole, trustIn());
  t.is(result.verdict, 'valid');
  t.deepEqual(result.checks, ['checkpoint:pass', 'tree:pass', UNSEEN, 'inclusion:pass']);
  t.regex(result.messages, new RegExp(`anchored: ${entries.length} receipts are leaves`));
  const bare = trustIn({ keys: [{ name: undefined, publicKey: noteKeyOf(logSigner, ORIGIN).publicKey }] });
  t.deepEqual((await folder(whole, bare)).checks, result.checks);
});

test('without a log key nothing about the log passes', async (t) => {
  for (const log of [undefined, NO_LOG_TRUST]) {
    const result = await folder(whole, log);
    t.is(result.verdict, 'valid');
    t.deepEqual(result.checks, ['checkpoint:not_checked', 'tree:not_checked', UNSEEN, 'inclusion:not_checked']);
  }
});

test('a folder without a log says nothing of one, unless it was asked for', async (t) => {
  t.deepEqual((await folder({}, undefined)).checks, []);
  t.deepEqual((await folder({ 'log/proxy.log': utf8Encode('text') }, undefined)).checks, []);
  t.deepEqual((await folder({}, trustIn())).checks, ['checkpoint:fail']);
  t.is((await folder({}, trustIn())).verdict, 'invalid');
});

test('another key, another name, a broken signature: the checkpoint fails', async (t) => {
  const others: readonly Partial<LogTrust>[] = [
    { keys: [{ name: ORIGIN, publicKey: noteKeyOf(newLogSigner(), ORIGIN).publicKey }] },
    { keys: [{ name: 'other.example', publicKey: noteKeyOf(logSigner, ORIGIN).publicKey }] },
  ];
  for (const log of others) {
    const result = await folder(whole, trustIn(log));
    t.is(result.verdict, 'invalid');
    t.is(result.checks[0], 'checkpoint:fail');
    t.regex(result.messages, /not signed by a pinned log key/);
  }
  const broken = {
    ...whole,
    'log/checkpoint': utf8Encode(checkpoint.replace(`${ORIGIN}\n${entries.length}`, `${ORIGIN}\n9`)),
  };
  const result = await folder(broken, trustIn());
  t.regex(result.messages, /the signature of the log does not hold/);
  t.is(result.verdict, 'invalid');
  const malformed = await folder({ ...whole, 'log/checkpoint': utf8Encode('nothing\n') }, trustIn());
  t.deepEqual(malformed.checks, ['checkpoint:fail']);
});

test('a part that is missing, is a link or does not fit fails, pinned or not', async (t) => {
  const name = Object.keys(whole).find((path) => path.includes('entries')) ?? '';
  const { [name]: bundle, ...without } = whole;
  t.truthy(bundle);
  for (const log of [undefined, trustIn()]) {
    const { 'log/checkpoint': none, ...headless } = whole;
    t.truthy(none);
    t.deepEqual((await folder(headless, log)).checks, ['checkpoint:fail']);
    t.true((await folder(without, log)).checks.includes('tree:fail'));
    t.true(
      (await folder({ ...whole, [name]: (bundle ?? Uint8Array.of()).subarray(1) }, log)).checks.includes('tree:fail'),
    );
    const changed = Uint8Array.from(bundle ?? []);
    changed[60] = (changed[60] ?? 0) ^ 1;
    t.true((await folder({ ...whole, [name]: changed }, log)).checks.includes('tree:fail'));
    t.deepEqual((await folder({}, log, { refused: ['log'] })).checks, ['checkpoint:fail']);
    t.deepEqual((await folder({}, log, { refused: ['log/tile/0'] })).checks, ['checkpoint:fail']);
  }
});

test('a full bundle stands in for the partial one that it replaced', async (t) => {
  const filler = Array.from({ length: 300 - entries.length }, (_, index) =>
    utf8Encode(`another kind of record ${index}`),
  );
  const many = [...entries, ...filler];
  const files = logFiles(many, checkpointOf(many, logSigner, entries.length));
  t.deepEqual((await folder(files, trustIn())).checks, ['checkpoint:pass', 'tree:pass', UNSEEN, 'inclusion:pass']);
  const all = logFiles(many, checkpointOf(many, logSigner));
  t.deepEqual((await folder(all, trustIn())).checks, ['checkpoint:pass', 'tree:pass', UNSEEN, 'inclusion:pass']);
});

test('receipts that are not leaves, and leaves that are no receipts', async (t) => {
  const of = (list: readonly Uint8Array[]): Record<string, Uint8Array> => logFiles(list, checkpointOf(list, logSigner));
  const lag = await folder(of(entries.slice(0, -2)), trustIn());
  t.is(lag.verdict, 'valid');
  t.true(lag.checks.includes('inclusion:not_checked'));
  t.regex(lag.messages, /not anchored: the last 2 receipts/);
  const hole = await folder(of(entries.toSpliced(1, 1)), trustIn());
  t.is(hole.verdict, 'invalid');
  t.regex(hole.messages, /1 receipts before others that are leaves/);
  const gone = of([...entries, ...receiptEntries(['ab'.repeat(32)])]);
  const removed = await folder(gone, trustIn());
  t.is(removed.verdict, 'invalid');
  t.regex(removed.messages, /taken away or changed/);
  const narrowed = await folder(gone, trustIn(), { session: first.session });
  t.is(narrowed.verdict, 'valid', 'other runs were not read');
});

test('a rewritten, forked or shortened history does not begin with an older checkpoint', async (t) => {
  const older = checkpointOf(entries, logSigner, 4);
  const good = await folder(whole, trustIn({ checkpoint: older }));
  t.deepEqual(good.checks, [
    'checkpoint:pass',
    'tree:pass',
    'checkpoint:pass',
    'consistency:pass',
    UNSEEN,
    'inclusion:pass',
  ]);
  const empty = await folder(whole, trustIn({ checkpoint: checkpointOf(entries, logSigner, 0) }));
  t.true(empty.checks.includes('consistency:pass'));
  const rewritten = entries.with(2, receiptEntries(['cd'.repeat(32)])[0] ?? Uint8Array.of());
  const cases: readonly (readonly [string, RegExp])[] = [
    [checkpointOf(rewritten, logSigner, 4), /history was changed/],
    [checkpointOf([...entries, ...entries], logSigner), /it was cut back/],
  ];
  for (const [note, message] of cases) {
    const result = await folder(whole, trustIn({ checkpoint: note }));
    t.is(result.verdict, 'invalid');
    t.regex(result.messages, message);
    t.is((await folder(whole, { ...NO_LOG_TRUST, checkpoint: note })).verdict, 'invalid', 'also without a key');
  }
  const elsewhere = older.replaceAll(ORIGIN, 'other.example');
  t.regex((await folder(whole, { ...NO_LOG_TRUST, checkpoint: elsewhere })).messages, /of another log/);
  const damaged = await folder(whole, trustIn({ checkpoint: 'nothing' }));
  t.is(damaged.verdict, 'invalid');
});

async function witnessed(note: string, signers: readonly Signer[]): Promise<string> {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const lines = await Promise.all(
    signers.map((signer, index) => cosign(text, 1_700_000_000n, signer, `w${index}`, suite)),
  );
  return note + lines.join('');
}

test('k of n witnesses, counted by their keys', async (t) => {
  const signers = [newLogSigner(), newLogSigner(), newLogSigner()];
  const witnesses = signers.map((signer, index) => noteKeyOf(signer, `w${index}`, COSIGNATURE));
  const two = await witnessed(checkpoint, signers.slice(0, 2));
  const state = async (note: string, log: Partial<LogTrust>): Promise<string> => {
    const { checks } = await folder({ ...whole, 'log/checkpoint': utf8Encode(note) }, trustIn({ witnesses, ...log }));
    return checks.find((check) => check.startsWith('witness')) ?? '';
  };
  t.is(await state(two, { threshold: 2 }), 'witness:pass');
  t.is(await state(two, { threshold: 3 }), 'witness:fail');
  t.is(await state(checkpoint, { threshold: 1 }), 'witness:fail');
  const twice = [
    noteKeyOf(signers[0] ?? logSigner, 'w0', COSIGNATURE),
    noteKeyOf(signers[0] ?? logSigner, 'w0', COSIGNATURE),
  ];
  t.is(await state(two, { witnesses: twice, threshold: 2 }), 'witness:fail', 'one key is one witness');
  const [, , , , line = ''] = two.split('\n').slice(-6);
  t.not(line, '');
  const forged = two.replace(/w0 (\S{20})./, (_, head: string) => `w0 ${head}${two.includes(`${head}A`) ? 'B' : 'A'}`);
  t.is(await state(forged, { threshold: 1 }), 'witness:fail');
  const older = await witnessed(checkpointOf(entries, logSigner, 4), signers);
  t.is(
    await state(checkpoint, { threshold: 3, checkpoint: older }),
    'witness:pass',
    'the older one is a part of the tree',
  );
});

const tree = sampleTree(entries);

function proofOf(index: number, more: Partial<LogProof> = {}): string {
  const inclusion = inclusionProof(tree.read, index, entries.length, hasher);
  return writeLogProof({
    kind: 'receipt',
    digest: hashes[index] ?? '',
    index,
    inclusion,
    checkpoint,
    consistency: undefined,
    ...more,
  });
}

async function proof(text: string, log: LogTrust | undefined): Promise<Seen> {
  return seen(await LOG_PROOF_FORM.verify(text, { trust: createTrustRoot({ log }), suite }));
}

function consistencyFrom(fromSize: number): LogProof['consistency'] {
  return { fromSize, proof: consistencyProof(tree.read, fromSize, entries.length, hasher) };
}

test('a proof document is found by its members and proves a leaf under the pinned key', async (t) => {
  t.is(documentFormOf(new Set(['schema', 'receipt_sha256', 'index', 'inclusion', 'checkpoint'])), LOG_PROOF_FORM);
  t.is(documentFormOf(new Set(['receipt_sha256'])), undefined);
  const good = await proof(proofOf(3), trustIn());
  t.true(good.accepted);
  t.deepEqual(good.checks, ['checkpoint:pass', 'inclusion:pass', 'consistency:not_checked', UNSEEN]);
  const unpinned = await proof(proofOf(3), undefined);
  t.is(unpinned.verdict, 'unpinned');
  t.deepEqual(unpinned.checks, ['checkpoint:not_checked', 'inclusion:not_checked', 'consistency:not_checked', UNSEEN]);
});

test('a proof of another receipt, place or form fails', async (t) => {
  for (const text of [
    proofOf(3, { digest: hashes[4] ?? '' }),
    proofOf(3, { index: 4 }),
    proofOf(3, { inclusion: [] }),
    proofOf(3, { checkpoint: checkpointOf(entries, newLogSigner()) }),
    proofOf(3, { checkpoint: 'nothing' }),
    proofOf(3, { checkpoint: 'nothing' }).replace('v1', 'v2'),
  ]) {
    const result = await proof(text, trustIn());
    t.is(result.verdict, 'invalid', text);
    t.false(result.accepted);
  }
});

test('a proof leads from an older checkpoint to the newer one, or is refused', async (t) => {
  const older = checkpointOf(entries, logSigner, 4);
  const state = async (text: string, note: string): Promise<Seen> => proof(text, trustIn({ checkpoint: note }));
  const good = await state(proofOf(3, { consistency: consistencyFrom(4) }), older);
  t.true(good.accepted, good.messages);
  t.true(good.checks.includes('consistency:pass'));
  t.true((await state(proofOf(3), checkpoint)).accepted, 'the same checkpoint needs no proof');
  const fork = checkpointOf(entries.with(1, entries[2] ?? Uint8Array.of()), logSigner, 4);
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [proofOf(3), older, /does not begin with the 4 leaves/],
    [proofOf(3, { consistency: consistencyFrom(5) }), older, /does not begin with the 4 leaves/],
    [proofOf(3, { consistency: consistencyFrom(4) }), fork, /history was changed/],
    [proofOf(3), checkpointOf([...entries, ...entries], logSigner), /it was cut back/],
    [proofOf(3, { consistency: consistencyFrom(4) }), older.replaceAll(ORIGIN, 'other.example'), /of another log/],
    [proofOf(3), 'nothing', /./],
  ];
  for (const [text, note, message] of cases) {
    const result = await state(text, note);
    t.is(result.verdict, 'invalid');
    t.regex(result.messages, message);
  }
  const unpinned = await proof(proofOf(3, { consistency: consistencyFrom(4) }), { ...NO_LOG_TRUST, checkpoint: older });
  t.true(unpinned.checks.includes('consistency:not_checked'));
});
