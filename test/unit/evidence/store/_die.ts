// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./_crash-child.js', import.meta.url));

export interface Died {
  readonly signal: string | null;
  /** `session action hash` of every receipt that was acknowledged before the end. */
  readonly acknowledged: readonly string[];
  readonly stderr: string;
}

/** Runs the child until it dies; kills it once it acknowledged `killAfter` receipts, if told. */
export function runToDeath(args: readonly string[], killAfter = Infinity): Promise<Died> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
