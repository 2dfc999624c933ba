// SPDX-License-Identifier: Apache-2.0
import { fromBase64, fromHex, isHex, toBase64 } from '../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { createTreeHasher } from '../../evidence/log/hash.js';
import { checkInclusion } from '../../evidence/log/proof-check.js';
import { parseAnchorBundle, type AnchorBundle, type RekorProof } from '../../evidence/model/anchor-bundle.js';
import { concludeDocument, type DocumentForm, type FormCheck, type FormOptions } from './form.js';
import { checksOf, claimsOf } from './form-checks.js';
import { attempt } from './format-fault.js';
import { isPinned } from './trust.js';

const { pass, fail, skip, judge } = checksOf('anchor_bundle');

function isIncluded({ body, inclusion_proof: proof }: RekorProof, suite: CryptoSuite): boolean {
  const leaf = attempt(() => fromBase64(body));
  if ('fault' in leaf) return false;
  // A number too large to be one exactly is no size of a tree: the check refuses it.
  const place = { index: Number(proof.log_index), size: Number(proof.tree_size) };
  const hasher = createTreeHasher(suite);
  const path = proof.hashes.map((hash) => fromHex(hash));
  return checkInclusion(place, hasher.leaf(leaf.value), path, fromHex(proof.root_hash), hasher);
}

function rekorChecks(root: string, rekor: RekorProof, suite: CryptoSuite): FormCheck[] {
  const { root_hash: proved, checkpoint, tree_size: size } = rekor.inclusion_proof;
  const same = proved.toLowerCase() === root.toLowerCase();
  const [, notedSize, notedRoot] = checkpoint.split('\n');
  const noted = notedSize === String(size) && notedRoot === toBase64(fromHex(proved));
  return [
    judge('log_root', same, 'both parts name one root', 'the proof leads to another root than the bundle names'),
    judge(
      'inclusion',
      isIncluded(rekor, suite),
      'the entry is in the tree',
      'the audit path does not lead to the root',
    ),
    judge('log_note', noted, 'the log note names size and root', 'the log note names another size or root'),
    skip('log_signature', 'the keys of the log are not known here: note and entry timestamp stand unverified'),
    skip('log_entry', 'whether the entry is about this checkpoint was not judged'),
  ];
}

function logChecks({ backend, proof }: AnchorBundle, suite: CryptoSuite): FormCheck[] {
  const { rekor, entry_hash: entry, log_root_hash: root } = proof;
  if (rekor !== undefined) return rekorChecks(root, rekor, suite);
  if (backend !== 'local') return [fail('backend', `unknown backend ${backend}`)];
  const one = entry === root && isHex(entry, 64);
  return [
    judge('log_root', one, 'entry and root are one hash', 'a local entry is its own root: the two differ'),
    skip('log_entry', 'the local log is not part of the bundle; see pipelock anchor verify'),
  ];
}

function signerCheck(keys: readonly string[], { trust }: FormOptions): FormCheck {
  if (!isPinned(trust)) return skip('signer_key_untrusted', 'no trusted key was given');
  const stranger = keys.find((key) => !trust.keys.includes(key));
  return judge('signer_key_untrusted', stranger === undefined, 'it names trusted keys', `it names ${String(stranger)}`);
}

/**
 * An anchor bundle by itself: its form and what its parts say about each other. It is not signed and the receipts are
 * not at hand, so it is never more than unpinned.
 */
export const ANCHOR_BUNDLE_FORM: DocumentForm = {
  kind: 'anchor_bundle',
  matches: (members) => members.has('checkpoint') && members.has('proof') && members.has('backend'),
  verify: (text, options) => {
    const parsed = attempt(() => parseAnchorBundle(text));
    if ('fault' in parsed) {
      return Promise.resolve(concludeDocument({ checks: [fail('format', parsed.fault.message)] }, options.trust));
    }
    const { checkpoint, proof, created_at } = parsed.value;
    const checks = [
      pass('format', 'anchor bundle, version 1'),
      ...logChecks(parsed.value, options.suite),
      signerCheck(checkpoint.signer_keys, options),
      skip('unprotected', 'an anchor bundle is not signed: no signature covers any byte of it'),
      skip('checkpoint', 'the receipts are not part of the bundle'),
    ];
    const claimed = claimsOf({ ...checkpoint, created_at, log_id: proof.log_id });
    return Promise.resolve(concludeDocument({ checks, claimed }, options.trust, false));
  },
};
