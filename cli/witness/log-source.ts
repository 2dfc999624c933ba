// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8Strict } from '../../evidence/canonical/text.js';
import { HASH_BYTES } from '../../evidence/log/hash.js';
import { MAX_NOTE_CHARS } from '../../evidence/log/note.js';
import { TILE_WIDTH, tilePath, type TileCoordinate } from '../../evidence/log/tiles.js';
import { VerificationError } from '../../evidence/model/errors.js';
import { nodeIo } from '../../evidence/store/io.js';
import { findLog, readCheckpoint } from '../../evidence/store/log/prove.js';
import { readTile } from '../../evidence/store/log/tile-files.js';

/** A log as a witness sees it. What it gives is untrusted. */
export interface LogSource {
  checkpoint(): Promise<string>;
  tile(tile: TileCoordinate): Promise<Uint8Array>;
}

const TIMEOUT_MS = 30_000;

/** A log in a folder, or one that any web server serves. */
export function openLogSource(place: string): LogSource {
  return /^https?:\/\//.test(place) ? servedLog(place.replace(/\/+$/, '')) : folderLog(place);
}

function folderLog(place: string): LogSource {
  const dir = findLog(nodeIo, place);
  return {
    checkpoint: () => Promise.resolve(readCheckpoint(nodeIo, dir).text),
    tile: (tile) => Promise.resolve(readTile(nodeIo, dir, tile, HASH_BYTES)),
  };
}

/** Reads a body up to a limit; a server that sends more is cut off. */
async function limited(response: Response, url: string, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > maxBytes) throw new VerificationError('size_limit', `${url}: more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function load(url: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new VerificationError('unreadable', `${url}: status ${response.status}`);
  return limited(response, url, maxBytes);
}

function servedLog(prefix: string): LogSource {
  const missing = (path: string): VerificationError =>
    new VerificationError('unreadable', `${prefix}/${path}: not found`);
  return {
    checkpoint: async () => {
      const bytes = await load(`${prefix}/checkpoint`, MAX_NOTE_CHARS);
      if (bytes === undefined) throw missing('checkpoint');
      return decodeUtf8Strict(bytes);
    },
    tile: async (tile) => {
      const partial = await load(`${prefix}/${tilePath(tile)}`, TILE_WIDTH * HASH_BYTES);
      // A partial tile may be gone once the full one is there.
      const bytes =
        partial ?? (await load(`${prefix}/${tilePath({ ...tile, width: TILE_WIDTH })}`, TILE_WIDTH * HASH_BYTES));
      if (bytes === undefined) throw missing(tilePath(tile));
      return bytes.subarray(0, tile.width * HASH_BYTES);
    },
  };
}
