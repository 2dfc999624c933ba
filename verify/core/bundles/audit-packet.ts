// SPDX-License-Identifier: Apache-2.0
import { toCanonicalTime } from '../../../evidence/canonical/go-text.js';
import { parsePublicKeyText } from '../../../evidence/crypto/key-text.js';
import { displayReceipts, parseAuditPacket, type AuditPacket } from '../../../evidence/model/audit-packet.js';
import { createPacketTally, type PacketTally } from '../../../evidence/model/packet-tally.js';
import { parseActionReceipt } from '../../../evidence/model/receipt/action-receipt.codec.js';
import { readEntryLine } from '../../../evidence/model/recorder-entry.codec.js';
import { verifyChain } from '../chains/chain.js';
import { attempt, concludeDocument, type Check, type EvidenceTree, type FormOptions, type TreeForm } from '../form.js';
import { checksOf, claimsOf, readPart } from '../form.js';
import type { ChainFacts } from '../chains/chain-summary.js';
import { splitLines } from '../input/lines.js';

/** A packet holds the run of one agent; a longer record belongs into an evidence folder. */
const MAX_EVIDENCE_BYTES = 64 << 20;
/** Faults of one kind that are listed. */
const SHOWN = 8;
const PACKET = 'packet.json';
const { pass, fail, skip, judge } = checksOf(PACKET);

function countReceipts(lines: readonly string[], { suite }: FormOptions): PacketTally {
  const tally = createPacketTally();
  for (const line of lines) {
    const { entry, receipt: read } = readEntryLine(line);
    if (entry.type !== 'action_receipt') continue;
    const { receipt, receiptText } = read ?? parseActionReceipt(entry.detail);
    tally.add(receipt.action_record, suite.sha256Hex(receiptText));
  }
  return tally;
}

/** Version 1 receipts write hashes bare, packets often with the name of the algorithm; a time has many spellings. */
function bare(value: unknown): string {
  const text = String(value);
  return toCanonicalTime(text) ?? text.replace(/^sha256:/, '');
}

/** The packet's numbers against those of the receipts. */
function summaryChecks(packet: AuditPacket, tally: PacketTally, { signerKeys }: ChainFacts): Check[] {
  const totals = Object.entries(tally.totals());
  const wrong = totals.filter(([name, count]) => packet.summary.totals[name as 'allow'] !== count);
  const [said, found] = [packet.policy.policy_hashes, tally.policyHashes()].map((list) =>
    JSON.stringify(list.map(bare).sort()),
  );
  const strange = displayReceipts(packet).filter((shown) => {
    const receipt = tally.find(bare(shown['receipt_hash']));
    const { signer_key: key } = shown;
    if (receipt === undefined || (typeof key === 'string' && !isOneOf(key, signerKeys))) return true;
    return Object.entries(receipt).some(([name, value]) => name in shown && bare(shown[name]) !== bare(value));
  });
  const others = 'the receipts name other policies';
  const counted = wrong.map(([name, count]) => `${name} ${count}`).join(', ');
  return [
    judge('totals', counted === '', 'the totals are those of the receipts', `the receipts come to ${counted}`),
    judge('policy_hashes', said === found, 'the policies are those of the receipts', others),
    ...strange
      .slice(0, SHOWN)
      .map((shown) => fail('receipts', `copy ${bare(shown['chain_seq'])} is not as in the evidence`)),
  ];
}

/** A producer writes the key as hex digits or as the text of a key file. */
function isOneOf(text: string, known: readonly string[]): boolean {
  const key = attempt(() => parsePublicKeyText(text));
  return 'value' in key && known.includes(key.value);
}

