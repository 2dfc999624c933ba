// SPDX-License-Identifier: Apache-2.0
import { signStatement } from '../evidence/attest/statement.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { writeDsse } from '../evidence/model/dsse.js';
import { PREDICATES } from '../evidence/model/statement.js';
import type { Signer } from '../evidence/sign/signer.js';
import { BUNDLE_FILES, bundleSubjects, type ReadManifest } from '../verify/core/bundles/assessment.js';
import { writeBundleFile } from './bundle-files.js';

/** Writes an in-toto statement about a bundle, in a DSSE envelope. */
export async function writeBundleStatement(dir: string, read: ReadManifest, signer: Signer): Promise<void> {
  const { manifest } = read;
  const predicate = {
    configHash: manifest.config_hash,
    finalizedAt: manifest.finalized_at ?? '',
    runId: manifest.run_id,
    skipped: manifest.skipped_primitives ?? [],
    startedAt: manifest.started_at,
    version: manifest.version,
  };
  const subject = bundleSubjects(read, nodeSuite);
  const envelope = await signStatement({ subject, predicateType: PREDICATES.assessment, predicate }, signer, nodeSuite);
  writeBundleFile(dir, BUNDLE_FILES.statement, `${writeDsse(envelope)}\n`);
}
