// SPDX-License-Identifier: Apache-2.0
import { attempt, checksOf, concludeDocument, type Check, type DocumentResult, type FormOptions } from '../form.js';
import { readStatement, STATEMENT_FORM } from './statement.js';

/** Digests of files the relying party holds, by the name that the statement uses. */
export type HeldDigests = ReadonlyMap<string, string>;

/** Verifies a statement (untrusted text), and that the files at hand are the ones it is about. */
export async function verifyStatement(
  text: string,
  options: FormOptions,
  held: HeldDigests = new Map(),
): Promise<DocumentResult> {
  const { checks, claimed } = await STATEMENT_FORM.verify(text, options);
  const read = attempt(() => readStatement(text).statement.subject);
  const subjects = 'value' in read ? read.value : [];
  const judged = subjects.map(({ name, digest }): Check => {
    const { judge, skip } = checksOf(name);
    const found = held.get(name);
    if (found === undefined) return skip('subject', 'the file was not given');
    const good = `${name}: these are the bytes the statement is about`;
    return judge('subject', found === digest.sha256, good, 'other bytes than the statement is about');
  });
  // One check for each subject, in their order.
  const first = checks.findIndex(({ code }) => code === 'subject');
  const all = [...checks.slice(0, first), ...judged, ...checks.slice(first + judged.length)];
  return concludeDocument({ checks: judged.length === 0 ? checks : all, claimed }, options.trust);
}
