// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { SignedCheckpoint } from '../../../evidence/log/checkpoint.js';
import { createTreeHasher, type TreeHasher } from '../../../evidence/log/hash.js';
import { receiptLeafText } from '../../../evidence/log/leaf.js';
import { parseLogProof, type LogProof } from '../../../evidence/log/log-proof.js';
import { checkConsistency, checkInclusion } from '../../../evidence/log/proof-check.js';
import { concludeDocument, type DocumentForm, type FormOptions } from '../form.js';
import { attempt } from '../format-fault.js';
import type { Check } from '../result.js';
import { judgeCheckpoint, judgeWitnesses, logCheck, type JudgedCheckpoint } from './checkpoint-checks.js';
import { NO_LOG_TRUST } from './log-trust.js';
import { judgeTimeStamp } from './time-stamp.js';

const SUBJECT = 'log_proof';

function inclusionCheck(proof: LogProof, { head, trusted }: JudgedCheckpoint, hasher: TreeHasher): Check[] {
  if (head === undefined) return [];
  const leaf = hasher.leaf(utf8Encode(receiptLeafText(proof.receipt)));
  const place = { index: proof.index, size: head.size };
  const held = checkInclusion(place, leaf, proof.inclusion, head.root, hasher);
  const where = `leaf ${proof.index} of ${head.size} in ${head.origin}`;
  if (!held) return [logCheck('log_inclusion', 'fail', SUBJECT, `receipt ${proof.receipt} is not ${where}`)];
  // Anybody can make a tree and prove things about it.
  return [logCheck('log_inclusion', trusted ? 'pass' : 'not_checked', SUBJECT, `receipt ${proof.receipt} is ${where}`)];
}

function consistencyCheck(
  proof: LogProof,
  head: SignedCheckpoint,
  older: SignedCheckpoint,
  hasher: TreeHasher,
): readonly ['pass' | 'fail', string] {
  if (older.origin !== head.origin) return ['fail', `the older checkpoint is of another log, ${older.origin}`];
  if (older.size > head.size) return ['fail', `the log had ${older.size} leaves and has ${head.size}: it was cut back`];
  const { fromSize, proof: hashes } = proof.consistency ?? { fromSize: head.size, proof: [] };
  if (fromSize !== older.size) return ['fail', `the proof does not begin at the ${older.size} leaves of the older one`];
  return checkConsistency(older, head, hashes, hasher)
    ? ['pass', `the tree begins with the ${older.size} leaves of the older checkpoint`]
    : ['fail', `the tree does not begin with the ${older.size} leaves of the older checkpoint: history was changed`];
}

async function stampCheck(
  { timeStamp, checkpoint }: LogProof,
  authorities: readonly Uint8Array[],
  suite: CryptoSuite,
): Promise<Check[]> {
  if (timeStamp === undefined) return [];
  const { status, message } = await judgeTimeStamp(timeStamp, utf8Encode(checkpoint), authorities, suite);
  const said = status === 'fail' ? message : `the checkpoint, and the receipt in its tree, ${message}`;
  return [logCheck('log_timestamp', status, SUBJECT, said)];
}

async function verifyLogProof(proof: LogProof, { trust, suite }: FormOptions): Promise<Check[]> {
  const { log = NO_LOG_TRUST } = trust;
  const hasher = createTreeHasher(suite);
  const judged = await judgeCheckpoint(proof.checkpoint, SUBJECT, log, suite);
  const checks = [
    ...judged.checks,
    ...inclusionCheck(proof, judged, hasher),
    ...(await stampCheck(proof, log.authorities ?? [], suite)),
  ];
  const { head } = judged;
  if (head === undefined) return checks;
  if (log.checkpoint === undefined) {
    checks.push(logCheck('log_consistency', 'not_checked', SUBJECT, 'no older checkpoint was given to compare with'));
    return [...checks, await judgeWitnesses([head], SUBJECT, log, suite)];
  }
  const older = await judgeCheckpoint(log.checkpoint, 'older checkpoint', log, suite);
  checks.push(...older.checks);
  if (older.head === undefined) return checks;
  const [status, message] = consistencyCheck(proof, head, older.head, hasher);
  checks.push(
    logCheck('log_consistency', status === 'pass' && !judged.trusted ? 'not_checked' : status, SUBJECT, message),
  );
  const heads = status === 'pass' ? [head, older.head] : [head];
  return [...checks, await judgeWitnesses(heads, SUBJECT, log, suite)];
}

/** A proof that a receipt is in a log: `pipelock.log-proof.v1`. Pinned means: a log key was given. */
export const LOG_PROOF_FORM: DocumentForm = {
  kind: 'log_proof',
  matches: (members) => members.has('receipt_sha256') && members.has('inclusion') && members.has('checkpoint'),
  verify: async (text, options) => {
    const { trust } = options;
    const pinned = (trust.log?.keys.length ?? 0) > 0;
    const parsed = attempt(() => parseLogProof(text));
    if ('fault' in parsed) {
      return concludeDocument({ checks: [{ ...parsed.fault, status: 'fail', subject: SUBJECT }] }, trust, pinned);
    }
    return concludeDocument({ checks: await verifyLogProof(parsed.value, options) }, trust, pinned);
  },
};
