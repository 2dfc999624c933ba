// SPDX-License-Identifier: Apache-2.0
import { writeGoJson } from '../canonical/go-words.js';
import { indentJson } from '../canonical/indent-json.js';
import { canonicalizeJcs } from '../canonical/jcs.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { compareCodePoints } from '../canonical/text.js';
import { AUDIT_PACKET_SCHEMA, AUDIT_PACKET_STRUCT, parseAuditPacket, type AuditPacket } from '../model/audit-packet.js';
import { createPacketTally } from '../model/packet-tally.js';
import type { ActionRecord } from '../model/receipt/action-receipt.js';

export interface CountedReceipt {
  readonly record: ActionRecord;
  readonly hash: string;
}

/** What a packet is made of. Everything comes from the record or from the caller; there is no clock here. */
export interface PacketParts {
  readonly receipts: readonly CountedReceipt[];
  readonly run: AuditPacket['run'];
  /** Beside the hashes, which come from the receipts. */
  readonly policy?: Omit<AuditPacket['policy'], 'policy_hashes'>;
  readonly verifier: AuditPacket['verifier'];
  readonly posture: AuditPacket['posture'];
  /** Time and id come from the evidence, so that the same evidence gives the same packet. */
  readonly generatedAt: string;
  readonly packetId: string;
}

/** What is said where nobody has looked: a proxy that was offered, on a host that nothing is known of. */
export const UNPROBED_POSTURE: AuditPacket['posture'] = {
  enforcement_mode: 'host_proxy_only',
  runner_os: 'unknown',
  raw_socket_status: 'unknown',
  docker_socket_status: 'unknown',
  dns_udp_status: 'unknown',
  browser_proxy_status: 'unknown',
  websocket_frame_scanning: 'off',
  unsupported_paths: ['direct-egress', 'websocket'],
};

function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].filter((name) => name !== '').sort(compareCodePoints);
}

function counts(names: readonly string[]): Record<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return Object.fromEntries(sorted(found.keys()).map((name) => [name, found.get(name) ?? 0]));
}

/** The host of a target, of the protocols whose targets name one. */
function hostOf({ target }: ActionRecord): string {
  return /^(?:https?|wss?):/.test(target) && URL.canParse(target) ? new URL(target).hostname : '';
}

/** Makes the text of `packet.json`: sorted members, two spaces. Throws FormatError when the parts break its rules. */
export function buildAuditPacket(parts: PacketParts): { readonly packet: AuditPacket; readonly text: string } {
  const tally = createPacketTally();
  for (const { record, hash } of parts.receipts) tally.add(record, hash);
  const records = parts.receipts.map(({ record }) => record);
  const made: AuditPacket = {
    schema_version: AUDIT_PACKET_SCHEMA,
    packet_id: parts.packetId,
    generated_at: parts.generatedAt,
    run: parts.run,
    policy: { ...parts.policy, policy_hashes: tally.policyHashes() },
    summary: {
      receipt_count: records.length,
      totals: tally.totals(),
      transports: counts(records.map(({ transport }) => transport)),
      layers: counts(records.map(({ verdict, layer }) => (verdict === 'block' ? (layer ?? '') : ''))),
      domains_touched: sorted(records.map(hostOf)),
    },
    verifier: parts.verifier,
    posture: parts.posture,
    artifacts: { packet: 'packet.json', summary: 'summary.md', evidence: 'evidence.jsonl', verifier: 'verifier.txt' },
  };
  const text = indentJson(canonicalizeJcs(parseStrictJson(writeGoJson(AUDIT_PACKET_STRUCT, made)), 'sorted_go'));
  return { packet: parseAuditPacket(text), text };
}
