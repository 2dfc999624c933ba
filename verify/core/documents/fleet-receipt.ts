// SPDX-License-Identifier: Apache-2.0
import { fromBase64, isHex } from '../../../evidence/canonical/text.js';
import { dsseMessage, parseDsse, type DsseEnvelope, type DsseSignature } from '../../../evidence/model/dsse.js';
import { fleetFaults, parseFleetReport, type FleetReport } from '../../../evidence/model/fleet-receipt.js';
import { parseStatement } from '../../../evidence/model/statement.js';
import {
  attempt,
  checksOf,
  claimsOf,
  demand,
  documentForm,
  signerCheck,
  type Check,
  type Claim,
  type FormOptions,
} from '../form.js';
import { signersOf } from '../trust/signatures.js';
import { keyNamed } from '../trust/trust.js';

const PURPOSE = 'fleet-report-signing';
const PREFIX = 'ed25519:';
/** Faults listed. A forged report can be wrong in every batch. */
const MAX_FAULTS = 50;

const { pass, fail } = checksOf('fleet_receipt');

/** One signature, for one purpose, under a pinned key; without pinned keys, under the one that the id spells. */
async function signatureChecks(
  envelope: DsseEnvelope,
  { keyid = '', key_purpose: purpose, algorithm, sig }: DsseSignature,
  { trust, suite }: FormOptions,
): Promise<Check[]> {
  const wrong =
    purpose === PURPOSE ? [] : [fail('key_purpose', `the key is for ${purpose ?? 'nothing'}, not ${PURPOSE}`)];
  const key = keyNamed(keyid, trust);
  if (key === undefined)
    return [...wrong, fail('signer_key_untrusted', `key id ${keyid} does not stand for a trusted key`)];
  const raw = attempt(() => fromBase64(sig.slice(PREFIX.length)));
  const formed = algorithm === 'ed25519' && sig.startsWith(PREFIX) && isHex(key, 64) && 'value' in raw;
  const signers = formed ? await signersOf([key], dsseMessage(envelope), raw.value, suite) : [];
  if (signers.length === 0) {
    return [...wrong, fail('signature_invalid', `the signature does not hold under the key of ${keyid}`)];
  }
  return [
    ...wrong,
    pass('signature', 'Ed25519 over the envelope (DSSE) holds'),
    signerCheck('fleet_receipt', key, trust),
  ];
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

/** A fleet report: a DSSE envelope around an in-toto statement about audit batches. */
export const fleetReceiptForm = documentForm({
  kind: 'fleet_receipt',
  members: 'payloadType payload signatures',
  read: (text) => {
    const envelope = parseDsse(text);
    const [signature, ...more] = envelope.signatures;
    demand(signature !== undefined && more.length === 0, 'one signature is expected');
    const statement = parseStatement(envelope);
    return { envelope, signature, subjects: statement.subject, report: parseFleetReport(statement) };
  },
  judge: async ({ envelope, signature, subjects, report }, options) => {
    const faults = fleetFaults(report, subjects).slice(0, MAX_FAULTS);
    const arithmetic = pass('fleet_report', 'source batches in order, subjects, sums and completeness agree');
    const { keyid: signer = '' } = signature;
    const payloadSha256 = options.suite.sha256Hex(envelope.payload);
    return {
      checks: [
        ...(faults.length > 0 ? faults.map(({ code, message }) => fail(code, message)) : [arithmetic]),
        ...(await signatureChecks(envelope, signature, options)),
      ],
      claimed: reportClaims(report, signer, payloadSha256),
      outcome: { signer, payloadSha256, ...report },
    };
  },
});
