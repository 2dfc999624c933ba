// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from '../../../evidence/canonical/text.js';
import { dsseMessage, parseDsse, type DsseEnvelope } from '../../../evidence/model/dsse.js';
import { FLEET_PREDICATE } from '../../../evidence/model/fleet-receipt.js';
import { parseStatement, PREDICATES, type Statement } from '../../../evidence/model/statement.js';
import { fleetReceiptForm } from './fleet-receipt.js';
import { attempt, checksOf, documentForm, type Check, type DocumentForm, type FormOptions } from '../form.js';
import { plural } from '../results/result.js';
import { signersOf } from '../trust/signatures.js';

const KNOWN: ReadonlySet<string> = new Set(Object.values(PREDICATES));
const { pass, skip, judge } = checksOf('statement');

/** Under trusted keys. The key ids of the envelope are not asked. */
async function signatureCheck(envelope: DsseEnvelope, { trust, suite }: FormOptions): Promise<Check> {
  if (trust.keys.length === 0) return skip('signature', 'no trusted key was given');
  const signers = new Set<string>();
  for (const { sig } of envelope.signatures) {
    const read = attempt(() => fromBase64(sig));
    const held = 'value' in read ? await signersOf(trust.keys, dsseMessage(envelope), read.value, suite) : [];
    for (const key of held) signers.add(key);
  }
  const good = `signed by the trusted key ${[...signers].join(', ')}`;
  return judge('signature', signers.size > 0, good, 'no signature holds under a trusted key');
}

export function readStatement(text: string): { readonly envelope: DsseEnvelope; readonly statement: Statement } {
  const envelope = parseDsse(text);
  return { envelope, statement: parseStatement(envelope) };
}

/** An in-toto statement in a DSSE envelope. What its predicate says stays its signer's claim. */
export const STATEMENT_FORM: DocumentForm = {
  ...documentForm({
    kind: 'statement',
    members: 'payloadType payload signatures',
    read: readStatement,
    judge: async ({ envelope, statement: { subject, predicateType, predicate } }, options) => ({
      checks: [
        pass('form', `in-toto statement about ${plural(subject.length, 'subject')}`),
        await signatureCheck(envelope, options),
        ...(KNOWN.has(predicateType) ? [] : [skip('predicate', `nothing is known about ${predicateType}`)]),
        ...subject.map(({ name }) => checksOf(name).skip('subject', 'the file was not given')),
        skip('unprotected', 'no signature covers the key ids beside the signatures'),
      ],
      claimed: [
        { name: 'predicate type', value: predicateType },
        ...Object.entries(predicate).map(([name, value]) => ({ name, value: JSON.stringify(value) })),
      ],
    }),
  }),
  refine: (text) => {
    const read = attempt(() => readStatement(text).statement.predicateType);
    return 'value' in read && read.value === FLEET_PREDICATE ? fleetReceiptForm : undefined;
  },
};
