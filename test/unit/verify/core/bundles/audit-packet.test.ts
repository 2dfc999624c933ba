// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { buildAuditPacket, UNPROBED_POSTURE, type PacketParts } from '../../../../../evidence/attest/audit-packet.js';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { isArtifactPath, parseAuditPacket } from '../../../../../evidence/model/audit-packet.js';
import { parseActionReceipt } from '../../../../../evidence/model/receipt/action-receipt.codec.js';
import { AUDIT_PACKET_FORM } from '../../../../../verify/core/bundles/audit-packet.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import { treeFormOf } from '../../../../../verify/core/forms.js';
import { memoryFolder } from '../../../../../verify/core/input/memory.js';
import { renderResult } from '../../../../../verify/core/results/render.js';
import { createTrustRoot, type TrustRoot } from '../../../../../verify/core/trust/trust.js';
import { buildRun, endorsement, fileOf, newSigner, rehash, type Run } from '../../evidence-runs.js';

const run = buildRun({ decision: () => undefined });
const trust = createTrustRoot({ keys: [run.signer.publicKeyHex] });

function partsOf({ receipts, tailHash, tailSeq, signer }: Run): PacketParts {
  return {
    receipts: receipts.map((text) => {
      const { receipt, receiptText } = parseActionReceipt(text);
      return { record: receipt.action_record, hash: nodeSuite.sha256Hex(receiptText) };
    }),
    run: { provider: 'local', agent_identity: 'agent-a', started_at: '2026-11-22T20:00:00Z' },
    verifier: {
      verdict: 'valid',
      trusted: true,
      receipt_count: receipts.length,
      root_hash: `sha256:${tailHash}`,
      final_seq: tailSeq,
      signer_key: signer.publicKeyHex,
      output_file: 'verifier.txt',
    },
    posture: UNPROBED_POSTURE,
    generatedAt: '2026-11-22T20:00:10Z',
    packetId: 'ap-1',
  };
}

type Files = Readonly<Record<string, string | undefined>>;

function filesOf(made: Run, packet = buildAuditPacket(partsOf(made)).text): Files {
  return { 'packet.json': packet, 'summary.md': '#', 'evidence.jsonl': fileOf(made.lines), 'verifier.txt': 'OK' };
}

function verify(files: Files, by: TrustRoot = trust): Promise<DocumentResult> {
  const list = Object.entries(files).flatMap(([path, text]) =>
    text === undefined ? [] : [{ path, bytes: utf8Encode(text) }],
  );
  return AUDIT_PACKET_FORM.verify(memoryFolder(list), { trust: by, suite: nodeSuite });
}

function failed({ checks }: DocumentResult): readonly string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

type Section = Record<string, unknown>;

interface Editable extends Record<string, unknown> {
  readonly summary: Section;
  readonly policy: Section;
  verifier: Section;
  readonly artifacts: Section;
  readonly posture: Section;
  readonly run: Section;
}

/** The packet's JSON with one member changed. */
function edited(change: (packet: Editable) => unknown): string {
  const packet = JSON.parse(buildAuditPacket(partsOf(run)).text) as Editable;
  change(packet);
  return JSON.stringify(packet);
}

test('a packet is valid when its evidence verifies under the pinned key and its numbers are those of the receipts', async (t) => {
  const result = await verify(filesOf(run));
  t.deepEqual(failed(result), []);
  t.is(result.verdict, 'valid');
  t.is(result.checks.find(({ code }) => code === 'lifecycle')?.message, 'COMPLETE: closed by a signed session_close');
  t.like(result.outcome, { receipts: run.receipts.length, root_hash: run.tailHash });
  t.true(result.claimed.some(({ name, value }) => name === 'enforcement_mode' && value === 'host_proxy_only'));
  t.regex(renderResult({ kind: 'document', form: 'audit_packet', result }), /^OK: audit packet\n/);
});

test('a packet is made the same way twice, with sorted members', (t) => {
  const { text, packet } = buildAuditPacket(partsOf(run));
  t.is(buildAuditPacket(partsOf(run)).text, text);
  t.true(text.startsWith('{\n  "artifacts": {\n    "evidence": "evidence.jsonl",\n'));
  t.is(packet.summary.receipt_count, run.receipts.length);
  t.deepEqual(packet.summary.domains_touched, ['api.example.com']);
  t.deepEqual(packet.policy.policy_hashes, ['ab'.repeat(32)]);
});

test('blocked receipts are counted by layer, unknown verdicts as other', async (t) => {
  let n = 0;
  const verdicts = ['block', 'defer', 'warn'];
  const made = buildRun({
    signer: run.signer,
    edit: (record) =>
      record.session_control === undefined ? { ...record, verdict: verdicts[n++] ?? '', layer: 'dlp' } : record,
  });
  const { packet, text } = buildAuditPacket(partsOf(made));
  t.like(packet.summary.totals, { block: 1, warn: 1, other: 1 });
  t.deepEqual(packet.summary.layers, { dlp: 1 });
  t.deepEqual(failed(await verify(filesOf(made, text))), []);
});

