// SPDX-License-Identifier: Apache-2.0
import { isHex } from '../../evidence/canonical/text.js';
import { parseAnchorBundle, type AnchorBundle } from '../../evidence/model/anchor-bundle.js';
import { rekorChecks } from './anchor-rekor.js';
import { concludeDocument, type DocumentForm, type FormCheck, type FormOptions } from './form.js';
import { checksOf, claimsOf } from './form-checks.js';
import { attempt } from './format-fault.js';
import { isPinned } from './trust.js';

const { pass, fail, skip, judge } = checksOf('anchor_bundle');

async function logChecks(bundle: AnchorBundle, { trust, suite }: FormOptions): Promise<FormCheck[]> {
  const { rekor, entry_hash: entry, log_root_hash: root } = bundle.proof;
  if (rekor !== undefined) return rekorChecks(bundle, rekor, trust.log?.externalKeys ?? [], suite);
  if (bundle.backend !== 'local') return [fail('backend', `unknown backend ${bundle.backend}`)];
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
 * An anchor bundle by itself: its form, what its parts say about each other, and what an external log signed, under the
 * log's key. It is not signed by anybody else and the receipts are not at hand: without that key it is never more than
 * unpinned.
 */
export const ANCHOR_BUNDLE_FORM: DocumentForm = {
  kind: 'anchor_bundle',
  matches: (members) => members.has('checkpoint') && members.has('proof') && members.has('backend'),
  verify: async (text, options) => {
    const parsed = attempt(() => parseAnchorBundle(text));
    if ('fault' in parsed) return concludeDocument({ checks: [fail('format', parsed.fault.message)] }, options.trust);
    const { checkpoint, proof, created_at } = parsed.value;
    const shown = await logChecks(parsed.value, options);
    const pinned = shown.some(({ code, status }) => code === 'log_time' && status === 'pass');
    const checks = [
      pass('format', 'anchor bundle, version 1'),
      ...shown,
      signerCheck(checkpoint.signer_keys, options),
      skip('unprotected', 'an anchor bundle is not signed: only what the log holds of it is covered'),
      skip('checkpoint', 'the receipts are not part of the bundle'),
    ];
    const claimed = claimsOf({ ...checkpoint, created_at, log_id: proof.log_id });
    return concludeDocument({ checks, claimed }, options.trust, pinned);
  },
};
