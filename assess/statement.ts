// SPDX-License-Identifier: Apache-2.0
import { signStatement } from '../evidence/attest/statement.js';
import { fromBase64, fromHex } from '../evidence/canonical/text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { dsseMessage, parseDsse, writeDsse } from '../evidence/model/dsse.js';
import type { AssessmentManifest } from '../evidence/model/assessment.js';
import { messageOf } from '../evidence/model/errors.js';
import { parseStatement, PREDICATES, type StatementSubject } from '../evidence/model/statement.js';
import type { Signer } from '../evidence/sign/signer.js';
import { isFileFault, readBundleFile, sha256Hex, writeBundleFile } from './bundle-files.js';
import { keyDigest } from './identity.js';
import { MANIFEST_FILE, type ReadManifest } from './manifest.js';
import { STATEMENT_FILE } from './names.js';

/** The manifest and every file that it names. */
function subjectsOf({ manifest, bytes }: ReadManifest): readonly StatementSubject[] {
  const files = { [MANIFEST_FILE]: sha256Hex(bytes), ...manifest.artifacts };
  return Object.entries(files).map(([name, sha256]) => ({ name, digest: { sha256 } }));
}

function predicateOf(manifest: AssessmentManifest): Readonly<Record<string, string | readonly string[]>> {
  return {
    configHash: manifest.config_hash,
    finalizedAt: manifest.finalized_at ?? '',
    runId: manifest.run_id,
    skipped: manifest.skipped_primitives ?? [],
    startedAt: manifest.started_at,
    version: manifest.version,
  };
}

/** Writes an in-toto statement about a bundle, in a DSSE envelope. */
export async function writeBundleStatement(dir: string, read: ReadManifest, signer: Signer): Promise<void> {
  const statement = {
    subject: subjectsOf(read),
    predicateType: PREDICATES.assessment,
    predicate: predicateOf(read.manifest),
  };
  const envelope = await signStatement(statement, signer, nodeSuite);
  writeBundleFile(dir, STATEMENT_FILE, `${writeDsse(envelope)}\n`);
}

/**
 * What is wrong with a bundle's statement, if there is one: it must be the one spelling of a statement about these very
 * files, signed with the key that signed the manifest. Key ids are not under the signature, so they are compared.
 */
export async function statementFault(dir: string, read: ReadManifest, key: string): Promise<string | undefined> {
  const bytes = readBundleFile(dir, STATEMENT_FILE);
  if (isFileFault(bytes)) return bytes.fault === 'missing' ? undefined : `${STATEMENT_FILE}: ${bytes.fault}`;
  try {
    const envelope = parseDsse(bytes.toString('utf8'));
    const [signature] = envelope.signatures;
    const isCanonical = `${writeDsse(envelope)}\n` === bytes.toString('utf8') && envelope.signatures.length === 1;
    if (signature === undefined || !isCanonical) return `${STATEMENT_FILE}: not as this product writes it`;
    if (signature.keyid !== `sha256:${keyDigest(key)}`) return `${STATEMENT_FILE}: it names another key`;
    const check = { publicKey: fromHex(key), message: dsseMessage(envelope), signature: fromBase64(signature.sig) };
    const [holds] = await nodeSuite.verifyBatch([check]);
    if (holds !== true) return `${STATEMENT_FILE}: its signature does not hold`;
    const stated = JSON.stringify(parseStatement(envelope).subject);
    return stated === JSON.stringify(subjectsOf(read)) ? undefined : `${STATEMENT_FILE}: it is about other files`;
  } catch (error) {
    return `${STATEMENT_FILE}: ${messageOf(error)}`;
  }
}