test('without a key a packet only agrees with itself; another key refuses it', async (t) => {
  const open = await verify(filesOf(run), createTrustRoot({}));
  t.is(open.verdict, 'unpinned');
  t.false(open.accepted);
  const other = await verify(filesOf(run), createTrustRoot({ keys: [newSigner().publicKeyHex] }));
  t.true(failed(other).includes('signer_key_untrusted'));
});

test('a run that was not closed is limited, and says why', async (t) => {
  const open = buildRun({ signer: run.signer, close: false });
  const result = await verify(filesOf(open));
  t.is(result.checks.find(({ code }) => code === 'lifecycle')?.message, 'LIMITED (abnormal_end): no session_close');
  t.true(result.notAsserted.includes('tail_truncation'));
  t.deepEqual(failed(result), []);
});

test('evidence that was changed, cut, torn or swapped is refused', async (t) => {
  const whole = filesOf(run);
  const forged = rehash(run.lines, (entry) => ({ ...entry, detail: entry.detail.replace('agent-a', 'agent-b') }));
  const another = buildRun({ session: run.session });
  const twins: [string, string][] = [
    [fileOf(run.lines).replace('agent-a', 'agent-b'), 'entry_chain'],
    [fileOf(forged), 'signature_invalid'],
    [fileOf(run.lines.slice(0, -3)), 'verifier_claims'],
    [fileOf(run.lines.toSpliced(1, 1)), 'entry_chain'],
    [`${fileOf(run.lines)}{"v":2`, 'torn_tail'],
    [fileOf(another.lines), 'signer_key_untrusted'],
    ['', 'empty'],
    ['not json\n', 'malformed_json'],
  ];
  for (const [evidence, code] of twins) {
    const result = await verify({ ...whole, 'evidence.jsonl': evidence });
    t.is(result.verdict, 'invalid');
    t.true(failed(result).includes(code), `${code}: ${failed(result).join()}`);
  }
  t.deepEqual(failed(await verify({ ...whole, 'evidence.jsonl': undefined })), ['evidence']);
});

test("a producer's numbers that the receipts do not bear out are refused", async (t) => {
  const twins: [Parameters<typeof edited>[0], string][] = [
    [
      ({ summary }) =>
        (summary['totals'] = { ...(summary['totals'] as object), allow: run.receipts.length - 1, block: 1 }),
      'totals',
    ],
    [({ policy }) => (policy['policy_hashes'] = ['cd'.repeat(32)]), 'policy_hashes'],
    [({ policy }) => (policy['policy_hashes'] = []), 'policy_hashes'],
    [({ verifier }) => (verifier['root_hash'] = '0'.repeat(64)), 'verifier_claims'],
    [({ verifier }) => (verifier['final_seq'] = 99), 'verifier_claims'],
    [({ verifier }) => (verifier['receipt_count'] = 1), 'verifier_claims'],
    [({ verifier }) => (verifier['signer_key'] = '1'.repeat(64)), 'verifier_claims'],
    [({ verifier }) => (verifier['signer_key'] = 'somebody'), 'verifier_claims'],
    [({ artifacts }) => (artifacts['packet'] = 'summary2.md'), 'packet_path'],
    [({ artifacts }) => (artifacts['verifier'] = 'gone.txt'), 'artifact_missing'],
  ];
  for (const [change, code] of twins) {
    const result = await verify({ ...filesOf(run), 'packet.json': edited(change) });
    t.is(result.verdict, 'invalid', code);
    t.true(failed(result).includes(code), `${code}: ${failed(result).join()}`);
  }
  const modest = edited((packet) => (packet.verifier = { verdict: 'not_run', trusted: false }));
  t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': modest })), [], 'a producer may claim less');
  const named = edited(({ policy }) => (policy['policy_hashes'] = [`sha256:${'ab'.repeat(32)}`]));
  t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': named })), [], 'with the name of the algorithm');
});

test('display copies of receipts have to be those of the evidence', async (t) => {
  const [, second] = partsOf(run).receipts;
  if (second === undefined) throw new Error('the run has receipts');
  const { record, hash } = second;
  const { action_id, chain_prev_hash, verdict, policy_hash } = record;
  const copy = {
    action_id,
    receipt_hash: hash,
    chain_seq: Number(record.chain_seq),
    chain_prev_hash,
    verdict,
    policy_hash,
  };
  const shown = (more: object): string => edited((packet) => (packet['receipts'] = [{ ...copy, ...more }]));
  const codes = async (more: object): Promise<readonly string[]> =>
    failed(await verify({ ...filesOf(run), 'packet.json': shown(more) }));
  t.deepEqual(await codes({}), []);
  t.deepEqual(await codes({ note: 'free', receipt_hash: `sha256:${hash}` }), []);
  t.deepEqual(await codes({ verdict: 'block' }), ['receipts']);
  t.deepEqual(await codes({ receipt_hash: '0'.repeat(64) }), ['receipts']);
  const invented = { receipt_hash: '0'.repeat(64), found: 'true', verdict: 'block' };
  t.deepEqual(await codes(invented), ['receipts'], 'no member of a copy can stand for the receipt');
  t.deepEqual(await codes({ chain_seq: -1 }), ['format']);
  t.deepEqual(await codes({ chain_seq: 'one' }), ['format']);
  t.deepEqual(await codes({ verdict: 7 }), ['format']);
  const list = edited((packet) => (packet['receipts'] = {}));
  t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': list })), ['format']);
});

