// SPDX-License-Identifier: Apache-2.0
import { isHex } from '../../../evidence/canonical/text.js';
import { parseAnchorBundle, type AnchorBundle } from '../../../evidence/model/anchor-bundle.js';
import { entryChecks, signatureChecks } from './rekor.js';
import { checksOf, claimsOf, documentForm, signerCheck, type Check, type FormOptions } from '../form.js';

const KIND = 'anchor_bundle';
const { pass, fail, skip, judge } = checksOf(KIND);

async function logChecks(bundle: AnchorBundle, options: FormOptions): Promise<Check[]> {
  const { rekor, entry_hash: entry, log_root_hash: root } = bundle.proof;
  if (rekor !== undefined)
    return [...entryChecks(bundle, rekor, options.suite), ...(await signatureChecks(bundle, rekor, options))];
  if (bundle.backend !== 'local') return [fail('backend', `unknown backend ${bundle.backend}`)];
  const one = entry === root && isHex(entry, 64);
  return [
    judge('log_root', one, 'entry and root are one hash', 'a local entry is its own root: the two differ'),
    skip('log_entry', 'the local log is not part of the bundle; see pipelock anchor verify'),
  ];
}

/**
 * An anchor bundle by itself: its form, what its parts say about each other, and what an external log signed, under the
 * log's key. It is not signed by anybody else and the receipts are not at hand: without that key it is never more than
 * unpinned.
 */
export const ANCHOR_BUNDLE_FORM = documentForm({
  kind: KIND,
  members: 'checkpoint proof backend',
  unread: 'format',
  read: parseAnchorBundle,
  judge: async (bundle, options) => {
    const { checkpoint, proof, created_at } = bundle;
    const { signer_keys: keys } = checkpoint;
    const shown = await logChecks(bundle, options);
    const stranger = keys.find((key) => !options.trust.keys.includes(key));
    return {
      checks: [
        pass('format', 'anchor bundle, version 1'),
        ...shown,
        signerCheck(KIND, stranger ?? (keys[0] as string), options.trust),
        skip('unprotected', 'an anchor bundle is not signed: only what the log holds of it is covered'),
        skip('checkpoint', 'the receipts are not part of the bundle'),
      ],
      claimed: claimsOf({ ...checkpoint, created_at, log_id: proof.log_id }),
      pinned: shown.some(({ code, status }) => code === 'log_time' && status === 'pass'),
    };
  },
});
