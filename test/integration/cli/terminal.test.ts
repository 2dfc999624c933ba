// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initAssessment } from '../../../assess/init.js';
import { pipelock } from '../../support/cli.js';

const CLEAR = '\u001b[2J\u009b2J\u202e\r';

test('text from evidence cannot steer the terminal: results, faults and errors', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-terminal-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const dir = initAssessment({ outputDir: join(root, 'a'), version: '0', now: '2026-11-26T00:00:00Z' });
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
  const hostile = {
    ...manifest,
    config_file: `x${CLEAR}`,
    status: 'finalized',
    artifacts: { [`y${CLEAR}`]: 'a'.repeat(64) },
  };
  writeFileSync(path, JSON.stringify(hostile));
  const runs = [
    ['assess', 'status', dir],
    ['assess', 'verify', dir],
    ['assess', 'verify', dir, '--json'],
    ['assess', 'status', dir, '--json'],
    ['assess', 'run', `${dir}${CLEAR}`],
  ];
  for (const args of runs) {
    const { stdout, stderr } = await pipelock(args, root);
    t.regex(stdout + stderr, /u009b2J/, args.join(' '));
    t.notRegex(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/, args.join(' '));
    if (args.includes('--json'))
      t.true(stdout.includes('\\u202e') && JSON.stringify(JSON.parse(stdout)).includes('\u202e'));
  }
});
