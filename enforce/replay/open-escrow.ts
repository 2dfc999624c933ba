// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { openBox } from '../../evidence/crypto/escrow-box.js';
import { messageOf, VerificationError } from '../../evidence/model/errors.js';
import { parseRawAction } from '../../evidence/model/raw-action.codec.js';
import type { RawAction } from '../../evidence/model/raw-action.js';
import { explainFault, readCheckedFile } from '../../evidence/store/checked-file.js';
import { parseSidecarName, sidecarName } from '../../evidence/store/names.js';
import type { RecordedDecision } from './read-decisions.js';

/** What became of a sealed file. `gone`: it is not there, as after retention. */
export type OpenedEscrow =
  | { readonly kind: 'raw'; readonly raw: RawAction }
  | { readonly kind: 'gone' }
  | { readonly kind: 'changed'; readonly reason: string };

/** Two bodies of a mebibyte in base64, headers, and room. */
const MAX_SIDECAR_BYTES = 8 * 1024 * 1024;

/**
 * Opens the sealed file of a decision and makes sure that it is this decision's. Its name, which the entry's hash binds,
 * holds the digest of its bytes, so a changed or exchanged file is told from a wrong key. Throws VerificationError
 * `escrow_key` when the bytes are right and the key is not.
 */
export function openEscrow(dir: string, decision: RecordedDecision, privateKey: Uint8Array): OpenedEscrow {
  const { session, seq, rawRef } = decision;
  const named = parseSidecarName(rawRef);
  if (named?.session !== session || named.seq !== seq) return changed('the entry names a file of another entry');
  const bytes = readSidecar(join(dir, rawRef));
  if (bytes === undefined) return { kind: 'gone' };
  if (typeof bytes === 'string') return changed(bytes);
  if (sidecarName(session, seq, nodeSuite.sha256Hex(bytes)) !== rawRef) {
    return changed('its bytes are not those whose digest the entry names');
  }
  let plain: Uint8Array;
  try {
    plain = openBox(bytes, privateKey);
  } catch (cause) {
    throw new VerificationError('escrow_key', `${rawRef} is not sealed for this key`, { cause });
  }
  return readRaw(plain, decision);
}

function changed(reason: string): OpenedEscrow {
  return { kind: 'changed', reason };
}

/** The bytes, undefined when there is no such file, or why it is not read. A link could lead out of the folder. */
function readSidecar(path: string): Uint8Array | string | undefined {
  const read = readCheckedFile(path, { maxBytes: MAX_SIDECAR_BYTES, forbiddenBits: 0 });
  if (read.ok) return read.bytes;
  return read.fault === 'missing' ? undefined : explainFault('it', read);
}

function readRaw(plain: Uint8Array, { detail }: RecordedDecision): OpenedEscrow {
  let raw: RawAction;
  try {
    raw = parseRawAction(plain);
  } catch (error) {
    return changed(`what is sealed is no escrow document: ${messageOf(error)}`);
  }
  const own =
    raw.actionId === detail?.action_id &&
    raw.requestId === detail.request_id &&
    raw.phase === detail.phase &&
    raw.policy === detail.policy;
  return own ? { kind: 'raw', raw } : changed('what is sealed belongs to another decision');
}