/** What the producer's own verifier claims, against what was found here. */
function verifierCheck({ verifier }: AuditPacket, facts: ChainFacts): Check {
  const { root_hash: root, final_seq: seq, receipt_count: count, signer_key: key } = verifier;
  const differs = [
    root !== undefined && bare(root) !== facts.rootHash ? 'root_hash' : '',
    seq !== undefined && seq !== facts.finalSeq ? 'final_seq' : '',
    count !== undefined && count !== facts.receiptCount ? 'receipt_count' : '',
    key !== undefined && !isOneOf(key, facts.signerKeys) ? 'signer_key' : '',
  ].filter((name) => name !== '');
  const claim = `the producer says ${verifier.verdict}`;
  return judge('verifier_claims', differs.length === 0, claim, `${claim}, but differs in ${differs.join(', ')}`);
}

const LIFECYCLE: Readonly<Record<ChainFacts['runState'], Check>> = {
  closed: pass('lifecycle', 'COMPLETE: closed by a signed session_close'),
  open: skip('lifecycle', 'LIMITED (abnormal_end): no session_close'),
  none: skip('lifecycle', 'LIMITED (no_run_records): nothing says where the run begins and ends'),
};

function fileChecks({ paths }: EvidenceTree, { artifacts, verifier }: AuditPacket): Check[] {
  const { evidence, packet } = artifacts;
  const open = [...new Set([...Object.values(artifacts), verifier.output_file ?? packet])].filter(
    (path) => path !== evidence,
  );
  const missing = open.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`);
  const loose = [...new Set([...open, ...paths])].filter((path) => path !== evidence);
  const rest = loose.length > SHOWN ? ` and ${loose.length - SHOWN} more files` : '';
  return [
    judge('packet_path', packet === PACKET, 'it names itself', `it calls itself ${packet}`),
    ...missing.map((message) => fail('artifact_missing', message)),
    skip('unprotected_files', `no signature covers ${loose.slice(0, SHOWN).join(', ')}${rest}`),
  ];
}

/** An audit packet: its own rules, then the evidence beside it verified anew under keys the relying party brings. */
export const AUDIT_PACKET_FORM: TreeForm = {
  kind: 'audit_packet',
  // A packet put into an evidence folder must not narrow what is verified there to the run it names.
  matches: ({ paths }) => {
    return Promise.resolve(paths.includes(PACKET) && !paths.some((path) => /^(?:evidence|chain-link)-/.test(path)));
  },
  verify: async (tree, options) => {
    const refused = tree.refused.slice(0, SHOWN).map(({ path, reason }) => fail('path_refused', `${path}: ${reason}`));
    const parsed = await readPart(tree, PACKET, parseAuditPacket);
    if ('fault' in parsed) {
      return concludeDocument({ checks: [...refused, fail('format', parsed.fault.message)] }, options.trust);
    }
    const packet = parsed.value;
    const form = [...refused, pass('format', 'audit packet v0; its numbers agree'), ...fileChecks(tree, packet)];
    const claimed = claimsOf({ ...packet.run, generated_at: packet.generated_at, ...packet.posture });
    const evidence = await tree.bytes(packet.artifacts.evidence, MAX_EVIDENCE_BYTES);
    if ('code' in evidence) {
      const unreadable = fail('evidence', `${packet.artifacts.evidence}: ${evidence.message}`);
      return concludeDocument({ checks: [...form, unreadable], claimed }, options.trust);
    }
    const batches = [...splitLines([evidence], false)];
    const chain = await verifyChain('recorder', batches, { trust: options.trust, suite: options.suite });
    const { facts, notAsserted } = chain;
    // Lines that do not parse have failed above; what they would add up to is of no interest.
    const lines = batches.flatMap((batch) => batch.lines);
    const counted = attempt(() => summaryChecks(packet, countReceipts(lines, options), facts));
    const derived = 'value' in counted ? counted.value : [];
    const checks = [...form, LIFECYCLE[facts.runState], verifierCheck(packet, facts), ...derived, ...chain.checks];
    const outcome = { receipts: facts.receiptCount, root_hash: facts.rootHash };
    return concludeDocument({ checks, claimed, notAsserted, outcome }, options.trust);
  },
};
