// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { goWords, writeGoJson } from '../canonical/go-words.js';
import { toBase64 } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import { assertAarpPayload } from '../model/aarp/envelope.codec.js';
import {
  AARP_ALGS,
  AARP_CANON,
  AARP_GENESIS,
  AARP_PARTS,
  AARP_PROFILE,
  AARP_SIGNER_ROLES,
  type AARP_RECEIPT_TYPES,
  aarpSigningInput,
  canonicalizeAarpPayload,
} from '../model/aarp/envelope.js';
import type { AarpChainLink, AarpEnvelope, AarpPayload, AarpProtected } from '../model/aarp/envelope.js';
import { assertMember } from '../model/record-rules.js';
import type { ParsedActionReceipt } from '../model/receipt/action-receipt.codec.js';
import type { Signer } from '../sign/signer.js';

export type AarpSignerRole = (typeof AARP_SIGNER_ROLES)[number];
type AarpSubject = AarpPayload['subject'];

/** One of the parallel signatures of an envelope. */
export interface AarpSigner {
  readonly signer: Signer;
  /** The name under which relying parties pin the key. */
  readonly keyId: string;
  readonly role: AarpSignerRole;
  /** `ed25519` when absent; no other suite can be signed with. */
  readonly alg?: string;
}

/** What an envelope is to say: its subject, the producer's assertion, and its place in a stream if it has one. */
export type AarpStatement = Omit<AarpPayload, 'profile' | 'crit_ext'>;

/** The subject of an envelope about any frozen receipt, from the two digests that its format defines. */
export function aarpSubject(
  receiptType: (typeof AARP_RECEIPT_TYPES)[number],
  digests: { readonly record: string; readonly receipt: string },
  signerKey: string,
): AarpSubject {
  return {
    action_record_sha256: digests.record,
    receipt_envelope_sha256: digests.receipt,
    receipt_signer_key: signerKey,
    receipt_type: receiptType,
  };
}

/** The subject of an envelope about an action receipt of version 1. The receipt's signature is the caller's to check. */
export function aarpSubjectOfReceipt(receipt: ParsedActionReceipt, suite: CryptoSuite): AarpSubject {
  const digests = { record: suite.sha256Hex(receipt.recordText), receipt: suite.sha256Hex(receipt.receiptText) };
  return aarpSubject('action_receipt_v1', digests, receipt.receipt.signer_key);
}

function headerOf({ keyId, role, alg = 'ed25519' }: AarpSigner): AarpProtected {
  const suite = AARP_ALGS.get(alg);
  if (suite === undefined) throw new FormatError('field_value', 'alg: unknown algorithm', { path: '/alg' });
  assertMember(suite.implemented, 'alg', 'the algorithm is reserved and cannot be signed with');
  assertMember(keyId !== '', 'key_id', 'the key id is empty');
  const roles: readonly string[] = AARP_SIGNER_ROLES;
  assertMember(roles.includes(role), 'signer_role', 'unknown role');
  return { profile: AARP_PROFILE, canon: AARP_CANON, alg, key_type: suite.keyType, key_id: keyId, signer_role: role };
}

/**
 * Signs an envelope with every given signer. Signatures and an `ext` that the statement may carry are left out: the
 * result says what was signed and nothing else. Throws FormatError when the statement or a signer breaks a rule.
 */
export async function signAarpEnvelope(
  { subject, assertion, chain }: AarpStatement,
  signers: readonly AarpSigner[],
  suite: CryptoSuite,
): Promise<AarpEnvelope> {
  const linked = chain === undefined ? {} : { chain };
  const payload: AarpPayload = { profile: AARP_PROFILE, subject, assertion, ...linked, crit_ext: [] };
  assertAarpPayload(payload);
  assertMember(signers.length > 0, 'signatures', 'there is no signer');
  const names = new Set(signers.map(({ keyId }) => keyId));
  assertMember(names.size === signers.length, 'signatures', 'two signers share a key id');
  const headers = signers.map(headerOf);
  const digest = suite.sha256Hex(canonicalizeAarpPayload(payload));
  const signatures = await Promise.all(
    headers.map(async (header, i) => {
      const raw = await (signers[i] as AarpSigner).signer.sign(aarpSigningInput(digest, header));
      return { protected: header, sig: `${header.alg}:${toBase64(raw)}` };
    }),
  );
  return { ...payload, signatures };
}

/** The link of the envelope after `previous`; without one, of the first in an issuer's stream. */
export function aarpLinkAfter(previous: AarpPayload | undefined, issuer: string, suite: CryptoSuite): AarpChainLink {
  if (previous?.chain === undefined) return { issuer_id: issuer, seq: '0', prior_hash: AARP_GENESIS };
  return {
    issuer_id: issuer,
    seq: String(BigInt(previous.chain.seq) + 1n),
    prior_hash: suite.sha256Hex(canonicalizeAarpPayload(previous)),
  };
}

/** Signs one envelope after another, each linked to the one before. */
export async function* signAarpStream(
  statements: Iterable<AarpStatement> | AsyncIterable<AarpStatement>,
  issuer: string,
  signers: readonly AarpSigner[],
  suite: CryptoSuite,
): AsyncGenerator<AarpEnvelope, void, undefined> {
  let previous: AarpEnvelope | undefined;
  for await (const statement of statements) {
    const chain = aarpLinkAfter(previous, issuer, suite);
    previous = await signAarpEnvelope({ ...statement, chain }, signers, suite);
    yield previous;
  }
}

/** Members that a producer always writes, although a reader does without them. */
const WRITTEN = goWords('profile subject:{} assertion:{} chain?:{} signatures?:[] crit_ext:texts ext?:raw', {
  ...AARP_PARTS,
  assertion: goWords('claimed:texts mediator_id trust_domain? complete_mediation:bool evidence_refs?:texts issued_at'),
});

/** The envelope as one line of JSON in the order of the format, without a line feed. */
export function writeAarpEnvelope(envelope: AarpEnvelope): string {
  const { complete_mediation: complete = false } = envelope.assertion;
  const assertion = { ...envelope.assertion, complete_mediation: complete };
  return writeGoJson(WRITTEN, { ...envelope, assertion, crit_ext: envelope.crit_ext ?? [] });
}
