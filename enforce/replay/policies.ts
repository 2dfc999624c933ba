// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { FormatError, messageOf, VerificationError } from '../../evidence/model/errors.js';
import { parsePolicyDocument } from '../../evidence/model/policy-document.parse.js';
import { compilePolicy, type CompiledPolicy } from '../decide/decide.js';
import { DERIVATION_VERSION } from '../decide/derive.js';

const HASH = /^[0-9a-f]{64}$/;
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

/** The policy documents beside the evidence, by hash. */
export interface RecordedPolicies {
  /** Undefined when there is none, or when this build derives facts in another way. Throws VerificationError. */
  find(hash: string): CompiledPolicy | undefined;
}

export function openRecordedPolicies(dir: string): RecordedPolicies {
  const known = new Map<string, CompiledPolicy | undefined>();
  return {
    find: (hash) => {
      if (!known.has(hash)) known.set(hash, readPolicy(dir, hash));
      return known.get(hash);
    },
  };
}

/** The hash comes from a verified decision, so a document that has it is the one that decided. */
function readPolicy(dir: string, hash: string): CompiledPolicy | undefined {
  if (!HASH.test(hash)) return undefined;
  const name = `policy/${hash}.json`;
  const path = join(dir, name);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) throw new VerificationError('not_regular_file', `${name} is not a regular file`);
  if (stat.size > MAX_DOCUMENT_BYTES) throw new VerificationError('size_limit', `${name} is larger than 4 MiB`);
  const text = readFileSync(path, 'utf8');
  if (nodeSuite.sha256Hex(text) !== hash) {
    throw new VerificationError('policy_document', `${name} is not the document whose hash it is named after`);
  }
  try {
    const document = parsePolicyDocument(text);
    return document.derivation === DERIVATION_VERSION ? compilePolicy(document) : undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new VerificationError('policy_document', `${name}: ${messageOf(error)}`, { cause: error });
  }
}
