// SPDX-License-Identifier: Apache-2.0
import { parseGoJson } from '../../evidence/canonical/go-words.js';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAuditPacket, UNPROBED_POSTURE } from '../../evidence/attest/audit-packet.js';
import { UsageError } from '../../evidence/model/errors.js';
import { PACKET_POSTURE, type AuditPacket } from '../../evidence/model/audit-packet.js';
import type { ChainResult } from '../../verify/core/chains/chain-summary.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { printable, renderResult } from '../../verify/core/results/render.js';
import { parseNamed, readDocument, writeWhole } from '../keys/files.js';
import type { SessionEvidence } from './session.js';

/** The four files of a packet. */
export interface PacketFiles {
  readonly packet: AuditPacket;
  readonly packetText: string;
  readonly summaryText: string;
  readonly evidenceText: string;
  readonly verifierText: string;
}

/** The posture object of a file the user named, or what is said where nobody probed. Throws FormatError. */
export function readPosture(path: string | undefined): AuditPacket['posture'] {
  if (path === undefined) return UNPROBED_POSTURE;
  const text = readDocument(path, LIMITS.linkBytes);
  return parseNamed(path, text, () => parseGoJson(PACKET_POSTURE, text));
}

function verifierOf({ verdict, facts, checks }: ChainResult): AuditPacket['verifier'] {
  const word = { valid: 'valid', unpinned: 'self_consistent_only', invalid: 'invalid', discontinuous: 'invalid' }[
    verdict
  ];
  const fault = checks.find(({ status }) => status === 'fail');
  return {
    verdict: word,
    trusted: word === 'valid',
    receipt_count: facts.receiptCount,
    ...(facts.rootHash === '' ? {} : { root_hash: `sha256:${facts.rootHash}`, final_seq: facts.finalSeq }),
    ...(word === 'valid' ? { signer_key: facts.signerKeys.at(-1) ?? '' } : {}),
    output_file: 'verifier.txt',
    ...(fault === undefined ? {} : { error: `${fault.code}: ${fault.message}` }),
  };
}

/** Makes a packet from evidence that was read and verified. Pure: no clock, no files. */
export function assemblePacket(
  { text, outcome, receipts }: SessionEvidence,
  run: Partial<AuditPacket['run']> & { readonly provider: string },
  posture: AuditPacket['posture'],
  agent: string | undefined,
): PacketFiles {
  const { result } = outcome;
  const { facts } = result;
  const actors = receipts.map(({ receipt }) => receipt.action_record);
  const actor = actors.find(({ session_control: control }) => control === undefined)?.actor;
  const times = {
    started_at: facts.startTime,
    ...(facts.runState === 'closed' ? { completed_at: facts.endTime } : {}),
  };
  if (facts.startTime === '') throw new UsageError('the session holds no receipt to make a packet of');
  const { packet, text: packetText } = buildAuditPacket({
    receipts: receipts.map(({ receipt, hash }) => ({ record: receipt.action_record, hash })),
    run: { agent_identity: agent ?? actor ?? 'unknown', ...times, ...run },
    verifier: verifierOf(result),
    posture,
    generatedAt: facts.endTime,
    packetId: `ap-${facts.rootHash.slice(0, 32)}`,
  });
  const verifierText = renderResult({ kind: 'chain', form: 'recorder', result });
  return { packet, packetText, summaryText: renderSummary(packet), evidenceText: text, verifierText };
}

/** Untrusted text in a table cell: no markup, no line break, no cell border. */
function cell(text: string): string {
  return `\`${printable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

function renderSummary({ run, summary, verifier, posture, policy }: AuditPacket): string {
  const rows: [string, string][] = [
    ['Agent', cell(run.agent_identity)],
    ['From', run.started_at],
    ['To', run.completed_at ?? 'not closed'],
    ['Verdict of the verifier', verifier.verdict],
    ['Signer', verifier.signer_key ?? 'nobody pinned a key'],
    ['Receipts', String(summary.receipt_count)],
    ...Object.entries(summary.totals).map(([name, count]): [string, string] => [`- ${name}`, String(count)]),
    ['Policies', policy.policy_hashes.map(cell).join(' ')],
    ['Hosts', (summary.domains_touched ?? []).slice(0, 50).map(cell).join(' ')],
    ['Enforcement', cell(posture.enforcement_mode)],
    ['Not covered', posture.unsupported_paths.map(cell).join(' ')],
  ];
  return [
    '# Audit packet',
    '',
    'Nothing signs this page or packet.json. Verify evidence.jsonl with the public key of the signer, which you have from',
    'elsewhere: `pipelock-verify FOLDER --key HEX`.',
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n');
}

/** Writes the four files into a new or empty folder; packet.json comes last, so that a folder with it is whole. */
export function writePacket(folder: string, files: PacketFiles): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new UsageError(`${folder} is not empty`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeWhole(join(folder, 'evidence.jsonl'), files.evidenceText, 0o644);
  writeWhole(join(folder, 'verifier.txt'), files.verifierText, 0o644);
  writeWhole(join(folder, 'summary.md'), files.summaryText, 0o644);
  writeWhole(join(folder, 'packet.json'), files.packetText, 0o644);
}
