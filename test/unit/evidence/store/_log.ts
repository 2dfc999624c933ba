// SPDX-License-Identifier: Apache-2.0
import type { ExecutionContext } from 'ava';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigningKey } from '../../../../evidence/store/key-file.js';
import type { LogOptions, RecorderOptions } from '../../../../evidence/store/options.js';
import type { CheckStatus } from '../../../../verify/core/results/result.js';
import { NO_LOG_TRUST } from '../../../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../../../verify/core/trust/trust.js';
import { readLogKey } from '../../../../verify/node/log-arguments.js';
import { verifyPath } from '../../../../verify/node/verify-path.js';
import { optionsFor, workspace } from './_store.js';

export interface LogWorkspace {
  readonly root: string;
  readonly dir: string;
  readonly logDir: string;
  readonly publicKeyHex: string;
  readonly logKeyHex: string;
  readonly options: RecorderOptions;
}

/** A workspace whose recorder keeps a log, with a checkpoint after every few receipts. */
export function logWorkspace(t: ExecutionContext, more: Partial<LogOptions> = {}): LogWorkspace {
  const { root, publicKeyHex } = workspace(t);
  const keyPath = join(root, 'log.key');
  const logKeyHex = createSigningKey(keyPath);
  const options = optionsFor(root, { log: { keyPath, interval: 5, ...more } });
  return { root, dir: options.dir, logDir: join(options.dir, 'log'), publicKeyHex, logKeyHex, options };
}

export function checkpointOf(place: LogWorkspace): string {
  return readFileSync(join(place.logDir, 'checkpoint'), 'utf8');
}

export interface LogVerdict {
  readonly accepted: boolean;
  readonly verdict: string;
  /** `code:status` of every check about the log. */
  readonly checks: readonly string[];
  readonly messages: readonly string[];
}

/** The folder as the offline verifier sees it, under both keys, and with an older checkpoint when given. */
export async function verifyLog(place: LogWorkspace, checkpoint?: string): Promise<LogVerdict> {
  const log = { ...NO_LOG_TRUST, keys: [readLogKey(place.logKeyHex)], checkpoint };
  const trust = createTrustRoot({ keys: [place.publicKeyHex], log });
  const verified = await verifyPath(place.dir, { trust, workers: 0 });
  if (verified.kind !== 'directory') throw new Error(`not a folder of runs but a ${verified.kind}`);
  const { accepted, verdict, checks } = verified.result;
  const about = checks.filter(({ code }) => code.startsWith('log_') && code !== 'log_witness');
  const line = ({ code, status }: { readonly code: string; readonly status: CheckStatus }): string =>
    `${code}:${status}`;
  return { accepted, verdict, checks: about.map(line), messages: about.map(({ message }) => message) };
}

export const ALL_PASS = ['log_checkpoint:pass', 'log_tree:pass', 'log_inclusion:pass'] as const;
