// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../../../evidence/canonical/text.js';
import { createTreeHasher } from '../../../evidence/log/hash.js';
import { parseLogProof, PROVED_KINDS, type LogProof } from '../../../evidence/log/log-proof.js';
import { checkConsistency, checkInclusion } from '../../../evidence/log/proof-check.js';
import { checksOf, documentForm, type Check, type FormOptions } from '../form.js';
import { historyChecks, judgeCheckpoint, type Head } from './checkpoint-checks.js';
import { judgeTimeStamp } from './time-stamp.js';

const SUBJECT = 'log_proof';

function inclusionCheck(proof: LogProof, { head, trusted }: Head, subject: string, { suite }: FormOptions): Check {
  const { check, fail } = checksOf(subject);
  const hasher = createTreeHasher(suite);
  const leaf = hasher.leaf(utf8Encode(PROVED_KINDS[proof.kind].leafText(proof.digest)));
  const place = { index: proof.index, size: head.size };
  const held = checkInclusion(place, leaf, proof.inclusion, head.root, hasher);
  const where = `leaf ${proof.index} of ${head.size} in ${head.origin}`;
  const what = `${proof.kind} ${proof.digest}`;
  if (!held) return fail('log_inclusion', `${what} is not ${where}`);
  // Anybody can make a tree and prove things about it.
  return check(trusted ? 'pass' : 'not_checked', 'log_inclusion', `${what} is ${where}`);
}

async function stampChecks(proof: LogProof, subject: string, options: FormOptions): Promise<Check[]> {
  const { timeStamp, checkpoint, kind } = proof;
  if (timeStamp === undefined) return [];
  const { status, message } = await judgeTimeStamp(timeStamp, utf8Encode(checkpoint), options);
  const said = status === 'fail' ? message : `the checkpoint, and the ${kind} in its tree, ${message}`;
  return [checksOf(subject).check(status, 'log_timestamp', said)];
}

/** Verifies a proof (untrusted) under the log keys that the reader brought along. */
export async function verifyLogProof(proof: LogProof, options: FormOptions, subject = SUBJECT) {
  const { head, trusted, checks } = await judgeCheckpoint(proof.checkpoint, subject, options);
  const stamps = await stampChecks(proof, subject, options);
  if (head === undefined) return [...checks, ...stamps];
  const history = await historyChecks({ head, trusted }, subject, options, (older) => {
    const { fromSize, proof: hashes } = proof.consistency ?? { fromSize: head.size, proof: [] };
    return fromSize === older.size && checkConsistency(older, head, hashes, createTreeHasher(options.suite));
  });
  const alone = checksOf(subject).skip('log_consistency', 'no older checkpoint was given to compare with');
  const compared = options.trust.log.checkpoint === undefined ? [alone, ...history] : history;
  return [...checks, inclusionCheck(proof, { head, trusted }, subject, options), ...stamps, ...compared];
}

/** A proof that a receipt or an assessment is in a log. Pinned means: a log key was given. */
export const LOG_PROOF_FORM = documentForm({
  kind: SUBJECT,
  members: 'schema index inclusion checkpoint',
  read: parseLogProof,
  judge: async (proof, options) => ({
    checks: await verifyLogProof(proof, options),
    pinned: options.trust.log.keys.length > 0,
  }),
});
