// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8Strict } from '../evidence/canonical/text.js';
import type { AssessmentManifest } from '../evidence/model/assessment.js';
import { parseAssessmentManifest } from '../evidence/model/assessment-manifest.js';
import { messageOf } from '../evidence/model/errors.js';
import { BUNDLE_FILES, type ReadManifest } from '../verify/core/bundles/assessment.js';
import { isFileFault, readBundleFile, writeBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';

/** @throws AssessError with the exit code, 2 unless told otherwise, when it is missing, strange or malformed */
export function readManifest(dir: string, exitCode: 1 | 2 = 2): ReadManifest {
  const bytes = readBundleFile(dir, BUNDLE_FILES.manifest);
  if (isFileFault(bytes)) throw new AssessError(exitCode, `${dir}/${BUNDLE_FILES.manifest}: ${bytes.fault}`);
  try {
    return { manifest: parseAssessmentManifest(decodeUtf8Strict(bytes)), bytes };
  } catch (cause) {
    throw new AssessError(exitCode, messageOf(cause), { cause });
  }
}

/** Writes a manifest and answers its bytes, which are what gets signed. */
export function writeManifest(dir: string, manifest: AssessmentManifest): Buffer {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeBundleFile(dir, BUNDLE_FILES.manifest, text);
  return Buffer.from(text);
}
