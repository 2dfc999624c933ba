// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPublicKeyFile } from '../../../../evidence/crypto/key-files.js';
import { fromHex } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { writeRotationEndorsement } from '../../../../evidence/model/link-text.js';
import { createTrustRoot } from '../../../../verify/core/trust/trust.js';
import { VERSION, run } from '../../../../verify/node/main.js';
import { readLineBatches, readSmallFile } from '../../../../verify/node/read.js';
import { openEvidenceTree } from '../../../../verify/node/tree.js';
import { printable } from '../../../../verify/core/results/render.js';
import { transcriptRoot } from '../../../../verify/node/transcript-root.js';
import { verifyPath } from '../../../../verify/node/verify-path.js';
import { createParallelSuite, defaultWorkers } from '../../../../verify/node/workers.js';
import {
  buildRun,
  endorsement,
  fileOf,
  linkName,
  linkText,
  newSigner,
  runFiles,
  runName,
  shardName,
} from '../evidence-runs.js';

const root = mkdtempSync(join(tmpdir(), 'pipelock-verify-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const signer = newSigner();
const A = buildRun({ session: runName('a'), signer });
const B = buildRun({ session: runName('b'), signer });
const key = signer.publicKeyHex;

function write(name: string, content: string | Uint8Array): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}

function folder(name: string, files: Record<string, string>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function command(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(args, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

function faultCode(path: string, options: Parameters<typeof readLineBatches>[1] = {}): string | undefined {
  return [...readLineBatches(path, options)].at(-1)?.fault?.code;
}

test('lines are split on LF only, across chunks, without the last one when it is torn', (t) => {
  const long = 'x'.repeat(200_000);
  const text = `a\u0085b\u2028c\r\n${long}\nlast`;
  const path = write('lines.txt', text);
  const lines = [...readLineBatches(path, { allowUnterminated: true })].flatMap((batch) => batch.lines);
  t.deepEqual(lines, ['a\u0085b\u2028c\r', long, 'last']);
  t.is(faultCode(path), 'torn_tail');
  t.is(faultCode(write('whole.txt', 'a\nb\n')), undefined);
  t.is(faultCode(write('none.txt', '')), undefined);
});

test('what cannot be evidence is refused by the reader', (t) => {
  t.is(faultCode(write('utf8.txt', Uint8Array.of(0x61, 0xff, 0x0a))), 'malformed_json');
  t.is(faultCode(write('utf8-tail.txt', Uint8Array.of(0xff)), { allowUnterminated: true }), 'malformed_json');
  t.is(faultCode(write('long.txt', `${'x'.repeat((1 << 20) + 1)}\n`)), 'size_limit');
  t.is(faultCode(write('longer.txt', 'x'.repeat(3 << 20))), 'size_limit');
  t.is(faultCode(write('tail.txt', 'x'.repeat((1 << 20) + 5)), { allowUnterminated: true }), 'size_limit');
  t.is(faultCode(write('wide.txt', `${'\u20ac'.repeat(350_000)}\n`)), 'size_limit');
  t.is(faultCode(write('big.txt', 'x\n'.repeat(50)), { maxBytes: 99 }), 'size_limit');
  t.is(faultCode(join(root, 'absent')), 'unreadable');
  t.is(faultCode(root), 'not_regular_file');
});

test('links and pipes are refused, and a pipe without a writer does not hang the reader', (t) => {
  const target = write('target.txt', 'a\n');
  symlinkSync(target, join(root, 'link.txt'));
  t.is(faultCode(join(root, 'link.txt')), 'symlink_refused');
  t.is(faultCode(join(root, 'link.txt'), { followLinks: true }), undefined);
  symlinkSync('loop', join(root, 'loop'));
  t.is(faultCode(join(root, 'loop'), { followLinks: true }), 'symlink_refused');
  execFileSync('mkfifo', [join(root, 'pipe')]);
  t.is(faultCode(join(root, 'pipe')), 'not_regular_file');
});

test('small files have a limit and strict UTF-8', (t) => {
  t.is(readSmallFile(write('small', 'abc'), 3), 'abc');
  t.like(readSmallFile(write('larger', 'abcd'), 3), { code: 'size_limit' });
  t.like(readSmallFile(write('bytes', Uint8Array.of(0xff)), 3), { code: 'malformed_json' });
  t.like(readSmallFile(join(root, 'absent'), 3), { code: 'unreadable' });
});

test('a folder gives names, lines, texts and digests, and follows no link', async (t) => {
  const path = folder('names', { a: 'x\n' });
  symlinkSync('/', join(path, 'b'));
  mkdirSync(join(path, 'c'));
  execFileSync('mkfifo', [join(path, 'd')]);
  mkdirSync(join(path, 'c', 'e'), { recursive: true });
  const tree = openEvidenceTree(path);
  t.deepEqual(tree.paths, ['a']);
  t.deepEqual(
    tree.refused.map(({ path: name, reason }) => `${name}: ${reason}`),
    ['b: a symbolic link', 'd: not a regular file'],
  );
  t.is(await tree.text('a', 10), 'x\n');
  t.like(await tree.bytes('a', 10), { length: 2 });
  t.like(await tree.bytes('b', 10), { code: 'unreadable' });
  t.like(readSmallFile(join(path, 'b'), 10), { code: 'symlink_refused' });
});

test('threads give the same answers as one thread', async (t) => {
  const message = nodeSuite.sha256('x');
  const good = { publicKey: fromHex(key), message, signature: await signer.sign(message) };
  const bad = { ...good, message: nodeSuite.sha256('y') };
  const odd = { ...good, message: new Uint8Array(65) };
  const suite = createParallelSuite(nodeSuite, 2);
  try {
    const answers = await Promise.all([
      suite.verifyBatch([good, bad]),
      suite.verifyBatch([bad, good]),
      suite.verifyBatch([good, odd]),
    ]);
    t.deepEqual(answers, [
      [true, false],
      [false, true],
      [true, false],
    ]);
    t.is(suite.sha256Hex('x'), nodeSuite.sha256Hex('x'));
    t.deepEqual(suite.sha256('x'), message);
  } finally {
    await suite.close();
  }
  await t.throwsAsync(suite.verifyBatch([good]), { code: 'worker' });
});

test('a thread that ends takes its batches with it as failures', async (t) => {
  const message = nodeSuite.sha256('x');
  const good = { publicKey: fromHex(key), message, signature: await signer.sign(message) };
  const suite = createParallelSuite(nodeSuite, 1);
  const waiting = suite.verifyBatch(Array.from({ length: 2000 }, () => good));
  const refused = t.throwsAsync(waiting, { code: 'worker' });
  await suite.close();
  await refused;
});

test('threads are used from a few megabytes on', (t) => {
  t.is(defaultWorkers(1000), 0);
  t.true(defaultWorkers(100 << 20) >= 1);
});

test('the form of a file is found out', async (t) => {
  const trust = createTrustRoot({ keys: [key] });
  const kinds = [
    [write('one.json', A.receipts[0] ?? ''), 'receipt'],
    [write('pretty.json', JSON.stringify(JSON.parse(A.receipts[0] ?? ''), null, 1)), 'receipt'],
    [write('many.json', fileOf(A.receipts)), 'chain'],
    [write('many.jsonl', fileOf(A.receipts)), 'chain'],
    [write('recorder.txt', fileOf(A.lines)), 'chain'],
    [write('bundle.json', `{"declared_receipt_count":2,"receipts":[${A.receipts.slice(0, 2).join(',')}]}`), 'chain'],
    [folder('runs', { ...runFiles(A, B), [linkName(A.session)]: linkText(A, B) }), 'directory'],
    [
      folder('shards', {
        [shardName(A.session)]: fileOf(A.lines.slice(0, 2)),
        [shardName(A.session, 2)]: fileOf(A.lines.slice(2)),
      }),
      'directory',
    ],
  ] as const;
  for (const [path, kind] of kinds) {
    const outcome = await verifyPath(path, { trust });
    t.is(outcome.kind === 'document' ? outcome.form : outcome.kind, kind);
    t.is(outcome.result.verdict, 'valid', path);
  }
  const threaded = await verifyPath(join(root, 'many.jsonl'), { trust, workers: 2 });
  t.is(threaded.result.verdict, 'valid');
});

test('files that are no evidence are invalid, files that cannot be read are an error', async (t) => {
  const trust = createTrustRoot({ keys: [key] });
  for (const [name, text] of [
    ['evidence-x-0.jsonl', 'garbage\n'],
    ['garbage.jsonl', '[]\n'],
    ['empty.json', ''],
    ['null.json', 'null'],
    ['count.json', '{"declared_receipt_count":2,"receipts":[]}'],
    ['huge.json', `{"a":"${'x'.repeat(2 << 20)}"}`],
    ['torn.jsonl', fileOf(A.lines).slice(0, -1)],
  ] as const) {
    t.is((await verifyPath(write(name, text), { trust })).result.verdict, 'invalid', name);
  }
  await t.throwsAsync(verifyPath(join(root, 'absent'), { trust }), { code: 'unreadable' });
  await t.throwsAsync(verifyPath('/dev/null', { trust }), { code: 'not_regular_file' });
});

test('the command: words and exit codes', async (t) => {
  const receipt = write('cmd-receipt.json', A.receipts[1] ?? '');
  const chain = write('cmd-chain.jsonl', fileOf(A.lines));
  const broken = write('cmd-broken.jsonl', fileOf(A.lines.map((line) => line.replace('agent-a', 'agent-b'))));
  const runs = folder('cmd-runs', { ...runFiles(A, B), [linkName(A.session)]: linkText(A, B), 'notes.txt': '' });
  const keyFile = write('key.pub', formatPublicKeyFile(fromHex(key)));
  const cases = [
    [[receipt, '--key', key], 0, 'OK: receipt'],
    [[receipt, '--key', keyFile], 0, 'OK: receipt'],
    [[receipt], 1, 'UNPINNED: receipt'],
    [[receipt, '--allow-unpinned'], 0, 'UNPINNED: receipt'],
    [[receipt, '--key', newSigner().publicKeyHex], 1, 'FAILED: receipt'],
    [[chain, '--key', key.toUpperCase(), '--whole-recorder'], 0, 'CHAIN VALID'],
    [[chain, '--key', key, '--session', A.session], 0, 'CHAIN VALID'],
    [[chain, '--key', key, '--session', B.session, '--allow-unanchored-seal'], 1, 'CHAIN BROKEN'],
    [[chain], 1, 'CHAIN UNPINNED'],
    [[broken, '--key', key], 1, 'CHAIN BROKEN'],
    [[runs, '--key', key], 0, 'CHAIN VALID: 2 runs, 1 linked'],
    [[write('nothing.json', '{'), '--key', key], 1, 'FAILED: unknown form'],
    [[write('cut.json', '{"version":1,"action_record":'), '--key', key], 1, 'FAILED: receipt'],
    [['--help'], 0, 'Usage'],
    [['--version'], 0, 'pipelock-verify'],
  ] as const;
  for (const [args, code, word] of cases) {
    const ran = await command(...args);
    t.is(ran.code, code, `${args.join(' ')}: ${ran.out}${ran.err}`);
    t.true(ran.out.startsWith(word), ran.out);
  }
  t.regex((await command(runs, '--key', key)).out, /notes\.txt/);
});

test('the command: damaged and long folders', async (t) => {
  const torn = folder('cmd-torn', { ...runFiles(B), [shardName(A.session)]: fileOf(A.lines).slice(0, -9) });
  const ran = await command(torn, '--key', key);
  t.is(ran.code, 1);
  t.regex(ran.out, /FAIL outer_chain_broken/);
  const many = Array.from({ length: 22 }, (_, index) =>
    buildRun({
      session: `proxy.run.${String(index).padStart(32, '0')}`,
      signer,
      actions: 0,
      nonceDigit: 'abcdefghijklmnopqrstuv'[index] ?? '',
    }),
  );
  const long = await command(folder('cmd-many', runFiles(...many)), '--key', key);
  t.is(long.code, 0, long.out);
  t.regex(long.out, /2 more; --json lists all/);
  const forged = buildRun({ signer, actions: 20 }).receipts.map((line) => line.replace('agent-a', 'agent-b'));
  t.regex((await command(write('forged.jsonl', fileOf(forged)), '--key', key)).out, /more; --json lists all/);
});

test('the command: wrong usage is 64, what cannot be judged is 2', async (t) => {
  const receipt = write('usage.json', A.receipts[1] ?? '');
  for (const args of [[], [receipt, receipt], [receipt, '--nonsense'], [receipt, '--key', 'nowhere']]) {
    t.is((await command(...args)).code, 64, args.join(' '));
  }
  t.is((await command(join(root, 'absent'))).code, 2);
  const device = await command('/dev/null');
  t.is(device.code, 2);
  t.regex(device.err, /\/dev\/null: neither a file nor a folder/);
  t.is((await command(receipt, '--key', write('bad.pub', 'no key'))).code, 2);
  t.is((await command(receipt, '--rotation-endorsement', join(root, 'absent'))).code, 2);
  const endorsed = async (path: string) => (await command(receipt, '--rotation-endorsement', path)).err;
  t.regex(await endorsed(join(root, 'absent')), /absent: cannot be read \(no such file\)/);
  t.regex(await endorsed(join(receipt, 'x')), /usage\.json.x: cannot be read \(ENOTDIR\)/);
  t.regex(await endorsed(receipt), /usage\.json: .+/);
});

test('the command: JSON has every check, endorsements are read from files', async (t) => {
  const rotated = buildRun({ session: runName('b') });
  const runs = folder('cmd-rotated', { ...runFiles(A, rotated), [linkName(A.session)]: linkText(A, rotated) });
  const file = write('endorsement.json', writeRotationEndorsement(endorsement(A, rotated)));
  t.is((await command(runs, '--key', key)).code, 1);
  const ran = await command(runs, '--key', key, '--rotation-endorsement', file, '--json');
  t.is(ran.code, 0);
  const document = JSON.parse(ran.out) as {
    schema: string;
    kind: string;
    linked: { trust: string }[];
    verdict: string;
  };
  t.is(document.schema, 'pipelock.verification.v1');
  t.is(document.verdict, 'valid');
  t.is(document.linked[0]?.trust, 'endorsed');
});

test('untrusted text cannot move the cursor or grow the screen', (t) => {
  t.is(printable('a\u001b[2Jb\u202ec\n'), 'a\\u001b[2Jb\\u202ec\\u000a');
  t.is(printable('x'.repeat(300)).length, 203);
});

test('a transcript root is given only for one verified session', async (t) => {
  const runs = folder('transcript', { ...runFiles(A, B), [linkName(A.session)]: linkText(A, B) });
  const rootA = await transcriptRoot(runs, { keys: [key], session: A.session });
  t.is(rootA.root_hash, A.tailHash);
  t.is(rootA.final_seq, A.tailSeq);
  t.is((await transcriptRoot(write('t.jsonl', fileOf(A.lines)), { keys: [key] })).root_hash, A.tailHash);
  await t.throwsAsync(transcriptRoot(runs, { keys: [key] }), { code: 'session_ambiguous' });
  await t.throwsAsync(transcriptRoot(runs, { keys: [newSigner().publicKeyHex] }), { code: 'not_verified' });
  await t.throwsAsync(transcriptRoot(runs, { keys: [] }), { code: 'not_verified' });
  await t.throwsAsync(transcriptRoot(runs, { keys: [key], session: 'proxy' }), { code: 'session_missing' });
  await t.throwsAsync(transcriptRoot(write('t.json', A.receipts[0] ?? ''), { keys: [key] }), {
    code: 'session_missing',
  });
});

test('a transcript root names the check that failed', async (t) => {
  const path = write('t-other.jsonl', fileOf(A.lines));
  await t.throwsAsync(transcriptRoot(path, { keys: [newSigner().publicKeyHex] }), { message: /signer_key_untrusted/ });
});

test('a file that grows, or fails while it is read, is a fault', (t) => {
  if (!existsSync('/proc/self/mem')) {
    t.log('skipped: no /proc here');
    t.pass();
    return;
  }
  // Reports 0 bytes and holds more; the other opens and then refuses every read.
  t.is(faultCode('/proc/self/status', { maxBytes: 10 }), 'size_limit');
  t.like(readSmallFile('/proc/self/status', 10), { code: 'size_limit' });
  t.is(faultCode('/proc/self/mem'), 'unreadable');
  t.like(readSmallFile('/proc/self/mem', 10), { code: 'unreadable' });
  t.is(faultCode(write('still.txt', 'a\n'), { maxBytes: 10 }), undefined);
});

test('without a thread the calling thread does the work', async (t) => {
  const check = { publicKey: new Uint8Array(32), message: new Uint8Array(65), signature: new Uint8Array(64) };
  const none = createParallelSuite(nodeSuite, 0);
  t.deepEqual(await none.verifyBatch([check]), [false]);
  await none.close();
});

test('the version is that of the package', (t) => {
  const text = readFileSync(new URL('../../../../../package.json', import.meta.url), 'utf8');
  t.is(VERSION, (JSON.parse(text) as { version: string }).version);
});

test('the command says what was verified, what is only claimed and what is not proved, on one screen', async (t) => {
  const runs = folder('said', { ...runFiles(A, B), [linkName(A.session)]: linkText(A, B) });
  const { out } = await command(runs, '--key', key);
  for (const code of ['receipt_chain', 'signature', 'signer_key', 'run_state', 'entry_chain', 'checkpoint']) {
    t.regex(out, new RegExp(`^  ok   ${code}: `, 'm'));
  }
  t.regex(out, /ok   transcript_root/);
  t.true(out.indexOf('ok ') < out.indexOf('Only claimed') && out.indexOf('Only claimed') < out.indexOf('Not proved'));
  t.true(out.split('\n').length <= 48, out);
  const changed = { ...runFiles(A), [shardName(A.session)]: fileOf(A.lines).replaceAll('agent-a', 'agent-b') };
  const broken = (await command(folder('said-broken', changed), '--key', key)).out;
  t.notRegex(broken, /ok   (?:signature|receipt_chain|entry_chain)/);
  t.regex(broken, /FAIL/);
});

test('the command: what is absent is not claimed', async (t) => {
  const open = write('said-open.jsonl', fileOf(A.lines.slice(0, 3)));
  const { out } = await command(open, '--key', key);
  t.regex(out, /-    run_state: no session_close/);
  t.notRegex(out, /transcript_root|checkpoint/);
  const unanchored = A.lines.slice(0, A.lines.findIndex((line) => line.includes('"type":"transcript_root"')) + 1);
  t.regex((await command(write('said-half.jsonl', fileOf(unanchored)), '--key', key)).out, /-    seal_unanchored/);
  const bare = await command(write('said-bare.jsonl', fileOf(A.receipts)));
  t.regex(bare.out, /\(not pinned\)/);
  const nothing = await command(write('said-nothing.jsonl', '\n'), '--key', key);
  t.is(nothing.code, 1);
  t.notRegex(nothing.out, /Only claimed|root/);
  const one = await command(write('said-one.jsonl', fileOf(A.lines.slice(0, 1))), '--key', key);
  t.regex(one.out, /1 receipt in unbroken order[^]*1 entry hash linked/);
  const absent = await command(folder('said-absent', {}), '--key', key);
  t.regex(absent.out, /FAIL empty/);
});

test('the command: a long folder has one line for each run, and says which ones broke', async (t) => {
  const shapes = [{}, { close: false }, { checkpoint: 'none' }] as const;
  const digits = ['a', 'b', 'c', 'd', 'e', 'f'];
  const runs = digits.map((digit, index) =>
    buildRun({ session: runName(digit), signer, nonceDigit: digit, ...shapes[index % 3] }),
  );
  const half = A.lines.slice(0, A.lines.findIndex((line) => line.includes('"type":"transcript_root"')) + 1);
  const files = {
    ...runFiles(...runs.slice(1)),
    [shardName(A.session)]: fileOf(half),
    [shardName(runName('9'))]: fileOf(A.lines),
  };
  const { out } = await command(folder('said-long', files), '--key', key);
  t.regex(out, /receipts, .*anchored root, closed/);
  t.regex(out, /In proxy\.run\.9+:/);
  t.regex(out, /transcript root, closed/);
});
