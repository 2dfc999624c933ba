// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import type { ActionReceipt } from '../../evidence/model/receipt/action-receipt.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import { createChainVerifier } from '../../verify/core/chains/chain.js';
import { planFolder, type FolderPlan } from '../../verify/core/folders/plan.js';
import type { ChainOutcome } from '../../verify/core/chains/chain-summary.js';
import type { ChainResult } from '../../verify/core/chains/chain-summary.js';
import type { LineBatch } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { openEvidenceTree } from '../../verify/node/tree.js';

/** The most that is held in memory of one session; a longer one is verified as a folder, not copied. */
const MAX_SESSION_BYTES = 64 << 20;

export interface SessionReceipt {
  readonly receipt: ActionReceipt;
  readonly hash: string;
}

/** One recorder session of an evidence folder, read once: what was verified is what is used. */
export interface SessionEvidence {
  readonly session: string;
  /** Whole lines in order, each with its line feed. */
  readonly text: string;
  readonly outcome: ChainOutcome;
  /** Empty when the lines do not parse. */
  readonly receipts: readonly SessionReceipt[];
}

export interface SessionRequest {
  readonly folder: string;
  /** May be left out where only one session lies in the folder. */
  readonly session: string | undefined;
  /** Trusted keys, 64 hex digits each. */
  readonly keys: readonly string[];
  /** A receipt number whose hash is asked for. */
  readonly watch?: bigint;
}

function pickRun(plan: FolderPlan, { folder, session }: SessionRequest): FolderPlan['runs'][number] {
  const runs = session === undefined ? plan.runs : plan.runs.filter((run) => run.session === session);
  const [only, second] = runs;
  if (only === undefined)
    throw new VerificationError('session_missing', `${folder}: no evidence of this session was found`);
  if (second !== undefined) {
    const names = runs.slice(0, 5).map((run) => `\n  ${run.session}`);
    throw new UsageError(`several sessions lie in ${folder}; name one with --session${names.join('')}`);
  }
  return only;
}

function readReceipts(lines: readonly string[]): SessionReceipt[] {
  const receipts: SessionReceipt[] = [];
  for (const line of lines) {
    const entry = parseEntryLine(line);
    if (entry.type !== 'action_receipt') continue;
    const { receipt, receiptText } = parseActionReceipt(entry.detail);
    receipts.push({ receipt, hash: nodeSuite.sha256Hex(receiptText) });
  }
  return receipts;
}

/**
 * Reads a session and verifies its chain under the given keys. The folder's content is untrusted: names are not followed
 * out of it. Throws VerificationError `session_missing` or `size_limit`; a chain that does not hold is in the outcome.
 */
export async function readSession(request: SessionRequest): Promise<SessionEvidence> {
  const tree = openEvidenceTree(request.folder);
  const plan = planFolder(tree, request.session);
  const [refused] = plan.findings;
  if (refused !== undefined) throw new VerificationError(refused.kind, `${request.folder}: ${refused.message}`);
  const { session, shards } = pickRun(plan, request);
  const trust = createTrustRoot({ keys: request.keys });
  const watch = new Set(request.watch === undefined ? [] : [request.watch]);
  const context = { authorisedKeys: [], endorsements: [], watch };
  const verifier = createChainVerifier('recorder', { trust, suite: nodeSuite, session }, context);
  const lines: string[] = [];
  let units = 0;
  const keep = async function* (name: string): AsyncGenerator<LineBatch> {
    for await (const batch of tree.lines(name)) {
      for (const line of batch.lines) units += line.length + 1;
      if (units > MAX_SESSION_BYTES) throw new VerificationError('size_limit', `${session} holds more than 64 MiB`);
      lines.push(...batch.lines);
      yield batch;
    }
  };
  for (const shard of shards) await verifier.feed(keep(shard.name), shard);
  const outcome = await verifier.finish();
  const broken = outcome.damage !== undefined || outcome.receiptBroken;
  const text = lines.map((line) => `${line}\n`).join('');
  return { session, text, outcome, receipts: broken ? [] : readReceipts(lines) };
}

/** Throws VerificationError `not_verified` with the first fault unless the chain is valid under trusted keys. */
export function assertValid(session: string, result: ChainResult): void {
  if (result.verdict === 'valid') return;
  const fault = result.checks.find(({ status }) => status === 'fail');
  const reason = fault === undefined ? result.verdict : `${fault.subject}: ${fault.message} (${fault.code})`;
  throw new VerificationError('not_verified', `${session} does not verify: ${reason}`);
}
