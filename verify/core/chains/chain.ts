// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import { createCheckLog, type CheckLog } from '../results/check-log.js';
import { summarizeChain, type ChainOutcome, type ChainResult } from './chain-summary.js';
import { checksOf, type Check, type Expectation } from '../form.js';
import { endorsementHolds } from '../folders/links.js';
import type { Shard } from '../folders/plan.js';
import { EvidenceStage } from '../receipts/evidence-stage.js';
import type { FreshnessPolicy } from '../trust/freshness.js';
import { ReceiptStage } from '../receipts/receipt-stage.js';
import { RecorderStage } from './recorder-stage.js';
import { SignatureQueue } from '../trust/signatures.js';
import type { LineBatches } from '../input/source.js';
import { judge, type TrustRoot } from '../trust/trust.js';

/** `receipts`: one bare receipt per line. `recorder`: the recorder's entries, receipts inside. */
export type ChainForm = 'receipts' | 'recorder';

export interface ChainOptions {
  readonly trust: TrustRoot;
  readonly suite: CryptoSuite;
  readonly freshness?: FreshnessPolicy;
  /** Number of recent action ids among which a repetition is a fault. Off when absent. */
  readonly replayWindow?: number;
  /** Session that a recorder file must belong to. */
  readonly session?: string;
  /** Require the transcript root and a signed checkpoint after it. */
  readonly wholeRecorder?: boolean;
  /** With `wholeRecorder`: accept a transcript root without a signed checkpoint after it. */
  readonly allowUnanchoredEnd?: boolean;
  /** What every EvidenceReceipt v2 has to be; with it there has to be one. */
  readonly expect?: Expectation;
}

/** What only a folder knows about one of its runs. */
export interface RunContext {
  /** Keys that a link endorsement has authorised for this run, beside the trust root's. */
  readonly authorisedKeys: readonly string[];
  /** Receipt numbers whose hash a link or seal will be compared with. */
  readonly watch: ReadonlySet<bigint>;
  /** Told the hash of every receipt, in order. */
  readonly onReceipt?: (receiptHash: string) => void;
  /** Endorsements already used elsewhere are judged by the caller. */
  readonly endorsements: readonly RotationEndorsement[];
}

/** What the stages of one verification share. */
export interface ChainParts {
  readonly form: ChainForm;
  readonly options: ChainOptions;
  readonly context: RunContext | undefined;
  readonly log: CheckLog;
  readonly queue: SignatureQueue;
  /** Keys that may sign. While none is pinned, any may. */
  readonly authorised: ReadonlySet<string>;
}

/**
 * Verifies a chain of receipts, bare or inside recorder entries, in one pass and constant memory. Lines are untrusted.
 * Feed lines in order, then `finish` once. Endorsements given in `context` (or the trust root)
 * must already have been checked for their own signature.
 */
export function createChainVerifier(form: ChainForm, options: ChainOptions, context?: RunContext) {
  const { suite, trust } = options;
  const log = createCheckLog();
  const authorised = new Set([...trust.keys, ...(context?.authorisedKeys ?? [])]);
  const queue = new SignatureQueue(suite);
  const parts: ChainParts = { form, options, context, log, queue, authorised };
  const receipts = new ReceiptStage(parts, (): string => recorder.session);
  const evidence = new EvidenceStage({
    ...options,
    queue,
    authorised,
    single: false,
    fail: (code, label, message, at) => log.fail('evidence_receipt_chain', label, `${message} (${code})`, at),
  });
  const recorder = new RecorderStage(parts, receipts, evidence);

  const stage = form === 'recorder' ? recorder : receipts;
  return {
    /**
     * Takes lines in order, waiting for signatures whenever enough of them are under way. `shard` is the file they begin,
     * whose name says which entry comes first.
     */
    feed: async (batches: LineBatches, shard?: Shard): Promise<void> => {
      if (shard !== undefined) recorder.shard(shard);
      for await (const { lines, fault } of batches) {
        for (const line of lines) {
          stage.line(line);
          if (queue.full) await queue.settle();
        }
        if (fault !== undefined) stage.readFault(fault);
      }
    },
    finish: async (): Promise<ChainOutcome> => {
      await queue.finish();
      return summarizeChain({ ...parts, receipts, recorder, evidence });
    },
  };
}

/** Checks the signatures of endorsements once, before any chain leans on them: those that hold, and a check for each other. */
export async function preparedEndorsements(given: readonly RotationEndorsement[], suite: CryptoSuite) {
  const endorsements: RotationEndorsement[] = [];
  const forged: Check[] = [];
  for (const endorsement of given) {
    const { fail } = checksOf(endorsement.session_id);
    if (await endorsementHolds(endorsement, suite)) endorsements.push(endorsement);
    else forged.push(fail('endorsement_invalid', 'the old key did not sign this endorsement'));
  }
  return { endorsements, forged };
}

/** A failed check for each endorsement that nothing used: whoever gave it expected a change of keys. */
export function unusedChecks(given: readonly RotationEndorsement[], used: ReadonlySet<RotationEndorsement>): Check[] {
  const unused = given.filter((endorsement) => !used.has(endorsement));
  return unused.map(({ session_id, new_signer_key: key }) =>
    checksOf(session_id).fail('endorsement_unused', `no key change matches the endorsement of ${key}`),
  );
}

/** Verifies a chain by itself. Forged endorsements and unused ones are faults. */
export async function verifyChain(form: ChainForm, batches: LineBatches, options: ChainOptions): Promise<ChainResult> {
  const { endorsements, forged } = await preparedEndorsements(options.trust.endorsements, options.suite);
  const trust = { ...options.trust, endorsements };
  const verifier = createChainVerifier(form, { ...options, trust });
  await verifier.feed(batches);
  const { result, usedEndorsements } = await verifier.finish();
  const all = [...result.checks, ...forged, ...unusedChecks(endorsements, new Set(usedEndorsements))];
  return { ...result, ...judge(all, trust) };
}
