// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { decodeUtf8Strict, toHex } from '../../canonical/text.js';
import { nodeSuite } from '../../crypto/node/suite.js';
import { parseCheckpoint } from '../../log/checkpoint.js';
import { sameHash } from '../../log/hash.js';
import { MAX_TIME_STAMP_BYTES, parseTimeStamp } from '../../log/time-stamp.js';
import { asInteger, NONCE_BYTES, timeStampRequest } from '../../log/time-stamp-request.js';
import { VerificationError } from '../../model/errors.js';
import { replaceFile } from '../atomic-file.js';
import type { StoreIo } from '../io.js';
import { DEFAULT_TIMEOUT_MS, exchange } from './exchange.js';
import { LOG_FILES, stampPaths, TIME_STAMPS } from './log-writer.js';

export interface StampPlace {
  readonly io: StoreIo;
  /** The log's folder. */
  readonly dir: string;
  readonly fileMode: number;
}

export interface StampRequest {
  /** The authority: where a request is posted (RFC 3161 section 3.4). */
  readonly url: string;
  readonly timeoutMs?: number;
  /** Looks at an answer before it is kept, and throws to have it dropped. */
  readonly accept?: (der: Uint8Array, stamped: Uint8Array) => Promise<void>;
}

export interface KeptStamp {
  readonly size: number;
  readonly path: string;
  /** False when this checkpoint had a stamp already. */
  readonly made: boolean;
}

/**
 * Asks an authority for a time stamp of some bytes, and answers with its response, DER: granted, of these bytes, and of
 * this request. Who signed it is not judged here. Throws VerificationError `remote` or `time_stamp`, or FormatError.
 */
async function requestTimeStamp(stamped: Uint8Array, { url, timeoutMs }: StampRequest): Promise<Uint8Array> {
  const digest = nodeSuite.sha256(stamped);
  const nonce = randomBytes(NONCE_BYTES);
  const { status, headers, bytes } = await exchange({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: timeStampRequest(digest, nonce),
    maxBytes: MAX_TIME_STAMP_BYTES,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
  });
  if (status !== 200 || !(headers.get('content-type') ?? '').startsWith('application/timestamp-reply')) {
    throw new VerificationError('remote', `${url}: status ${status} and no time stamp`);
  }
  const stamp = parseTimeStamp(bytes);
  if (stamp.imprint.hash !== 'sha256' || !sameHash(stamp.imprint.digest, digest)) {
    throw new VerificationError('time_stamp', `${url}: the time stamp is of something else`);
  }
  if (stamp.nonce !== toHex(asInteger(nonce))) {
    throw new VerificationError('time_stamp', `${url}: the time stamp answers another request`);
  }
  return bytes;
}

/**
 * Has the newest checkpoint of a log stamped, unless it is, and keeps the stamp beside it. An empty log has nothing to
 * stamp. The checkpoint is written first: a crash leaves a copy that nobody reads. Rejects as `requestTimeStamp`, or
 * with what the disk says.
 */
export async function stampCheckpoint(place: StampPlace, request: StampRequest): Promise<KeptStamp | undefined> {
  const { io, dir, fileMode } = place;
  const stamped = io.read(join(dir, LOG_FILES.checkpoint));
  const { size } = parseCheckpoint(decodeUtf8Strict(stamped));
  if (size === 0) return undefined;
  const { stamp: path, checkpoint } = stampPaths(dir, size);
  if (io.facts(path) !== undefined) return { size, path, made: false };
  const der = await requestTimeStamp(stamped, request);
  await request.accept?.(der, stamped);
  io.makeDir(join(dir, TIME_STAMPS), 0o750);
  replaceFile(io, checkpoint, stamped, fileMode);
  replaceFile(io, path, der, fileMode);
  return { size, path, made: true };
}