test('a packet that breaks its own rules is refused', async (t) => {
  const twins: Parameters<typeof edited>[0][] = [
    (packet) => (packet['schema_version'] = 'pipelock.audit_packet.v1'),
    ({ summary }) => (summary['receipt_count'] = 1),
    ({ summary }) => (summary['transports'] = { a: -1 }),
    ({ summary }) => (summary['domains_touched'] = ['b', 'a']),
    ({ summary }) => (summary['domains_touched'] = ['a', 'a']),
    ({ policy }) => (policy['policy_hashes'] = null),
    ({ verifier }) => (verifier['trusted'] = false),
    ({ verifier }) => (verifier['verdict'] = 'self_consistent_only'),
    ({ verifier }) => (verifier['verdict'] = 'good'),
    ({ verifier }) => delete verifier['signer_key'],
    ({ run: about }) => (about['provider'] = 'elsewhere'),
    ({ posture }) => (posture['dns_udp_status'] = 'maybe'),
    ({ posture }) => (posture['unsupported_paths'] = null),
    ({ posture }) => delete posture['runner_os'],
    (packet) => (packet['signature'] = {}),
  ];
  for (const change of twins)
    t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': edited(change) })), ['format']);
  const doubled = buildAuditPacket(partsOf(run)).text.replace('"schema_version"', '"packet_id": "x", "schema_version"');
  t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': doubled })), ['format']);
  t.throws(() => parseAuditPacket('{}'), { code: 'missing_field' });
  t.deepEqual(failed(await verify({ 'packet.json': ' '.repeat(9 << 20) })), ['format'], 'too large');
});

test('artifact paths cannot leave the folder, nor be one file under two names', async (t) => {
  for (const path of ['evidence.jsonl', 'a/b.txt', 'a..b', '...']) t.true(isArtifactPath(path), path);
  const escapes = [
    '../x',
    '/etc/passwd',
    'a/../../x',
    '..',
    '.',
    '',
    'a//b',
    'a/',
    './x',
    'C:x',
    'c:/x',
    'a\\b',
    '..\\x',
    'a\0b',
    'e\u0301',
  ];
  for (const path of escapes) {
    t.false(isArtifactPath(path), path);
    const packet = edited(({ artifacts }) => (artifacts['evidence'] = path));
    t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': packet })), ['format'], path);
  }
  const output = edited(({ verifier }) => (verifier['output_file'] = '../../x'));
  t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': output })), ['format']);
  const folded = edited(({ artifacts }) => (artifacts['evidence'] = 'Packet.JSON'));
  t.deepEqual(failed(await verify({ ...filesOf(run), 'packet.json': folded })), ['format']);
});

test('names that another system would read differently are refused, unlisted files are named', async (t) => {
  const result = await verify({ ...filesOf(run), 'EVIDENCE.jsonl': 'x', '../../evil': 'x', 'extra.txt': 'x' });
  t.deepEqual(failed(result), ['path_refused', 'path_refused']);
  t.regex(result.checks.find(({ code }) => code === 'unprotected_files')?.message ?? '', /packet\.json.*extra\.txt/);
  const many = Object.fromEntries(Array.from({ length: 20 }, (_none, at) => [`extra-${at}.txt`, 'x']));
  const listed = (await verify({ ...filesOf(run), ...many })).checks.find(({ code }) => code === 'unprotected_files');
  t.regex(listed?.message ?? '', / and 15 more files$/);
});

test('evidence in another spelling is read all the same, and named as loose', async (t) => {
  const loose = fileOf(run.lines).replaceAll('{"v":2,', '{"v": 2,');
  const result = await verify({ ...filesOf(run), 'evidence.jsonl': loose });
  t.deepEqual(failed(result), []);
  t.true(result.checks.some(({ code, status }) => code === 'unprotected_bytes' && status === 'not_checked'));
});

test('a change of key inside the evidence needs an endorsement', async (t) => {
  const stray = endorsement(run, buildRun());
  const result = await verify(filesOf(run), createTrustRoot({ keys: trust.keys, endorsements: [stray] }));
  t.true(failed(result).includes('endorsement_unused'));
});

test('a folder is a packet when it holds packet.json, and never when it holds runs', async (t) => {
  const kindOf = async (...paths: string[]): Promise<string | undefined> => {
    const files = paths.map((path) => ({ path, bytes: utf8Encode('{}') }));
    return (await treeFormOf(memoryFolder(files)))?.kind;
  };
  t.is(await kindOf('packet.json', 'evidence.jsonl'), 'audit_packet');
  t.is(await kindOf('other.json'), undefined);
  t.is(await kindOf('packet.json', 'evidence-proxy-0.jsonl'), undefined, 'a planted packet would hide the other runs');
  t.is(await kindOf('packet.json', 'chain-link-proxy.json'), undefined);
});
