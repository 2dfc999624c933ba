// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline';
import { EvidenceUnavailableError } from '../../../../evidence/model/errors.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { draft, optionsFor } from './_store.js';

// A recorder driven by lines on standard input: `append <n> <padding>`, `close`. One line of JSON answers each.

const [root = ''] = process.argv.slice(2);

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function codeOf(error: unknown): string {
  return error instanceof EvidenceUnavailableError ? error.code : `unexpected: ${String(error)}`;
}

async function serve(): Promise<void> {
  const recorder = await openRecorder(optionsFor(root, { checkpointInterval: 1000 }));
  say({ open: recorder.session });
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, number, padding] = line.split(' ');
    try {
      if (command === 'append') {
        const target = `https://api.example.com/${'x'.repeat(Number(padding))}`;
        say({ hash: (await recorder.append(draft(Number(number), { target }))).receiptHash });
      } else {
        await recorder.close();
        say({ closed: true });
      }
    } catch (error) {
      say({ refused: codeOf(error), state: recorder.status().state });
    }
  }
}

serve().catch((error: unknown) => say({ notOpen: codeOf(error), message: (error as Error).message }));
