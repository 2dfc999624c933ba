// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import type { JsonValue } from '../canonical/json-reader.js';
import type { CryptoSuite } from '../crypto/suite.js';
import { PREDICATES, type Statement, type StatementSubject } from '../model/statement.js';

/** What a verification established about one run. Times are the signer's word. */
export interface RunFacts {
  readonly session: string;
  readonly receiptCount: number;
  readonly finalSeq: bigint;
  readonly rootHash: string;
  readonly entryCount: number;
  readonly entryHead: string;
  readonly signerKeys: readonly string[];
  readonly runNonces: readonly string[];
  readonly runState: 'open' | 'closed' | 'none';
  readonly sealState: 'none' | 'incomplete' | 'unanchored' | 'sealed';
  readonly checkpoints: number;
  readonly startTime: string;
  readonly endTime: string;
}

type Predicate = Statement['predicate'];

function claimedTimes({ startTime, endTime }: RunFacts): Predicate {
  return { first: startTime, last: endTime, proved: false };
}

/** A statement about receipts: how many, under which keys, ending in which root. Subjects are the recorder files. */
export function receiptBatchStatement(run: RunFacts, files: readonly StatementSubject[]): Statement {
  return {
    subject: files,
    predicateType: PREDICATES.receiptBatch,
    predicate: {
      chain: { finalSeq: String(run.finalSeq), rootHash: run.rootHash },
      entries: { count: run.entryCount, headHash: run.entryHead },
      receiptCount: run.receiptCount,
      recordedTimes: claimedTimes(run),
      session: run.session,
      signerKeys: run.signerKeys,
      doesNotAssert: ['completeness', 'wall_clock', 'semantics'],
    },
  };
}

/** A statement about the life of a run: whether it was opened, closed and committed to its end. */
export function sessionStatement(run: RunFacts, files: readonly StatementSubject[]): Statement {
  return {
    subject: files,
    predicateType: PREDICATES.session,
    predicate: {
      checkpoints: run.checkpoints,
      closed: run.runState === 'closed',
      endCommitment: run.sealState,
      opened: run.runState !== 'none',
      recordedTimes: claimedTimes(run),
      runNonces: run.runNonces,
      session: run.session,
      signerKeys: run.signerKeys,
      doesNotAssert: ['completeness', 'wall_clock', 'host_integrity'],
    },
  };
}

/** What a relying party decided by, and when. */
export interface VerificationBasis {
  readonly accepted: boolean;
  /** Keys the relying party pinned, 64 hex digits each. */
  readonly trustedKeys: readonly string[];
  /** RFC 3339 UTC, of the relying party's clock. */
  readonly verifiedAt: string;
  readonly verifierVersion: string;
}

function levelsOf(run: RunFacts, accepted: boolean): string[] {
  if (!accepted) return [];
  return [
    'PIPELOCK_RECEIPTS_UNDER_PINNED_KEY',
    ...(run.runState === 'closed' ? ['PIPELOCK_RUN_CLOSED'] : []),
    ...(run.sealState === 'sealed' ? ['PIPELOCK_END_COMMITTED'] : []),
  ];
}

/** A SLSA Verification Summary: that somebody verified these files, under which keys, and how it came out. */
export function verificationSummary(
  run: RunFacts,
  files: readonly StatementSubject[],
  basis: VerificationBasis,
  suite: CryptoSuite,
): Statement {
  const policy: JsonValue = { schema: 'pipelock.verification-policy.v1', trustedKeys: [...basis.trustedKeys].sort() };
  return {
    subject: files,
    predicateType: PREDICATES.verificationSummary,
    predicate: {
      policy: {
        digest: { sha256: suite.sha256Hex(canonicalizeJcsValue(policy, 'rfc8785')) },
        uri: 'urn:pipelock:verification-policy:v1',
      },
      resourceUri: `urn:pipelock:session:${encodeURIComponent(run.session)}`,
      timeVerified: basis.verifiedAt,
      verificationResult: basis.accepted ? 'PASSED' : 'FAILED',
      verifiedLevels: levelsOf(run, basis.accepted),
      verifier: { id: 'urn:pipelock:verifier', version: { pipelock: basis.verifierVersion } },
    },
  };
}
