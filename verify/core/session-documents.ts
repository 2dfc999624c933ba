// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../evidence/canonical/text.js';
import { canonicalizeDecisionRecord, parseDecisionRecord } from '../../evidence/model/decision-record.js';
import type { DecisionRecord } from '../../evidence/model/decision-record.js';
import { fingerprintText, parseSessionManifest } from '../../evidence/model/session-manifest.js';
import { concludeDocument, type DocumentForm, type FormCheck, type FormOptions } from './form.js';
import { checksOf, claimsOf } from './form-checks.js';
import { attempt } from './format-fault.js';
import { isPinned } from './trust.js';

const MANIFEST = checksOf('session_manifest');

/** A session manifest: form, totals and fingerprint. Nobody signs it, so it is never more than unpinned. */
export const SESSION_MANIFEST_FORM: DocumentForm = {
  kind: 'session_manifest',
  matches: (members) => members.has('verdicts_summary') && members.has('tools'),
  verify: (text, { suite, trust }) => {
    const parsed = attempt(() => parseSessionManifest(text));
    if ('fault' in parsed) {
      return Promise.resolve(concludeDocument({ checks: [MANIFEST.fail('format', parsed.fault.message)] }, trust));
    }
    const { verdicts_summary: verdicts, behavioral_fingerprint: claimed, ...manifest } = parsed.value;
    const { total, ...counts } = verdicts;
    const sum = Object.values(counts).reduce((all, count) => all + count, 0);
    const hashOf = (empty: null | []): string => suite.sha256Hex(fingerprintText(parsed.value, empty));
    const fingerprint = hashOf(null);
    const checks = [
      MANIFEST.pass('format', 'session manifest, schema version 1'),
      MANIFEST.judge('totals', sum === total, 'the verdicts add up', `verdicts add up to ${sum}, not ${total}`),
      claimed === undefined
        ? MANIFEST.skip('fingerprint', 'the manifest carries none')
        : MANIFEST.judge(
            'fingerprint',
            [fingerprint, hashOf([])].includes(claimed),
            'recomputed',
            `recomputed, it is ${fingerprint}`,
          ),
      MANIFEST.skip('signature', 'a session manifest is not signed'),
    ];
    const { session_id, started_at, agent_identity = '', transport } = manifest;
    const facts = claimsOf({ session_id, started_at, agent_identity, transport, verdicts: total });
    return Promise.resolve(concludeDocument({ checks, claimed: facts, outcome: { fingerprint } }, trust, false));
  },
};

const RECORD = checksOf('decision_record');

/** The record names no key, so each trusted one is tried. */
async function checkSignature(record: DecisionRecord, { suite, trust }: FormOptions): Promise<FormCheck> {
  if (record.signature === undefined) return RECORD.fail('signature', 'the record is not signed');
  if (!isPinned(trust)) return RECORD.skip('signature', 'no trusted key was given, and the record names none');
  const signature = fromHex(record.signature.slice('ed25519:'.length));
  const message = suite.sha256(canonicalizeDecisionRecord(record));
  const answers = await suite.verifyBatch(trust.keys.map((key) => ({ publicKey: fromHex(key), message, signature })));
  const key = trust.keys[answers.indexOf(true)];
  const signed = `signed by trusted key ${String(key)}`;
  return RECORD.judge('signature', key !== undefined, signed, 'no trusted key signed it');
}

/** A signed decision record, by itself: who vouches for it, not whether the decision was the right one. */
export const DECISION_RECORD_FORM: DocumentForm = {
  kind: 'decision_record',
  matches: (members) => members.has('scanner_result') && members.has('policy_rule'),
  verify: async (text, options) => {
    const parsed = attempt(() => parseDecisionRecord(text));
    if ('fault' in parsed) {
      return concludeDocument({ checks: [RECORD.fail('format', parsed.fault.message)] }, options.trust);
    }
    const { session_id, verdict, timestamp, scanner_result } = parsed.value;
    const checks = [RECORD.pass('format', 'decision record, version 1'), await checkSignature(parsed.value, options)];
    const claimed = claimsOf({ session_id, verdict, timestamp, layer: scanner_result.layer });
    return concludeDocument({ checks, claimed }, options.trust);
  },
};
