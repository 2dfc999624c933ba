// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../evidence/canonical/errors.js';
import { fromBase64 } from '../../evidence/canonical/text.js';
import type { DsseEnvelope, DsseSignature } from '../../evidence/model/dsse.js';
import { dsseMessage, parseDsse } from '../../evidence/model/dsse.js';
import type { FleetReport } from '../../evidence/model/fleet-receipt.js';
import { fleetFaults, parseFleetReport } from '../../evidence/model/fleet-receipt.js';
import { parseStatement } from '../../evidence/model/statement.js';
import type { Claim, DocumentForm, DocumentResult, FormCheck, FormOptions } from './form.js';
import { concludeDocument } from './form.js';
import { checksOf, claimsOf } from './form-checks.js';
import { attempt } from './format-fault.js';
import { createKeyBytes } from './signed-receipt.js';
import { isPinned, pinnedKeyOf } from './trust.js';

const PURPOSE = 'fleet-report-signing';
const PREFIX = 'ed25519:';
/** Faults listed. A forged report can be wrong in every batch. */
const MAX_FAULTS = 50;

const { pass, fail, skip } = checksOf('fleet report');

/** One signature, for one purpose, under a pinned key; without pinned keys, under the one that the id spells. */
async function signatureChecks(
  envelope: DsseEnvelope,
  signature: DsseSignature,
  { trust, suite }: FormOptions,
): Promise<FormCheck[]> {
  const { keyid = '', key_purpose: purpose, algorithm, sig } = signature;
  const checks: FormCheck[] = [];
  if (purpose !== PURPOSE) checks.push(fail('key_purpose', `the key is for ${purpose ?? 'nothing'}, not ${PURPOSE}`));
  const pinned = pinnedKeyOf(keyid, trust);
  if (pinned === undefined && isPinned(trust)) {
    return [...checks, fail('signer_key_untrusted', `key id ${keyid} does not stand for a trusted key`)];
  }
  const opened = attempt(() => {
    if (algorithm !== 'ed25519' || !sig.startsWith(PREFIX))
      throw new FormatError('field_value', 'not an ed25519 signature');
    const message = dsseMessage(envelope);
    return { publicKey: createKeyBytes()(pinned ?? keyid), message, signature: fromBase64(sig.slice(PREFIX.length)) };
  });
  const [holds] = 'value' in opened ? await suite.verifyBatch([opened.value]) : [false];
  if (holds !== true) {
    return [...checks, fail('signature_invalid', `the signature does not hold under the key of ${keyid}`)];
  }
  checks.push(
    pass('signature', 'Ed25519 over the envelope (DSSE) holds'),
    pinned === undefined
      ? skip('signer_key_untrusted', 'no trusted key was given')
      : pass('signer_key_untrusted', 'the signer is a trusted key'),
  );
  return checks;
}

function reportClaims(report: FleetReport, signer: string, payloadSha256: string): Claim[] {
  const { orgId, fleetId, reportId, verificationLevel, reportWindow, sourceBatches, summary, completeness } = report;
  const claims = claimsOf({
    signer,
    'payload sha256': payloadSha256,
    'org/fleet': `${orgId}/${fleetId}`,
    report: reportId,
    level: verificationLevel,
    window: `${reportWindow.start} to ${reportWindow.end}`,
    'source batches': sourceBatches.length,
    'total actions': summary.totalActions,
    'mediated fraction': completeness.mediatedFraction,
  });
  return [...claims, ...report.limits.map((value) => ({ name: 'limit', value }))];
}

async function verify(text: string, options: FormOptions): Promise<DocumentResult> {
  const opened = attempt(() => {
    const envelope = parseDsse(text);
    const [signature, ...more] = envelope.signatures;
    if (signature === undefined || more.length > 0) throw new FormatError('field_value', 'one signature is expected');
    const statement = parseStatement(envelope);
    return { envelope, signature, subjects: statement.subject, report: parseFleetReport(statement) };
  });
  if ('fault' in opened) {
    return concludeDocument({ checks: [fail(opened.fault.code, opened.fault.message)] }, options.trust);
  }
  const { envelope, signature, subjects, report } = opened.value;
  const faults = fleetFaults(report, subjects)
    .slice(0, MAX_FAULTS)
    .map(({ code, message }) => fail(code, message));
  const arithmetic = pass('fleet_report', 'source batches in order, subjects, sums and completeness agree');
  const signatures = await signatureChecks(envelope, signature, options);
  const checks = [...(faults.length > 0 ? faults : [arithmetic]), ...signatures];
  const signer = signature.keyid ?? '';
  const payloadSha256 = options.suite.sha256Hex(envelope.payload);
  const claimed = reportClaims(report, signer, payloadSha256);
  return concludeDocument({ checks, claimed, outcome: { signer, payloadSha256, ...report } }, options.trust);
}

/** A fleet report: a DSSE envelope around an in-toto statement about audit batches. */
export const fleetReceiptForm: DocumentForm = {
  kind: 'fleet_receipt',
  matches: (members) => ['payloadType', 'payload', 'signatures'].every((name) => members.has(name)),
  verify,
};
