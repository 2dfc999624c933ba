// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { KeptStamp } from '../../../../evidence/store/log/time-stamps.js';
import { createLogStamps, openLogStamps, type StampParts } from '../../../../enforce/runtime/log-stamps.js';
import { loadConfig } from '../../../../enforce/config/load.js';

interface Said {
  readonly info: string[];
  readonly error: string[];
}

function logOf(): { readonly said: Said; readonly log: StampParts['log'] } {
  const said: Said = { info: [], error: [] };
  const note =
    (list: string[]) =>
    (event: string, fields: Record<string, unknown> = {}) =>
      void list.push(`${event} ${JSON.stringify(fields)}`);
  return { said, log: { info: note(said.info), error: note(said.error) } };
}

function kept(size: number, made = true): KeptStamp {
  return { size, path: `${size}.tsr`, made };
}

test('the last checkpoint is stamped at the end, with little patience', async (t) => {
  const { said, log } = logOf();
  const limits: (number | undefined)[] = [];
  const stamp = (timeoutMs?: number): Promise<KeptStamp> => {
    limits.push(timeoutMs);
    return Promise.resolve(kept(7));
  };
  const stamps = createLogStamps({ intervalMs: 3_600_000, log, stamp });
  t.deepEqual(stamps.status(), { stamped: 0, failed: 0, leaves: 0 });
  await stamps.close();
  t.deepEqual(limits, [5000]);
  t.deepEqual(stamps.status(), { stamped: 1, failed: 0, leaves: 7 });
  t.deepEqual(said, { info: ['log_timestamp {"leaves":7}'], error: [] });
});

test('a failure is counted and said, and the next attempt makes it good', async (t) => {
  const { said, log } = logOf();
  // The timer under test keeps no process alive, and nothing else may.
  const awake = setInterval(() => undefined, 60_000);
  t.teardown(() => clearInterval(awake));
  let tries = 0;
  let good: () => void;
  const over = new Promise<void>((resolve) => (good = resolve));
  const stamps = createLogStamps({
    intervalMs: 1,
    log,
    stamp: () => {
      tries += 1;
      if (tries === 1) return Promise.reject(Object.assign(new Error('no log yet'), { code: 'ENOENT' }));
      if (tries === 2) return Promise.reject(new Error('the authority is away'));
      if (tries === 3) return Promise.resolve(undefined);
      if (tries === 5) good();
      return Promise.resolve(kept(9, tries === 4));
    },
  });
  await over;
  await stamps.close();
  t.like(stamps.status(), { stamped: 1, failed: 1, leaves: 9 });
  t.is(stamps.status().message, undefined);
  t.deepEqual(said.error, ['log_timestamp_failed {"error":"the authority is away"}']);
});

test('without an authority, or without a log, nothing is stamped', (t) => {
  const { log } = logOf();
  t.is(openLogStamps(loadConfig(''), '/nowhere', log), undefined);
  const off = 'transparency_log:\n  enabled: false\n  timestamp_url: http://127.0.0.1:9/\n';
  t.is(openLogStamps(loadConfig(off), '/nowhere', log), undefined);
  for (const bad of ['ftp://x', 'x', 'http://user@x', 'http://', 'http://a b']) {
    t.throws(() => loadConfig(`transparency_log:\n  timestamp_url: "${bad}"\n`), { name: 'ConfigError' }, bad);
  }
  for (const bad of ['30s', '169h', '1h1ms', 'x']) {
    t.throws(() => loadConfig(`transparency_log:\n  timestamp_interval: ${bad}\n`), { name: 'ConfigError' }, bad);
  }
});

test('an authority that cannot be reached stops nothing', async (t) => {
  const { said, log } = logOf();
  const config = loadConfig('transparency_log:\n  timestamp_url: http://127.0.0.1:9/\n  dir: /nowhere/log\n');
  const stamps = openLogStamps(config, '/nowhere', log);
  await stamps?.close();
  t.deepEqual(said.error, [], 'no log, nothing to stamp');
});
