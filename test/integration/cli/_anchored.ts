// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeArtifact } from '../../../cli/artifact-folder.js';
import { createSigningKey, loadSigningKey } from '../../../evidence/store/key-file.js';
import type { Signer } from '../../../evidence/sign/signer.js';
import { activity, artifactOf, BEAT, fingerprintOf, OPEN, record, type Scripted } from '../../support/ael.js';
import { pipelock, type Ran } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

export const NONCE = 'nonce-1';

export interface RunResult {
  readonly grade: number | 'ungraded';
  readonly checks: Readonly<Record<string, { readonly status: string; readonly message?: string }>>;
}

export interface Place {
  readonly base: string;
  readonly published: string;
  readonly artifact: string;
  readonly log: string;
  readonly recorders: readonly Scripted[];
  readonly signer: (name: string) => Signer;
}

const home = await tempFolder();
test.after.always(() => removeFolder(home));

let folders = 0;

/** A folder with a joined artifact of two recorders, and their keys published. */
export async function place(ids: readonly string[] = ['evt-1', 'evt-2'], nonce = NONCE): Promise<Place> {
  folders += 1;
  const base = join(home, `f${folders}`);
  const published = join(base, 'published');
  await mkdir(published, { recursive: true });
  const signer = (name: string): Signer => loadSigningKey(join(base, name), 'same_uid');
  const recorders: Scripted[] = [];
  for (const id of ['r1', 'r2']) {
    createSigningKey(join(base, id));
    await publish(published, signer(id));
    const events = ids.map((event, at) => [activity(event), at + 1] as const);
    const steps = [[{ ...OPEN, cp_nonce: nonce }, 0] as const, ...events, [BEAT, 8] as const];
    recorders.push(await record({ signer: signer(id), id, steps, closeAt: 9 }));
  }
  const artifact = join(base, 'artifact');
  writeArtifact(artifact, artifactOf({ recorders, classes: ['net'] }));
  return { base, published, artifact, log: join(base, 'log'), recorders, signer };
}

async function publish(published: string, signer: Signer): Promise<void> {
  const text = Buffer.from(signer.publicKeyHex, 'hex').toString('base64');
  await writeFile(join(published, `${fingerprintOf(signer)}.pub`), text);
}

export async function checked({ published }: Place, artifact: string): Promise<RunResult> {
  const { stdout } = await pipelock(['evidence', 'check', '--json', '--keys', published, artifact], home);
  const [run] = (JSON.parse(stdout) as { runs: RunResult[] }).runs;
  if (run === undefined) throw new Error(stdout);
  return run;
}

export function statuses({ checks }: RunResult, ids: string): string {
  return ids
    .split(/(?=.)/)
    .map((id) => `${id}=${checks[id]?.status ?? ''}`)
    .join(' ');
}

export function anchorArgs({ log, published }: Place, artifact: string, ...more: string[]): string[] {
  return ['evidence', 'anchor', artifact, '--log', log, '--publish', published, ...more];
}

export interface Anchored {
  readonly size: number;
  readonly appended: number;
  readonly anchored: number;
  readonly log_key: string;
}

export async function anchor(
  t: ExecutionContext,
  at: Place,
  artifact = at.artifact,
  ...more: string[]
): Promise<Anchored> {
  const { code, stdout, stderr } = await pipelock([...anchorArgs(at, artifact, '--json'), ...more], home);
  t.is(code, 0, `${stdout}${stderr}`);
  return JSON.parse(stdout) as Anchored;
}

export async function refused(
  t: ExecutionContext,
  args: readonly string[],
  code: number,
  pattern: RegExp,
): Promise<void> {
  const plain = await pipelock(args, home);
  t.is(plain.code, code, `${args.join(' ')}\n${plain.stdout}${plain.stderr}`);
  t.regex(plain.stderr, pattern);
  const json = await pipelock([...args, '--json'], home);
  t.is(json.code, code);
  t.regex((JSON.parse(json.stdout) as { error: { message: string } }).error.message, pattern);
}

/** The last line of a recorder file replaced by these. */
export async function relined(artifact: string, id: string, change: (lines: readonly string[]) => readonly string[]) {
  const path = join(artifact, 'recorders', `${id}.jsonl`);
  const lines = change((await readFile(path, 'utf8')).trimEnd().split('\n'));
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
}

export function confirmArgs({ base, published }: Place, target: readonly string[], ...more: string[]): string[] {
  const args = ['--run', 'run-1', '--flow', 'net', '--nonce', NONCE, '--key', join(base, 'service')];
  return ['evidence', 'confirm', ...args, '--publish', published, ...target, ...more];
}

export async function withService(ids?: readonly string[]): Promise<Place> {
  const at = await place(ids);
  createSigningKey(join(at.base, 'service'));
  return at;
}

/** Runs the command in the folder of these tests. */
export function here(args: readonly string[]): Promise<Ran> {
  return pipelock(args, home);
}
