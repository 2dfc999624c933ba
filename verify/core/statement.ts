// SPDX-License-Identifier: Apache-2.0
import { fromBase64, fromHex } from '../../evidence/canonical/text.js';
import { dsseMessage, parseDsse, type DsseEnvelope } from '../../evidence/model/dsse.js';
import { FLEET_PREDICATE } from '../../evidence/model/fleet-receipt.js';
import { parseStatement, PREDICATES, type Statement } from '../../evidence/model/statement.js';
import { fleetReceiptForm } from './fleet-receipt.js';
import {
  concludeDocument,
  type Claim,
  type DocumentForm,
  type DocumentResult,
  type FormCheck,
  type FormOptions,
} from './form.js';
import { checksOf } from './form-checks.js';
import { attempt } from './format-fault.js';

const KIND = 'statement';
const KNOWN: ReadonlySet<string> = new Set(Object.values(PREDICATES));

const { pass, fail, skip } = checksOf(KIND);

/** Keys of the trust root under which a signature of the envelope holds. The envelope's key ids are not asked. */
async function signersOf(envelope: DsseEnvelope, { trust, suite }: FormOptions): Promise<readonly string[]> {
  const message = dsseMessage(envelope);
  const raw = envelope.signatures.map(({ sig }) => attempt(() => fromBase64(sig)));
  const pairs = raw.flatMap((read) =>
    'fault' in read ? [] : trust.keys.map((key) => ({ key, signature: read.value })),
  );
  const checks = pairs.map(({ key, signature }) => ({ publicKey: fromHex(key), message, signature }));
  const holds = await suite.verifyBatch(checks);
  return [...new Set(pairs.filter((_pair, index) => holds[index] === true).map(({ key }) => key))];
}

function signatureCheck(signers: readonly string[], trustedKeys: number): FormCheck {
  if (trustedKeys === 0) return skip('signature', 'no trusted key was given');
  if (signers.length === 0) return fail('signature', 'no signature holds under a trusted key');
  return pass('signature', `signed by the trusted key ${signers.join(', ')}`);
}

function claimsOf({ predicateType, predicate }: Statement): Claim[] {
  return [
    { name: 'predicate type', value: predicateType },
    ...Object.entries(predicate).map(([name, value]) => ({ name, value: JSON.stringify(value) })),
  ];
}

/** Digests of files the relying party holds, by the name that the statement uses. */
export type HeldDigests = ReadonlyMap<string, string>;

function subjectChecks({ subject }: Statement, held: HeldDigests | undefined): FormCheck[] {
  return subject.map(({ name, digest }) => {
    const found = held?.get(name);
    const { judge, skip: open } = checksOf(name);
    if (found === undefined) return open('subject', 'the file was not given');
    const good = `${name}: these are the bytes the statement is about`;
    return judge('subject', found === digest.sha256, good, 'other bytes than the statement is about');
  });
}

/**
 * Verifies an in-toto statement in a DSSE envelope (untrusted text): form, signature under a trusted key, and, where
 * files are given, that their bytes are the subjects. What the predicate says stays its signer's claim.
 */
export async function verifyStatement(text: string, options: FormOptions, held?: HeldDigests): Promise<DocumentResult> {
  const read = attempt(() => {
    const envelope = parseDsse(text);
    return { envelope, statement: parseStatement(envelope) };
  });
  if ('fault' in read) return concludeDocument({ checks: [fail(read.fault.code, read.fault.message)] }, options.trust);
  const { envelope, statement } = read.value;
  const signers = await signersOf(envelope, options);
  const known = KNOWN.has(statement.predicateType);
  const checks = [
    pass('form', `in-toto statement about ${statement.subject.length} subjects`),
    signatureCheck(signers, options.trust.keys.length),
    ...(known ? [] : [skip('predicate', `nothing is known about ${statement.predicateType}`)]),
    ...subjectChecks(statement, held),
    skip('unprotected', 'no signature covers the key ids beside the signatures'),
  ];
  return concludeDocument({ checks, claimed: claimsOf(statement) }, options.trust);
}

export const STATEMENT_FORM: DocumentForm = {
  kind: KIND,
  matches: (members) => members.has('payloadType') && members.has('payload') && members.has('signatures'),
  refine: (text) => {
    const read = attempt(() => parseStatement(parseDsse(text)).predicateType);
    return 'value' in read && read.value === FLEET_PREDICATE ? fleetReceiptForm : undefined;
  },
  verify: (text, options) => verifyStatement(text, options),
};
