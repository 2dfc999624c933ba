// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startObserver } from '../../../cli/observe/observer.js';
import { createSigningKey, loadSigningKey } from '../../../evidence/store/key-file.js';
import { pipelock } from '../../support/cli.js';
import { removeFolder, startOrigin, startTestProduct, stopOrigin, tempFolder } from '../../support/product.js';
import { testConfig, through } from '../../support/product.js';

const home = await tempFolder();
test.after.always(() => removeFolder(home));

const RUN = 'shift-7';
const NONCE = 'n-7';
const FLOW = 'observed.http.read';

async function run(t: ExecutionContext, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await pipelock(args, home);
  t.is(code, 0, `${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** Resolves when the text is in a file of the folder, which is being written. */
async function seen(folder: string, text: string): Promise<void> {
  for (;;) {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    if (texts.some((content) => content.includes(text))) return;
  }
}

/** A real run with signs of life: two reads through the firewall and an observer to a service that notes their ids. */
async function liveRun(
  t: ExecutionContext,
): Promise<{ evidence: string; key: string; address: string; ids: string[] }> {
  const ids: string[] = [];
  const origin = await startOrigin((incoming, response) => {
    const id = /rid="([^"]*)"/.exec(String(incoming.headers['pipelock-mediation']))?.[1];
    if (id !== undefined) ids.push(id);
    incoming.resume();
    response.end('fine');
  });
  createSigningKey(join(home, 'observer.key'));
  const signer = loadSigningKey(join(home, 'observer.key'), 'same_uid');
  const live = { run: RUN, recorder: 'upstream', heartbeatSeconds: 1, custody: 'same-host', cpNonce: NONCE, signer };
  const upstream = new URL(`http://127.0.0.1:${origin.port}`);
  const observer = await startObserver(
    { ...live, out: join(home, 'observed') },
    { host: '127.0.0.1', port: 0, upstream },
  );
  const running = await startTestProduct(
    testConfig((config) => ({
      ...config,
      mediation_envelope: { ...config.mediation_envelope, enabled: true },
      flight_recorder: { ...config.flight_recorder, completeness: { heartbeat_interval: '1s' } },
    })),
  );
  t.teardown(() => removeFolder(running.home));
  const address = `127.0.0.1:${observer.port}`;
  const evidence = join(running.home, 'evidence');
  try {
    for (const path of ['a', 'b']) t.is((await through(running.product, `http://${address}/${path}`)).status, 200);
    await seen(evidence, '"heartbeat":{');
  } finally {
    await running.product.close();
    await observer.close();
    stopOrigin(origin);
  }
  return { evidence, key: join(running.home, 'keys', 'receipt-signing.key'), address, ids };
}

interface Checked {
  readonly grade: number;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly message?: string }>>;
}

async function check(t: ExecutionContext, artifact: string): Promise<Checked> {
  const text = await run(t, 'evidence', 'check', '--json', '--keys', join(home, 'published'), artifact);
  const [only] = (JSON.parse(text) as { runs: Checked[] }).runs;
  if (only === undefined) throw new Error(text);
  return only;
}

test('a real run with an observer, a log and a counterparty passes every check, and its twins do not', async (t) => {
  t.timeout(300_000);
  const { evidence, key, address, ids } = await liveRun(t);
  t.is(ids.length, 2);
  const at = (name: string): string => join(home, name);
  const publish = ['--publish', at('published')];
  const named = ['--run', RUN, '--cp-nonce', NONCE];
  await run(
    t,
    'evidence',
    'export',
    '--dir',
    evidence,
    '--key',
    key,
    ...named,
    '--observed',
    address,
    '--out',
    at('firewall'),
    ...publish,
  );
  createSigningKey(at('service.key'));
  const said = ['--run', RUN, '--flow', FLOW, '--nonce', NONCE, '--key', at('service.key')];
  const confirm = (out: string, events: readonly string[]): Promise<string> =>
    run(t, 'evidence', 'confirm', ...said, '--out', at(out), ...events.flatMap((id) => ['--event', id]));
  const whole = async (name: string, statements: string): Promise<Checked> => {
    const service = ['--counterparty', at(statements), '--counterparty-key', at('service.key.pub'), '--flow', FLOW];
    const keys = [...publish, '--key', at('observer.key.pub')];
    await run(t, 'evidence', 'join', ...service, ...keys, '--out', at(name), at('firewall'), at('observed'));
    await run(t, 'evidence', 'anchor', at(name), '--log', at('log'), ...publish);
    return check(t, at(name));
  };
  await confirm('said', ids);
  const good = await whole('whole', 'said');
  const open = Object.entries(good.checks).filter(([id, { status }]) => !['c', 'R'].includes(id) && status !== 'PASS');
  t.deepEqual(open, []);
  t.is(good.grade, 4);
  await run(t, 'log', 'verify', '--dir', at('log'), '--log-key', at('log.key.pub'));

  await confirm('less', ids.slice(0, 1));
  const less = await whole('less-whole', 'less');
  t.regex(less.checks['t']?.message ?? '', /is recorded and not confirmed/);
  await confirm('more', [...ids, 'never-recorded']);
  const more = await whole('more-whole', 'more');
  t.is(more.checks['t']?.message, 'event never-recorded is confirmed and not recorded');
  t.deepEqual([less.grade, more.grade], [3, 3]);

  // A tail that was cut off after anchoring.
  await cp(at('whole'), at('cut'), { recursive: true });
  const file = join(at('cut'), 'recorders', 'upstream.jsonl');
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  await writeFile(file, lines.slice(0, -1).join('\n'));
  t.is((await check(t, at('cut'))).checks['p']?.status, 'FAIL');
});
