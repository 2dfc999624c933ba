// SPDX-License-Identifier: Apache-2.0
import { parseCheckpoint, type SignedCheckpoint } from '../../../evidence/log/checkpoint.js';
import { checkNote, ED25519 } from '../../../evidence/log/note.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { attempt } from '../format-fault.js';
import type { Check, CheckStatus } from '../result.js';
import type { LogTrust } from './log-trust.js';

export type LogCheckCode = Extract<Check['code'], `log_${string}`>;

/** A check about a log. Codes are those of folders, so that a proof and a folder say the same. */
export function logCheck(code: LogCheckCode, status: CheckStatus, subject: string, message: string): Check {
  return { code, status, subject, message };
}

/**
 * Judges the signature of a checkpoint (untrusted text). A key of the evidence is never used. What rests on it passes only
 * when it is `trusted`: signed by a key that the relying party named.
 */
export async function judgeCheckpoint(text: string, subject: string, trust: LogTrust, suite: CryptoSuite) {
  const judged = (status: CheckStatus, message: string, head?: SignedCheckpoint) => ({
    head,
    trusted: status === 'pass',
    checks: [logCheck('log_checkpoint', status, subject, message)],
  });
  const parsed = attempt(() => parseCheckpoint(text));
  if ('fault' in parsed) return judged('fail', parsed.fault.message);
  const head = parsed.value;
  const named = `${subject}: ${head.origin}, ${head.size} leaves`;
  if (trust.keys.length === 0) return judged('not_checked', `${named}, no log key was given`, head);
  let found = 'absent';
  for (const { name, publicKey } of trust.keys) {
    if (name !== undefined && name !== head.origin) continue;
    const answer = await checkNote(head.note, { name: head.origin, type: ED25519, publicKey }, suite);
    if (answer !== 'absent') found = answer;
    if (answer === 'invalid') break;
  }
  if (found === 'valid') return judged('pass', `${named}, signed by the pinned log key`, head);
  const message = found === 'invalid' ? 'the signature of the log does not hold' : 'not signed by a pinned log key';
  return judged('fail', `${named}, ${message}`, head);
}

export type JudgedCheckpoint = Readonly<Awaited<ReturnType<typeof judgeCheckpoint>>>;

/** How many of the named witnesses cosigned one of these checkpoints. Each of them must be of the log that is judged. */
export async function judgeWitnesses(
  heads: readonly SignedCheckpoint[],
  subject: string,
  trust: LogTrust,
  suite: CryptoSuite,
): Promise<Check> {
  const { witnesses, threshold } = trust;
  const judged = (status: CheckStatus, message: string): Check => logCheck('log_witness', status, subject, message);
  if (witnesses.length === 0) {
    return judged('not_checked', 'no witness was named: a log that shows others another history is not excluded');
  }
  // Two names of one key are one witness.
  const cosigned = new Set<string>();
  for (const witness of witnesses) {
    for (const { note } of heads) {
      const answer = await checkNote(note, witness, suite);
      if (answer === 'invalid') return judged('fail', `the cosignature of ${witness.name} does not hold`);
      if (answer === 'valid') cosigned.add(witness.publicKey.join());
    }
  }
  const status = cosigned.size >= threshold ? 'pass' : 'fail';
  return judged(status, `${cosigned.size} of ${witnesses.length} witnesses cosigned, ${threshold} needed`);
}
