// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import type { AssessmentManifest } from '../evidence/model/assessment.js';
import { BUNDLE_FILES, judgeBundle } from '../verify/core/bundles/assessment.js';
import { logStateOf, type LogState } from './log-state.js';
import type { LogTrust } from '../verify/core/log/log-trust.js';
import { createTrustRoot } from '../verify/core/trust/trust.js';
import { openEvidenceTree } from '../verify/node/tree.js';

/** Exit codes: 0 signed and whole, 1 changed or not finalized, 2 signature or key, 3 whole but unsigned. */
export interface BundleVerification {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly integrity: boolean;
  readonly signed: boolean;
  /** The trusted key that signed it. */
  readonly key?: string;
  /** Every fault, by file. */
  readonly faults: readonly string[];
  readonly manifest?: AssessmentManifest;
  /** Whether the assessment itself is in a transparency log. */
  readonly log: LogState;
}

/** Verifies a finalized assessment (untrusted folder) under keys that the reader brought along. */
export async function verifyBundle(dir: string, keys: readonly string[], log?: LogTrust): Promise<BundleVerification> {
  const broken = { exitCode: 1, integrity: false, signed: false, log: 'absent' } as const;
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { ...broken, faults: [`${dir}: no such folder`] };
  }
  const judged = await judgeBundle(openEvidenceTree(dir), { trust: createTrustRoot({ keys, log }), suite: nodeSuite });
  const { read, faults, signature, besideFault } = judged;
  if (read === undefined || faults.length > 0) return { ...broken, faults, ...(read && { manifest: read.manifest }) };
  const whole = { integrity: true, manifest: read.manifest, log: logStateOf(judged.log) } as const;
  if (signature.state === 'absent') return { ...whole, exitCode: 3, signed: false, faults: ['nobody signed it'] };
  if (signature.state === 'bad') {
    return { ...whole, exitCode: 2, signed: false, faults: [`${BUNDLE_FILES.signature}: ${signature.reason}`] };
  }
  const signed = { ...whole, signed: true, key: signature.key } as const;
  const logFaults = judged.log.filter(({ status }) => status === 'fail');
  const beside = [
    ...(besideFault === undefined ? [] : [besideFault]),
    ...logFaults.map(({ subject, message }) => `${subject}: ${message}`),
  ];
  return { ...signed, exitCode: beside.length === 0 ? 0 : 2, faults: beside };
}
