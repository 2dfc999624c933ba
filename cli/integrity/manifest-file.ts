// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { formatDetachedSignature } from '../../evidence/crypto/key-text.js';
import { UsageError } from '../../evidence/model/errors.js';
import {
  INTEGRITY_SCHEMA,
  MAX_MANIFEST_LENGTH,
  parseIntegrityManifest,
  writeIntegrityManifest,
  type IntegrityManifest,
} from '../../evidence/model/integrity-manifest.js';
import { loadPrivateKey, type LoadedKey } from '../../evidence/store/key-file.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { printable } from '../../verify/core/results/render.js';
import { collect } from '../command.js';
import { verifyDetached, type NamedKey } from '../keys/detached.js';
import { parseNamed, readDocument, writeWhole } from '../keys/files.js';
import { agentName, openKeystore } from '../keys/keystore.js';
import { timeOption } from '../keys/options.js';
import type { Drift } from './compare.js';
import { compileExclusion, type Exclusion } from './exclude.js';
import { readWorkspace, type Workspace } from './walk.js';

/** Options that the three integrity commands share. */
export interface IntegrityOptions {
  readonly manifest?: string;
  readonly exclude?: readonly string[];
  readonly sign?: boolean;
  readonly verify?: boolean;
  readonly agent?: string;
  readonly keyFile?: string;
  readonly key?: readonly string[];
  readonly keystore?: string;
  readonly json?: boolean;
}

export function declareShared(command: Command): void {
  command
    .argument('[folder]', 'the workspace (default: this folder)')
    .option('--manifest <file>', 'manifest (default: FOLDER/.pipelock-integrity.json)')
    .option('--agent <name>', 'key of this agent in the keystore (default: PIPELOCK_AGENT)')
    .option('--keystore <folder>', 'keystore (default: the product home)')
    .option('--json', 'print JSON');
}

export function declareSigning(command: Command): void {
  command
    .option('--exclude <pattern>', 'leave out; a name, or a path with * ? and **; may be repeated', collect)
    .option('--sign', 'sign the manifest: MANIFEST.sig')
    .option('--key-file <file>', 'sign with this private key file instead');
}

export function declareVerifying(command: Command): void {
  command
    .option('--verify', 'refuse a manifest without a signature; one that is there is always checked')
    .option('--key <hex|file>', 'trusted public key (default: every key of trust NAME PUB); may be repeated', collect);
}

export interface Place {
  readonly root: string;
  readonly manifest: string;
}

/** Throws UsageError unless the workspace is a folder. */
export function placeOf(folder: string | undefined, manifest: string | undefined): Place {
  const root = resolve(folder ?? '.');
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${root} is not a folder`);
  return { root, manifest: manifest === undefined ? join(root, '.pipelock-integrity.json') : resolve(manifest) };
}

/** A manifest cannot list itself, nor its signature. */
function ownFiles({ root, manifest }: Place): Exclusion {
  const own = [manifest, `${manifest}.sig`].map((path) => relative(root, path).split(sep).join('/'));
  return (path) => own.includes(path);
}

export function survey(place: Place, excludes: readonly string[]): Workspace {
  const [own, excluded] = [ownFiles(place), compileExclusion(excludes)];
  return readWorkspace(place.root, (path) => own(path) || excluded(path));
}

/** The key to sign with, before anything is written. */
export function signingKeyOf({ sign, agent, keyFile, keystore }: IntegrityOptions): LoadedKey | undefined {
  if (sign !== true) return undefined;
  if (keyFile !== undefined) return loadPrivateKey(keyFile, 'same_uid');
  return loadPrivateKey(openKeystore(keystore).agentKey(agentName(agent)), 'same_uid');
}

/** Writes the manifest, then its signature: a crash in between leaves a signature that does not fit, which is refused. */
export function writeManifest(
  { manifest }: Place,
  content: Pick<IntegrityManifest, 'excludes' | 'files'>,
  key: LoadedKey | undefined,
  replace: boolean,
): void {
  const text = writeIntegrityManifest({ schema: INTEGRITY_SCHEMA, created_at: timeOption(undefined, ''), ...content });
  writeWhole(manifest, text, 0o644, replace);
  if (key === undefined) return;
  writeWhole(`${manifest}.sig`, formatDetachedSignature(key.signer.sign(utf8Encode(text))), 0o644, true);
}

function trustedKeys({ key, agent, keystore }: IntegrityOptions): readonly NamedKey[] {
  if (key !== undefined) return key.map((value) => ({ name: value, publicKey: readKeyArgument(value) }));
  const store = openKeystore(keystore);
  if (agent === undefined) return store.trusted();
  return [{ name: agent, publicKey: readKeyArgument(`${store.agentKey(agent)}.pub`) }];
}

export interface ReadManifest {
  readonly manifest: IntegrityManifest;
  /** Who signed it; undefined when nobody did and nobody had to. */
  readonly signer: NamedKey | undefined;
}

/**
 * Reads the manifest. Where a signature stands beside it, or `--verify` demands one, that is checked first, over the very
 * bytes that are then used.
 */
export async function readManifest({ manifest: path }: Place, options: IntegrityOptions): Promise<ReadManifest> {
  if (!existsSync(path)) throw new UsageError(`no manifest at ${path}; make one with pipelock integrity init`);
  const text = readDocument(path, MAX_MANIFEST_LENGTH);
  const asked = options.verify === true || options.key !== undefined || existsSync(`${path}.sig`);
  const signer = asked ? await verifyDetached(utf8Encode(text), `${path}.sig`, trustedKeys(options)) : undefined;
  return { manifest: parseNamed(path, text, parseIntegrityManifest), signer };
}

/** One line per difference. */
export function renderDrift({ changed, added, deleted, unreadable }: Drift): string[] {
  return [
    ...changed.map(({ path, what }) => `changed     ${printable(path)} (${what})`),
    ...added.map((path) => `added       ${printable(path)}`),
    ...deleted.map((path) => `deleted     ${printable(path)}`),
    ...unreadable.map(({ path, reason }) => `unreadable  ${printable(path)}: ${printable(reason)}`),
  ];
}
