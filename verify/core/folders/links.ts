// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { canonicalizeChainLinkUnsigned, parseChainLink, type ChainLink } from '../../../evidence/model/chain-link.js';
import type { RecoverySeal } from '../../../evidence/model/recovery-seal.js';
import { canonicalizeRecoverySealUnsigned, parseRecoverySeal } from '../../../evidence/model/recovery-seal.js';
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import { canonicalizeRotationEndorsementUnsigned } from '../../../evidence/model/rotation-endorsement.js';
import { attempt, readPart, type EvidenceTree } from '../form.js';
import { sessionBase, type LinkFile } from './plan.js';
import type { DirectoryFinding } from './folder-result.js';
import { signatureCheck } from '../receipts/signed-receipt.js';
import { LIMITS } from '../input/source.js';

/** A link or recovery seal whose own signature holds. Whether it fits the two runs is judged after reading them. */
export interface SignedLink extends Pick<ChainLink, keyof ChainLink & keyof RecoverySeal> {
  readonly file: LinkFile;
  /** Present when the predecessor's end is damaged and the successor says so. */
  readonly recovery: RecoverySeal | undefined;
}

const RECOVERY_KIND = /^\s*\{\s*"kind"\s*:/;

function parseLink(file: LinkFile, text: string): { readonly link: SignedLink; readonly unsigned: Uint8Array } {
  // Both kinds share the file-name slot; only a recovery seal has `kind`, and it stands first. The parsers are strict, so a
  // wrong guess is an error, never another reading.
  if (RECOVERY_KIND.test(text)) {
    const recovery = parseRecoverySeal(text);
    return { link: { ...recovery, file, recovery }, unsigned: canonicalizeRecoverySealUnsigned(recovery) };
  }
  const link = parseChainLink(text);
  return { link: { ...link, file, recovery: undefined }, unsigned: canonicalizeChainLinkUnsigned(link) };
}

/** Reads one link file (untrusted) and checks the signature that its successor put on it. */
export async function readLink(
  tree: EvidenceTree,
  file: LinkFile,
  suite: CryptoSuite,
): Promise<SignedLink | DirectoryFinding> {
  const invalid = (message: string): DirectoryFinding => {
    return { kind: 'invalid_link', session: file.namedPredecessor, message };
  };
  const parsed = await readPart(tree, file.name, (text) => parseLink(file, text), LIMITS.linkBytes);
  if ('fault' in parsed) return invalid(parsed.fault.message);
  const { link, unsigned } = parsed.value;
  if (sessionBase(link.predecessor_session) !== sessionBase(link.successor_session)) {
    return invalid('it does not join two runs of one base');
  }
  const signed = await holds(link.signature, link.successor_signer_key, unsigned, suite);
  return signed ? link : invalid('the successor key did not sign it');
}

async function holds(signature: string, key: string, message: Uint8Array, suite: CryptoSuite): Promise<boolean> {
  const check = attempt(() => signatureCheck(signature, key, message));
  return 'value' in check && (await suite.verifyBatch([check.value]))[0] === true;
}

/** Whether the old key really signed an endorsement. Its trust is judged where it is used. */
export async function endorsementHolds(endorsement: RotationEndorsement, suite: CryptoSuite): Promise<boolean> {
  const digest = suite.sha256(canonicalizeRotationEndorsementUnsigned(endorsement));
  return holds(endorsement.endorsement, endorsement.prior_signer_key, digest, suite);
}

/** Whether an endorsement speaks about exactly this boundary between two runs. */
export function endorsesLink(endorsement: RotationEndorsement, link: SignedLink): boolean {
  return (
    endorsement.session_id === link.predecessor_session &&
    endorsement.prior_final_seq === link.predecessor_tail_seq &&
    endorsement.prior_tail_hash === link.predecessor_tail_hash &&
    endorsement.prior_signer_key === link.predecessor_signer_key &&
    endorsement.new_signer_key === link.successor_signer_key
  );
}
