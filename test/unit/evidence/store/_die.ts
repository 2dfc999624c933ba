// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../support/bundle.js';

const CHILD = fileURLToPath(new URL('./_crash-child.js', import.meta.url));
/** The recorder thread is a file of its own, so that only the other mode can run from one file. */
const ONE_FILE = await bundleProgram(CHILD);

export interface Died {
  readonly signal: string | null;
  /** `session action hash` of every receipt that was acknowledged before the end. */
  readonly acknowledged: readonly string[];
  readonly stderr: string;
}

/** Runs the child until it dies; kills it once it acknowledged `killAfter` receipts, if told. */
export function runToDeath(args: readonly string[], killAfter = Infinity): Promise<Died> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [args.includes('thread') ? CHILD : ONE_FILE, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.split('\n').length > killAfter) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      // The last line may itself be cut; a receipt is acknowledged when its line is whole.
      resolve({ signal, acknowledged: stdout.split('\n').slice(0, -1), stderr });
    });
  });
}
