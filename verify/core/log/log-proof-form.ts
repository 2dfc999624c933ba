// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { SignedCheckpoint } from '../../../evidence/log/checkpoint.js';
import { createTreeHasher, type TreeHasher } from '../../../evidence/log/hash.js';
import { parseLogProof, provedLeafText, type LogProof } from '../../../evidence/log/log-proof.js';
import { checkConsistency, checkInclusion } from '../../../evidence/log/proof-check.js';
import { concludeDocument, type DocumentForm, type FormOptions } from '../form.js';
import { attempt } from '../format-fault.js';
import type { Check } from '../result.js';
import { judgeCheckpoint, judgeWitnesses, logCheck, type JudgedCheckpoint } from './checkpoint-checks.js';
import { NO_LOG_TRUST } from './log-trust.js';
import { judgeTimeStamp } from './time-stamp.js';

const SUBJECT = 'log_proof';

function inclusionCheck(
  proof: LogProof,
  { head, trusted }: JudgedCheckpoint,
  subject: string,
  hasher: TreeHasher,
): Check[] {
  if (head === undefined) return [];
  const leaf = hasher.leaf(utf8Encode(provedLeafText(proof)));
  const place = { index: proof.index, size: head.size };
  const held = checkInclusion(place, leaf, proof.inclusion, head.root, hasher);
  const where = `leaf ${proof.index} of ${head.size} in ${head.origin}`;
  const what = `${proof.kind} ${proof.digest}`;
  if (!held) return [logCheck('log_inclusion', 'fail', subject, `${what} is not ${where}`)];
  // Anybody can make a tree and prove things about it.
  return [logCheck('log_inclusion', trusted ? 'pass' : 'not_checked', subject, `${what} is ${where}`)];
}

function consistencyCheck(
  proof: LogProof,
  head: SignedCheckpoint,
  older: SignedCheckpoint,
  hasher: TreeHasher,
): readonly ['pass' | 'fail', string] {
  if (older.origin !== head.origin) return ['fail', `the older checkpoint is of another log, ${older.origin}`];
  if (older.size > head.size) return ['fail', `the log had ${older.size} leaves and has ${head.size}: it was cut back`];
  const leaves = `the ${older.size} leaves of the older checkpoint`;
  const { fromSize, proof: hashes } = proof.consistency ?? { fromSize: head.size, proof: [] };
  if (fromSize !== older.size) return ['fail', `the proof does not begin at the ${older.size} leaves of the older one`];
  if (checkConsistency(older, head, hashes, hasher)) return ['pass', `the tree begins with ${leaves}`];
  return ['fail', `the tree does not begin with ${leaves}: history was changed`];
}

async function stampCheck(
  { timeStamp, checkpoint, kind }: LogProof,
  authorities: readonly Uint8Array[],
  subject: string,
  suite: CryptoSuite,
): Promise<Check[]> {
  if (timeStamp === undefined) return [];
  const { status, message } = await judgeTimeStamp(timeStamp, utf8Encode(checkpoint), authorities, suite);
  const said = status === 'fail' ? message : `the checkpoint, and the ${kind} in its tree, ${message}`;
  return [logCheck('log_timestamp', status, subject, said)];
}

/** Verifies a proof (untrusted) under the log keys that the reader brought along. */
export async function verifyLogProof(
  proof: LogProof,
  { trust, suite }: FormOptions,
  subject = SUBJECT,
): Promise<readonly Check[]> {
  const { log = NO_LOG_TRUST } = trust;
  const hasher = createTreeHasher(suite);
  const judged = await judgeCheckpoint(proof.checkpoint, subject, log, suite);
  const checks = [
    ...judged.checks,
    ...inclusionCheck(proof, judged, subject, hasher),
    ...(await stampCheck(proof, log.authorities ?? [], subject, suite)),
  ];
  const { head } = judged;
  if (head === undefined) return checks;
  if (log.checkpoint === undefined) {
    checks.push(logCheck('log_consistency', 'not_checked', subject, 'no older checkpoint was given to compare with'));
    return [...checks, await judgeWitnesses([head], subject, log, suite)];
  }
  const older = await judgeCheckpoint(log.checkpoint, 'older checkpoint', log, suite);
  checks.push(...older.checks);
  if (older.head === undefined) return checks;
  const [status, message] = consistencyCheck(proof, head, older.head, hasher);
  const shown = status === 'pass' && !judged.trusted ? 'not_checked' : status;
  checks.push(logCheck('log_consistency', shown, subject, message));
  const heads = status === 'pass' ? [head, older.head] : [head];
  return [...checks, await judgeWitnesses(heads, subject, log, suite)];
}

/** A proof that a receipt or an assessment is in a log. Pinned means: a log key was given. */
export const LOG_PROOF_FORM: DocumentForm = {
  kind: 'log_proof',
  matches: (members) => {
    const named = members.has('receipt_sha256') || members.has('manifest_sha256');
    return named && members.has('inclusion') && members.has('checkpoint');
  },
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
