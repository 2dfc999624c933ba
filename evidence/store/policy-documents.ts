// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { EvidenceUnavailableError } from '../model/errors.js';
import { createWholeFile } from './atomic-file.js';
import { asUnavailable, nodeIo, type StoreIo } from './io.js';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Keeps a policy document beside the evidence as `policy/<hash>.json`, so that a verdict can be re-derived from the
 * record. `text` is the canonical document whose SHA-256 is `hash`; a document already there is left alone.
 */
export function keepPolicyDocument(dir: string, hash: string, text: string, io: StoreIo = nodeIo): void {
  if (!HASH.test(hash)) throw new EvidenceUnavailableError('io', 'a policy document is kept under 64 hex digits');
  try {
    const folder = join(dir, 'policy');
    io.makeDir(folder, 0o750);
    const path = join(folder, `${hash}.json`);
    if (io.facts(path) === undefined) createWholeFile(io, path, text, 0o640);
  } catch (error) {
    throw asUnavailable(error, 'keeping the policy document');
  }
}
