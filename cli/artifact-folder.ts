// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AelFiles } from '../evidence/attest/ael/artifact.js';
import { aelFingerprint } from '../evidence/attest/ael/recorder.js';
import type { AelSource } from '../evidence/attest/ael/source.js';
import { fromHex, toBase64 } from '../evidence/canonical/text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { UsageError } from '../evidence/model/errors.js';
import { createWholeFile, replaceFile } from '../evidence/store/atomic-file.js';
import { nodeIo } from '../evidence/store/io.js';
import { systemProcesses } from '../evidence/store/lock.js';
import { takeLogLock, whenFree } from '../evidence/store/log/log-lock.js';
import { openArtifact } from './artifact-source.js';

/** Throws UsageError unless the folder is new or empty: what lies in an artifact is part of it. */
export function assertFreshFolder(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) throw new UsageError(`${out} is not empty; name a new folder`);
}

/** Writes an artifact's files, each whole, in their order: an unfinished artifact has no manifest. */
export function writeArtifact(out: string, files: AelFiles): void {
  for (const [path, text] of files) {
    const file = join(out, path);
    nodeIo.makeDir(dirname(file), 0o755);
    if (!createWholeFile(nodeIo, file, text, 0o644)) throw new UsageError(`${file} exists already`);
  }
}

/**
 * Changes an artifact as the only one who does: `change` reads it and gives the files that become other ones. Each is
 * replaced whole, in their order, so the manifest names nothing that is not there yet. Waits some seconds for others.
 */
export async function changeArtifact(folder: string, change: (source: AelSource) => Promise<AelFiles>): Promise<void> {
  // Nothing is written where no artifact is.
  openArtifact(folder);
  const take = (): (() => void) => takeLogLock(nodeIo, folder, systemProcesses(), `the artifact ${folder}`);
  const release = await whenFree(() => Promise.resolve().then(take));
  try {
    const files = await change(openArtifact(folder));
    for (const [path, text] of files) replaceFile(nodeIo, join(folder, path), text, 0o644);
  } finally {
    release();
  }
}

/** Publishes a key the way checkers look it up: `<folder>/<fingerprint>.pub` with the base64 of its bytes. */
export function publishKey(folder: string, publicKeyHex: string): string {
  const name = `${aelFingerprint(publicKeyHex, nodeSuite)}.pub`;
  nodeIo.makeDir(folder, 0o755);
  createWholeFile(nodeIo, join(folder, name), `${toBase64(fromHex(publicKeyHex))}\n`, 0o644);
  return join(folder, name);
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Names files and runs: no separators, nothing hidden. Throws UsageError. */
export function assertName(text: string, option: string): string {
  if (NAME.test(text) && !text.includes('..')) return text;
  throw new UsageError(`${option} holds letters, digits, dots, dashes and underscores: at most 128, no ".."`);
}

/** Throws UsageError unless the text is one of the words. */
export function assertWord(text: string, words: readonly string[], option: string): string {
  if (words.includes(text)) return text;
  throw new UsageError(`${option} is one of ${words.join(', ')}`);
}
