// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tallyReceipts, type TalliedRecord } from '../../evidence/attest/posture-capsule.js';
import type { RecorderSummary } from '../../evidence/attest/posture-capsule.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readLineBatches } from '../../verify/node/read.js';
import { verifyPath } from '../../verify/node/verify-path.js';

export interface Recorded {
  readonly summary: RecorderSummary;
  /** Whether there is a record and it verifies under the keys. */
  readonly verified: boolean;
  /** Why nothing was counted. */
  readonly problem?: string;
}

const NOTHING: RecorderSummary = { receipt_count: 0, scanner_verdict: null };

/**
 * Counts what is recorded in an evidence folder, as far as it verifies under these keys. A folder in which anything
 * fails counts for nothing: a number out of it would be signed as if it were known.
 */
export async function summarizeRecorded(dir: string | undefined, keys: readonly string[]): Promise<Recorded> {
  if (dir === undefined) return { summary: NOTHING, verified: false, problem: 'the configuration records nothing' };
  if (!existsSync(dir)) return { summary: NOTHING, verified: false, problem: `${dir}: nothing was recorded yet` };
  const outcome = await verifyPath(dir, { trust: createTrustRoot({ keys }), workers: 0 });
  if (outcome.kind !== 'directory')
    return { summary: NOTHING, verified: false, problem: `${dir} is no evidence folder` };
  const { verdict, chains } = outcome.result;
  // A discontinuity is a crash that was sealed and signed: what stands on both sides of it is sound.
  if (verdict !== 'valid' && verdict !== 'discontinuous') {
    return {
      summary: NOTHING,
      verified: false,
      problem: `the record does not verify (${verdict}): see pipelock-verify ${dir}`,
    };
  }
  const verifiedEntries = new Map(chains.map(({ facts }) => [facts.session, facts.entryCount]));
  return { summary: tallyReceipts(await readRecords(dir, verifiedEntries)), verified: true };
}

/** The receipts of the entries that were verified; what a running proxy added since then is left out. */
async function readRecords(dir: string, verified: ReadonlyMap<string, number>): Promise<readonly TalliedRecord[]> {
  const names = (await readdir(dir)).filter((name) => name.startsWith('evidence-') && name.endsWith('.jsonl')).sort();
  const records: TalliedRecord[] = [];
  for (const name of names) {
    for (const { lines } of readLineBatches(join(dir, name))) {
      for (const line of lines) {
        const { type, session_id, seq, detail } = parseEntryLine(line);
        if (type !== 'action_receipt' || seq >= BigInt(verified.get(session_id) ?? 0)) continue;
        records.push(parseActionReceipt(detail).receipt.action_record);
      }
    }
  }
  return records;
}
