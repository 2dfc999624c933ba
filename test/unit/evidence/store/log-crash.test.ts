// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../../../../evidence/log/checkpoint.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { runToDeath } from './_die.js';
import { checkpointOf, logWorkspace, verifyLog } from './_log.js';

// Two folders of lives that end, between them, at every step of opening a log, of a first publish and of catching up.
for (const lane of [0, 1]) {
  test(`killed at any step, the log stays one history and nothing is lost (part ${lane + 1})`, async (t) => {
    t.timeout(600_000);
    const place = logWorkspace(t, { origin: 'log.example.com/crash' });
    const kept: string[] = [];
    for (let life = 0; life < 38; life += 1) {
      const step = 1 + life * 2 + lane;
      const died = await runToDeath([place.root, 'step', String(step), String((life * 379) % 1000), 'log']);
      t.is(died.signal, 'SIGKILL', `step ${step}: ${died.stderr}`);
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
    t.true(parseCheckpoint(checkpointOf(place)).size > 50);
  });
}
