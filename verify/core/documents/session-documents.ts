// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../../evidence/canonical/text.js';
import { canonicalizeDecisionRecord, parseDecisionRecord } from '../../../evidence/model/decision-record.js';
import type { DecisionRecord } from '../../../evidence/model/decision-record.js';
import { fingerprintText, parseSessionManifest } from '../../../evidence/model/session-manifest.js';
import { checksOf, claimsOf, documentForm, type Check, type FormOptions } from '../form.js';
import { signersOf } from '../trust/signatures.js';
import { isPinned } from '../trust/trust.js';

const MANIFEST = checksOf('session_manifest');

/** A session manifest: form, totals and fingerprint. Nobody signs it, so it is never more than unpinned. */
export const SESSION_MANIFEST_FORM = documentForm({
  kind: 'session_manifest',
  members: 'verdicts_summary tools',
  unread: 'format',
  read: parseSessionManifest,
  judge: (manifest, { suite }) => {
    const { verdicts_summary, behavioral_fingerprint: stated } = manifest;
    const { session_id, started_at, agent_identity = '', transport } = manifest;
    const { total, ...counts } = verdicts_summary;
    const sum = Object.values(counts).reduce((all, count) => all + count, 0);
    const hashOf = (empty: null | []): string => suite.sha256Hex(fingerprintText(manifest, empty));
    const fingerprint = hashOf(null);
    const holds = stated === fingerprint || stated === hashOf([]);
    return {
      checks: [
        MANIFEST.pass('format', 'session manifest, schema version 1'),
        MANIFEST.judge('totals', sum === total, 'the verdicts add up', `verdicts add up to ${sum}, not ${total}`),
        stated === undefined
          ? MANIFEST.skip('fingerprint', 'the manifest carries none')
          : MANIFEST.judge('fingerprint', holds, 'recomputed', `recomputed, it is ${fingerprint}`),
        MANIFEST.skip('signature', 'a session manifest is not signed'),
      ],
      claimed: claimsOf({ session_id, started_at, agent_identity, transport, verdicts: total }),
      outcome: { fingerprint },
      pinned: false,
    };
  },
});

const RECORD = checksOf('decision_record');

/** The record names no key, so each trusted one is tried. */
async function checkSignature(record: DecisionRecord, { suite, trust }: FormOptions): Promise<Check> {
  if (record.signature === undefined) return RECORD.fail('signature', 'the record is not signed');
  if (!isPinned(trust)) return RECORD.skip('signature', 'no trusted key was given, and the record names none');
  const signature = fromHex(record.signature.slice('ed25519:'.length));
  const message = suite.sha256(canonicalizeDecisionRecord(record));
  const [key] = await signersOf(trust.keys, message, signature, suite);
  const signed = `signed by trusted key ${String(key)}`;
  return RECORD.judge('signature', key !== undefined, signed, 'no trusted key signed it');
}

/** A signed decision record, by itself: who vouches for it, not whether the decision was the right one. */
export const DECISION_RECORD_FORM = documentForm({
  kind: 'decision_record',
  members: 'scanner_result policy_rule',
  unread: 'format',
  read: parseDecisionRecord,
  judge: async (record, options) => {
    const { session_id, verdict, timestamp, scanner_result } = record;
    return {
      checks: [RECORD.pass('format', 'decision record, version 1'), await checkSignature(record, options)],
      claimed: claimsOf({ session_id, verdict, timestamp, layer: scanner_result.layer }),
    };
  },
});
