// SPDX-License-Identifier: Apache-2.0
import { parseCheckpoint, type SignedCheckpoint } from '../../../evidence/log/checkpoint.js';
import { checkNote, ED25519 } from '../../../evidence/log/note.js';
import { attempt, checksOf, type Check, type CheckStatus, type FormOptions } from '../form.js';

/**
 * Judges the signature of a checkpoint (untrusted text). A key of the evidence is never used. What rests on it passes only
 * when it is `trusted`: signed by a key that the relying party named.
 */
export async function judgeCheckpoint(text: string, subject: string, { trust, suite }: FormOptions) {
  const judged = (status: CheckStatus, message: string, head?: SignedCheckpoint) => ({
    head,
    trusted: status === 'pass',
    checks: [checksOf(subject).check(status, 'log_checkpoint', message)],
  });
  const parsed = attempt(() => parseCheckpoint(text));
  if ('fault' in parsed) return judged('fail', parsed.fault.message);
  const head = parsed.value;
  const named = `${subject}: ${head.origin}, ${head.size} leaves`;
  const keys = trust.log.keys.filter(({ name = head.origin }) => name === head.origin);
  if (trust.log.keys.length === 0) return judged('not_checked', `${named}, no log key was given`, head);
  const answers = new Set<string>();
  for (const { publicKey } of keys) {
    answers.add(await checkNote(head.note, { name: head.origin, type: ED25519, publicKey }, suite));
  }
  if (answers.has('invalid')) return judged('fail', `${named}, the signature of the log does not hold`, head);
  if (answers.has('valid')) return judged('pass', `${named}, signed by the pinned log key`, head);
  return judged('fail', `${named}, not signed by a pinned log key`, head);
}

/** How many of the named witnesses cosigned one of these checkpoints. Each of them must be of the log that is judged. */
async function witnessCheck(heads: readonly SignedCheckpoint[], subject: string, { trust, suite }: FormOptions) {
  const { witnesses, threshold } = trust.log;
  const { skip, fail, judge } = checksOf(subject);
  const code = 'log_witness';
  if (witnesses.length === 0) {
    return skip(code, 'no witness was named: a log that shows others another history is not excluded');
  }
  // Two names of one key are one witness.
  const cosigned = new Set<string>();
  for (const witness of witnesses) {
    for (const { note } of heads) {
      const answer = await checkNote(note, witness, suite);
      if (answer === 'invalid') return fail(code, `the cosignature of ${witness.name} does not hold`);
      if (answer === 'valid') cosigned.add(witness.publicKey.join());
    }
  }
  const message = `${cosigned.size} of ${witnesses.length} witnesses cosigned, ${threshold} needed`;
  return judge(code, cosigned.size >= threshold, message, message);
}

/** A checkpoint that could be read, and whether it is signed by a trusted key. */
export interface Head {
  readonly head: SignedCheckpoint;
  readonly trusted: boolean;
}

/**
 * What the history of a log comes to: whether it goes on from the reader's older checkpoint, which `begins` tells by the
 * means at hand, and how many witnesses cosigned either.
 */
export async function historyChecks(
  { head, trusted }: Head,
  subject: string,
  options: FormOptions,
  begins: (older: SignedCheckpoint) => boolean,
): Promise<Check[]> {
  const { check, fail } = checksOf(subject);
  const code = 'log_consistency';
  const { checkpoint } = options.trust.log;
  if (checkpoint === undefined) return [await witnessCheck([head], subject, options)];
  const { head: older, checks } = await judgeCheckpoint(checkpoint, 'older checkpoint', options);
  if (older === undefined) return checks;
  const leaves = `the ${older.size} leaves of the older checkpoint`;
  const faults: readonly (readonly [boolean, string])[] = [
    [older.origin !== head.origin, `the older checkpoint is of another log, ${older.origin}`],
    [older.size > head.size, `the log had ${older.size} leaves and has ${head.size}: it was cut back`],
    [!begins(older), `the log does not begin with ${leaves}: history was changed, or the proof is about another tree`],
  ];
  const fault = faults.find(([broken]) => broken)?.[1];
  if (fault !== undefined) return [...checks, fail(code, fault), await witnessCheck([head], subject, options)];
  const goesOn = check(trusted ? 'pass' : 'not_checked', code, `the log begins with ${leaves}`);
  return [...checks, goesOn, await witnessCheck([head, older], subject, options)];
}
