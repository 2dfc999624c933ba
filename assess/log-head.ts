// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../evidence/canonical/text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { parseCheckpoint, type Checkpoint } from '../evidence/log/checkpoint.js';
import { assessmentLeafText } from '../evidence/log/leaf.js';
import { writeLogProof } from '../evidence/log/write-log-proof.js';
import { MAX_NOTE_CHARS } from '../evidence/log/note.js';
import { messageOf } from '../evidence/model/errors.js';
import type { Signer } from '../evidence/sign/signer.js';
import { appendLeaves } from '../evidence/store/log/leaf-log.js';
import type { LogPlace } from '../evidence/store/log/log-writer.js';
import { readCheckpoint } from '../evidence/store/log/prove.js';
import { BUNDLE_FILES } from '../verify/core/bundles/assessment.js';
import { RECORDED_CHECKPOINT } from '../verify/core/bundles/assessment-log.js';
import { isFileFault, readBundleFile, writeBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';
import { dropSignature, signBundleFile } from './identity.js';
import { readManifest } from './manifest.js';
import { verifyBundle } from './verify.js';

/** Where the head of an assessment went. */
export interface LoggedHead {
  readonly origin: string;
  readonly index: number;
  readonly size: number;
}

/** The checkpoint of the copied evidence, when it is of the log at this place: the log has to go on from there. */
function recordedHead(dir: string, origin: string): Checkpoint | undefined {
  const bytes = readBundleFile(dir, RECORDED_CHECKPOINT);
  if (isFileFault(bytes) || bytes.length > MAX_NOTE_CHARS) return undefined;
  const head = parseCheckpoint(bytes.toString('utf8'));
  return head.origin === origin ? head : undefined;
}

async function assertOwn(dir: string, signer: Signer): Promise<void> {
  const { exitCode, faults, signed } = await verifyBundle(dir, [signer.publicKeyHex]);
  // A proof that does not hold is about to be replaced.
  const others = faults.filter((fault) => !fault.startsWith(BUNDLE_FILES.logProof));
  if (exitCode === 0 || (signed && others.length === 0)) return;
  throw new AssessError(exitCode === 1 ? 2 : 1, `${dir}: ${others.join('; ')}`);
}

/**
 * Makes the manifest of a finalized assessment a leaf of a log, once however often it is asked, and puts the signed proof
 * into the bundle. Takes the log's lock as recorders do, for the moment of the append only, so that a proxy that writes
 * the same log goes on. `from` is a checkpoint that the proof is to lead from, instead of the one of the copied evidence.
 * @throws AssessError 1 for a bundle that this signer did not sign, 2 for a changed one or a log that cannot be written
 */
export async function logAssessment(
  dir: string,
  place: LogPlace,
  signer: Signer,
  from?: Checkpoint,
): Promise<LoggedHead> {
  await assertOwn(dir, signer);
  const manifest = nodeSuite.sha256Hex(readManifest(dir).bytes);
  try {
    const older = from ?? recordedHead(dir, readCheckpoint(place.io, place.dir).head.origin);
    const leaf = utf8Encode(assessmentLeafText(manifest));
    const { origin, checkpoint, leaves, head, consistency } = await appendLeaves(place, [leaf], older);
    const [{ index, proof: inclusion } = { index: 0, proof: [] }] = leaves;
    const text = `${writeLogProof({ kind: 'assessment', digest: manifest, index, inclusion, checkpoint, consistency })}\n`;
    dropSignature(dir, BUNDLE_FILES.logProof);
    writeBundleFile(dir, BUNDLE_FILES.logProof, text);
    await signBundleFile(dir, BUNDLE_FILES.logProof, Buffer.from(text), signer);
    return { origin, index, size: head.size };
  } catch (cause) {
    throw new AssessError(2, messageOf(cause), { cause });
  }
}
