// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../evidence/model/errors.js';
import type { DirectoryResult } from '../../verify/core/folders/folder-result.js';
import type { TrustRoot } from '../../verify/core/trust/trust.js';

export interface VerifyJob {
  readonly dir: string;
  readonly bytes: number;
  readonly trust: TrustRoot;
}

export type VerifyMessage =
  | { readonly kind: 'progress'; readonly read: number }
  | { readonly kind: 'done'; readonly result: DirectoryResult }
  | { readonly kind: 'failed'; readonly reason: string };

/** What is known of a folder at this moment. */
export type Standing =
  | { readonly state: 'missing'; readonly reason: string }
  | { readonly state: 'pending'; readonly percent: number; readonly before: Judged | undefined }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'current'; readonly judged: Judged };

export interface Judged {
  readonly result: DirectoryResult;
  /** RFC 3339 UTC, when the verification began. */
  readonly at: string;
}

interface Picture {
  /** Names, sizes, times and identities of all files: another one means that something changed. */
  readonly text: string;
  readonly bytes: number;
}

/** The log moves with these; its tiles only ever are added before them. */
const LOG_FILES = ['checkpoint', 'state.json', 'timestamps'];

function pictureOf(dir: string): Picture {
  const lines: string[] = [];
  let bytes = 0;
  const add = (name: string): void => {
    const stat = lstatSync(join(dir, name), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (name.endsWith('.jsonl')) bytes += stat.size;
    lines.push(JSON.stringify([name, stat.size, stat.mtimeMs, stat.ino, stat.mode]));
  };
  for (const name of readdirSync(dir).sort()) add(name);
  for (const name of LOG_FILES) add(join('log', name));
  return { text: lines.join('\n'), bytes };
}

interface Running {
  readonly picture: Picture;
  readonly worker: Worker;
  readonly ended: Promise<void>;
  read: number;
}

type Known = { readonly picture: Picture } & (
  { readonly judged: Judged } | { readonly judged: undefined; readonly reason: string }
);

/**
 * Verifies an evidence folder on another thread, again whenever a file of it changed. A result is current only while the
 * files are those that were read.
 */
export class FolderVerification {
  private known: Known | undefined;
  private running: Running | undefined;

  private readonly dir: string;
  private readonly trust: TrustRoot;
  private readonly now: () => string;

  constructor(dir: string, trust: TrustRoot, now: () => string) {
    this.dir = dir;
    this.trust = trust;
    this.now = now;
  }

  /** Where it stands, starting a verification where one is due; waits for it a little. */
  async look(waitMs: number): Promise<Standing> {
    const first = this.standing();
    if (first.state !== 'pending' || this.running === undefined) return first;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, waitMs);
    });
    await Promise.race([this.running.ended, patience]);
    clearTimeout(timer);
    return this.standing();
  }

  async close(): Promise<void> {
    await this.running?.worker.terminate();
  }

  private standing(): Standing {
    let picture: Picture;
    try {
      picture = pictureOf(this.dir);
    } catch (error) {
      return { state: 'missing', reason: messageOf(error) };
    }
    const { known } = this;
    if (known?.picture.text === picture.text) {
      return known.judged === undefined
        ? { state: 'failed', reason: known.reason }
        : { state: 'current', judged: known.judged };
    }
    this.running ??= this.start(picture);
    const { read, picture: seen } = this.running;
    const percent = seen.bytes === 0 ? 0 : Math.min(99, Math.floor((read * 100) / seen.bytes));
    return { state: 'pending', percent, before: known?.judged };
  }

  private start(picture: Picture): Running {
    const at = this.now();
    const workerData: VerifyJob = { dir: this.dir, bytes: picture.bytes, trust: this.trust };
    const worker = new Worker(new URL('./verify-worker.js', import.meta.url), { workerData });
    const fail = (reason: string): void => void (this.known = { picture, judged: undefined, reason });
    const ended = new Promise<void>((resolve) => {
      let answered = false;
      worker.on('message', (message: VerifyMessage) => {
        if (message.kind === 'progress') {
          if (this.running?.worker === worker) this.running.read = message.read;
          return;
        }
        answered = true;
        if (message.kind === 'done') this.known = { picture, judged: { result: message.result, at } };
        else fail(message.reason);
      });
      worker.on('error', (error) => {
        answered = true;
        fail(messageOf(error));
      });
      worker.on('exit', () => {
        if (!answered) fail('the verification ended without a result');
        this.running = undefined;
        resolve();
      });
    });
    return { picture, worker, ended, read: 0 };
  }
}
