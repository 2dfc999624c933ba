// SPDX-License-Identifier: Apache-2.0
import { compareCodePoints } from '../canonical/text.js';
import { PACKET_VERDICTS, type AuditPacket, type DisplayReceipt } from './audit-packet.js';
import type { ActionRecord } from './receipt/action-receipt.js';

/** What a packet says about its receipts, counted from the receipts themselves. */
export function createPacketTally() {
  const records = new Map<string, ActionRecord>();
  const totals = Object.fromEntries(PACKET_VERDICTS.map((name) => [name, 0])) as Record<string, number>;
  return {
    add: (record: ActionRecord, hash: string): void => {
      records.set(hash, record);
      const name = Object.hasOwn(totals, record.verdict) ? record.verdict : 'other';
      totals[name] = (totals[name] as number) + 1;
    },
    totals: (): AuditPacket['summary']['totals'] => totals as AuditPacket['summary']['totals'],
    /** Sorted, unique. */
    policyHashes: (): readonly string[] => {
      const hashes = new Set([...records.values()].map(({ policy_hash: hash }) => hash));
      return [...hashes].filter((hash) => hash !== '').sort(compareCodePoints);
    },
    /** A receipt by its hash: what a display copy may show of it, with empty text for what the record leaves out. */
    find: (hash: string): DisplayReceipt | undefined => {
      const record = records.get(hash);
      if (record === undefined) return undefined;
      const { action_id, chain_seq, chain_prev_hash, verdict, policy_hash, timestamp, action_type, transport } = record;
      const { method = '', layer = '', pattern = '', severity = '' } = record;
      const named = {
        action_id,
        receipt_hash: hash,
        chain_seq: Number(chain_seq),
        chain_prev_hash,
        verdict,
        policy_hash,
      };
      return { ...named, timestamp, action_type, transport, method, layer, pattern, severity };
    },
  };
}

export type PacketTally = ReturnType<typeof createPacketTally>;
