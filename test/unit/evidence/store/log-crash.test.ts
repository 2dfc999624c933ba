// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCheckpoint } from '../../../../evidence/log/checkpoint.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { checkpointOf, logWorkspace, verifyLog } from './_log.js';

const CHILD = fileURLToPath(new URL('./_crash-child.js', import.meta.url));

function runToDeath(root: string, step: number, part: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, root, 'step', String(step), String(part), 'log'], {
      stdio: 'ignore',
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve(signal));
  });
}

// Two folders of lives that end at every step of opening a log, of the first publishes and of catching up.
for (const lane of [0, 1]) {
  test(`killed at any step, the log stays one history and nothing is lost (part ${lane + 1})`, async (t) => {
    t.timeout(600_000);
    const place = logWorkspace(t, { origin: 'log.example.com/crash' });
    const kept: string[] = [];
    for (let life = 0; life < 48; life += 1) {
      const step = 1 + life * 4 + lane * 2;
      t.is(await runToDeath(place.root, step, (life * 379) % 1000), 'SIGKILL', `step ${step}`);
      if (life % 8 === 7 && existsSync(join(place.logDir, 'checkpoint'))) kept.push(checkpointOf(place));
    }
    const recorder = await openRecorder(place.options);
    await recorder.close();
    t.like(recorder.status().log, { state: 'ok', waiting: 0 });
    t.true(kept.length > 2);
    for (const older of kept) {
      const { checks, messages } = await verifyLog(place, older);
      t.deepEqual(
        checks.filter((check) => !check.endsWith(':pass')),
        [],
        messages.join('\n'),
      );
    }
    t.true(parseCheckpoint(checkpointOf(place)).size > 200);
  });
}
