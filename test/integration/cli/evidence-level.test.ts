// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import test from 'ava';
import { buildAelArtifact } from '../../../evidence/attest/ael/artifact.js';
import { exportAelRun } from '../../../evidence/attest/ael/export-run.js';
import { readRecordedRun } from '../../../evidence/attest/ael/recorded-run.js';
import { nodeSuite } from '../../../evidence/crypto/node/suite.js';
import { createSigningKey, loadSigningKey } from '../../../evidence/store/key-file.js';
import { writeArtifact } from '../../../cli/artifact-folder.js';
import { policyReading } from '../../../cli/recorded-evidence.js';
import { startObserver } from '../../../cli/observe/observer.js';
import { pipelock, projectFile } from '../../support/cli.js';
import { artifactOf, newSigner, plainRun } from '../../support/ael.js';
import {
  ACCESS_KEY,
  rawExchange,
  removeFolder,
  startOrigin,
  startTestProduct,
  stopOrigin,
  tempFolder,
  through,
} from '../../support/product.js';
import { buildRun } from '../../unit/verify/evidence-runs.js';

interface Checked {
  readonly runs: readonly {
    readonly grade: number | 'ungraded';
    readonly r: string;
    readonly open: boolean;
    readonly checks: Readonly<Record<string, { readonly status: string; readonly message?: string }>>;
  }[];
  readonly governability?: readonly { readonly coverage: string; readonly events: object }[];
}

const home = await tempFolder();
test.after.always(() => removeFolder(home));

let folders = 0;
async function folder(): Promise<string> {
  folders += 1;
  const path = join(home, `f${folders}`);
  await mkdir(path);
  return path;
}

async function check(artifact: string, keys: string, ...more: string[]): Promise<{ code: number; result: Checked }> {
  const { code, stdout } = await pipelock(['evidence', 'check', '--json', ...more, '--keys', keys, artifact], home);
  return { code, result: JSON.parse(stdout) as Checked };
}

/** The nonce with which a recorder of an artifact opened. */
async function nonceOf(artifact: string, id: string): Promise<unknown> {
  const [open = ''] = (await readFile(join(artifact, 'recorders', `${id}.jsonl`), 'utf8')).split('.');
  return (JSON.parse(Buffer.from(open, 'base64url').toString()) as Record<string, unknown>)['cp_nonce'];
}

/** A real run: an allowed read, an allowed write, a leak that is stopped. */
async function recordRun(): Promise<{ readonly evidence: string; readonly key: string; readonly home: string }> {
  const origin = await startOrigin((incoming, response) => {
    incoming.resume();
    response.end('fine');
  });
  const running = await startTestProduct();
  try {
    const base = `http://127.0.0.1:${origin.port}`;
    await through(running.product, `${base}/page`);
    await through(running.product, `${base}/items`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    await through(running.product, `${base}/leak?k=${ACCESS_KEY}`);
  } finally {
    await running.product.close();
    stopOrigin(origin);
  }
  return {
    evidence: join(running.home, 'evidence'),
    key: join(running.home, 'keys', 'receipt-signing.key'),
    home: running.home,
  };
}

test('a real run is exported, checked, and refused once it was touched', async (t) => {
  const run = await recordRun();
  t.teardown(() => removeFolder(run.home));
  const out = join(await folder(), 'artifact');
  const published = await folder();
  const args = [
    'evidence',
    'export',
    '--dir',
    run.evidence,
    '--key',
    run.key,
    '--publish',
    published,
    '--cp-nonce',
    'n-1',
  ];
  const exported = await pipelock([...args, '--out', out, '--run', 'real-1', '--json'], home);
  t.is(exported.code, 0, exported.stderr);
  const report = JSON.parse(exported.stdout) as { activities: number; without_decision: number; notes: string[] };
  t.true(report.activities >= 3);
  t.is(report.without_decision, 0);
  t.deepEqual(report.notes, ['the run recorded no heartbeat, and none is made up']);
  t.is(await nonceOf(out, 'pipelock'), 'n-1');
  const { code, result } = await check(out, published, '--gov');
  t.is(code, 0);
  t.is(result.runs[0]?.grade, 0, 'a run shorter than its first heartbeat shows no sign of life');
  t.is(result.runs[0]?.r, '+R');
  t.is(result.runs[0]?.checks['i']?.status, 'PASS');
  t.is(result.governability?.[0]?.coverage, 'N/A');
  const text = await pipelock(['evidence', 'check', '--gov', '--keys', published, out], home);
  t.regex(text.stdout, /^evaluation result/);
  t.regex(text.stdout, /\n {2}h FAIL recorders\/pipelock\.jsonl: no heartbeat after the open record\n/);

  t.is((await pipelock([...args, '--out', out], home)).code, 2, 'an artifact is never written over');
  const stranger = join(await folder(), 'stranger.key');
  createSigningKey(stranger);
  const foreign = ['evidence', 'export', '--dir', run.evidence, '--key', stranger, '--out', join(home, 'never')];
  t.regex((await pipelock(foreign, home)).stderr, /does not verify/);
  const trusted = await pipelock(
    [...foreign.slice(0, -1), join(await folder(), 'a'), '--trust', `${run.key}.pub`],
    home,
  );
  t.is(trusted.code, 0, trusted.stderr);

  const touched = await folder();
  await cp(run.evidence, touched, { recursive: true });
  const [shard = ''] = (await readdir(touched)).filter((name) => name.endsWith('.jsonl'));
  await chmod(join(touched, shard), 0o600);
  await writeFile(
    join(touched, shard),
    (await readFile(join(touched, shard), 'utf8')).replace('"verdict":"block"', '"verdict":"allow"'),
  );
  const refused = await pipelock(
    ['evidence', 'export', '--dir', touched, '--key', run.key, '--out', join(home, 'never')],
    home,
  );
  t.is(refused.code, 1);
  t.regex(refused.stderr, /the evidence does not verify/);
  await t.throwsAsync(() => stat(join(home, 'never')));
});

function send(port: number, rid: string | undefined, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = rid === undefined ? {} : { 'pipelock-mediation': `v=1, act="read", rid="${rid}"` };
    const outgoing = request({ host: '127.0.0.1', port, method, path: '/x?y', headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** What the firewall recorded of actions that were answered, as an artifact; and the ids of those actions. */
async function firewallArtifact(out: string, published: string): Promise<readonly string[]> {
  const signer = newSigner();
  const session = buildRun().session;
  const ids = [`${session}-action-0`, `${session}-action-2`];
  const run = buildRun({
    signer,
    actions: 4,
    edit: (record) => {
      const at = Number(record.action_id.split('-action-')[1]);
      return at % 2 === 1
        ? { ...record, action_id: ids[(at - 1) / 2] ?? '', decision_phase: 'outcome', pattern: 'status=200 bytes=4' }
        : record;
    },
  });
  const setting = {
    run: 'shared',
    recorderId: 'pipelock',
    signer,
    suite: nodeSuite,
    reading: policyReading,
    policies: new Map(),
  };
  const { recorder } = await exportAelRun(readRecordedRun(run.lines, nodeSuite), {
    ...setting,
    observed: ['api.example.com'],
  });
  writeArtifact(out, buildAelArtifact({ recorders: [recorder], declared: {} }));
  const text = Buffer.from(signer.publicKeyHex, 'hex').toString('base64');
  await writeFile(join(published, `${recorder.key}.pub`), text);
  return ids;
}

for (const [name, stray, grade] of [
  ['sees the same requests', false, 2],
  ['sees a request that nobody mediated', true, 1],
] as const) {
  test(`a second recorder before the upstream ${name}`, async (t) => {
    const seen: string[] = [];
    const origin = await startOrigin((incoming, response) => {
      seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''} ${String(incoming.headers['pipelock-mediation'])}`);
      incoming.resume();
      response.end('fine');
    });
    t.teardown(() => {
      stopOrigin(origin);
    });
    const [base, published] = [await folder(), await folder()];
    const ids = await firewallArtifact(join(base, 'firewall'), published);
    const key = join(base, 'observer.key');
    const publicKeyHex = createSigningKey(key);
    const live = {
      out: join(base, 'observer'),
      run: 'shared',
      recorder: 'upstream',
      heartbeatSeconds: 60,
      custody: 'same-host',
    };
    const observer = await startObserver(
      { ...live, signer: loadSigningKey(key, 'same_uid') },
      { host: '127.0.0.1', port: 0, upstream: new URL(`http://127.0.0.1:${origin.port}`) },
    );
    for (const id of ids) t.is(await send(observer.port, id), 200);
    if (stray) t.is(await send(observer.port, undefined), 200);
    await observer.close();
    t.is(seen[0], `GET /x?y v=1, act="read", rid="${ids[0] ?? ''}"`);
    await writeFile(join(published, `${observer.key}.pub`), Buffer.from(publicKeyHex, 'hex').toString('base64'));

    const alone = await check(join(base, 'observer'), published);
    t.is(alone.result.runs[0]?.grade, 1);
    const joined = await pipelock(
      ['evidence', 'join', '--json', '--out', join(base, 'both'), join(base, 'firewall'), join(base, 'observer')],
      home,
    );
    t.is(joined.code, 0, joined.stderr);
    t.deepEqual((JSON.parse(joined.stdout) as { classes: string[] }).classes, ['observed.http.read', 'unmediated']);
    const { result } = await check(join(base, 'both'), published);
    t.is(result.runs[0]?.grade, grade, JSON.stringify(result.runs[0]?.checks));
    t.is(result.runs[0]?.checks['m']?.status, stray ? 'FAIL' : 'PASS');
  });
}

test('observe closes its record when it is asked to end, and a crash leaves an open run', async (t) => {
  const origin = await startOrigin((_, response) => response.end('fine'));
  t.teardown(() => {
    stopOrigin(origin);
  });
  const base = await folder();
  const published = await folder();
  const key = join(base, 'observer.key');
  createSigningKey(key);
  for (const [signal, grade, open] of [
    ['SIGTERM', 1, false],
    ['SIGHUP', 1, false],
    ['SIGKILL', 0, true],
  ] as const) {
    const out = join(base, signal);
    const args = [
      'observe',
      '--json',
      '--upstream',
      `http://127.0.0.1:${origin.port}`,
      '--key',
      key,
      '--out',
      out,
      '--publish',
      published,
      '--cp-nonce',
      signal,
    ];
    const child = spawn(process.execPath, [projectFile('bin/pipelock.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    for await (const chunk of child.stdout) {
      text += String(chunk);
      if (!text.includes('\n}')) continue;
      const { listening } = JSON.parse(text) as { listening: string };
      t.is(await send(Number(listening.split(':').at(-1)), 'id-1', 'POST'), 200);
      child.kill(signal);
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    t.is(child.exitCode, signal === 'SIGKILL' ? null : 0);
    t.is(await nonceOf(out, 'upstream'), signal);
    const { result } = await check(out, published);
    t.is(result.runs[0]?.grade, grade);
    t.is(result.runs[0]?.open, open);
  }
});

test('an upstream that is down is a 502; what cannot be recorded is not passed on', async (t) => {
  const origin = await startOrigin((_, response) => response.end('fine'));
  stopOrigin(origin);
  const base = await folder();
  const key = join(base, 'observer.key');
  createSigningKey(key);
  const signer = loadSigningKey(key, 'same_uid');
  let broken = false;
  const live = { out: join(base, 'o'), run: 'r', recorder: 'u', heartbeatSeconds: 60, custody: 'same-host' };
  const flaky = {
    ...signer,
    sign: (message: Uint8Array) => (broken ? Promise.reject(new Error('key service gone')) : signer.sign(message)),
  };
  const observer = await startObserver(
    { ...live, signer: flaky },
    { host: '127.0.0.1', port: 0, upstream: new URL(`http://127.0.0.1:${origin.port}`) },
  );
  t.is(await send(observer.port, 'a'), 502);
  broken = true;
  t.is(await send(observer.port, 'b'), 503);
  t.is((await observer.failure).message, 'key service gone');
  await t.throwsAsync(() => observer.close());
});

for (const method of ['GET', 'POST']) {
  test(`the body of a ${method} in chunks is a body, not a second request`, async (t) => {
    const seen: string[] = [];
    const origin = await startOrigin((incoming, response) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      incoming.on('end', () => {
        seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''} ${body}`);
        response.end('fine');
      });
    });
    t.teardown(() => {
      stopOrigin(origin);
    });
    const base = await folder();
    createSigningKey(join(base, 'k'));
    const signer = loadSigningKey(join(base, 'k'), 'same_uid');
    const live = { out: join(base, 'o'), run: 'r', recorder: 'u', heartbeatSeconds: 60, custody: 'same-host', signer };
    const upstream = new URL(`http://127.0.0.1:${origin.port}`);
    const observer = await startObserver(live, { host: '127.0.0.1', port: 0, upstream });
    const inner = 'POST /hidden HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';
    const head = `${method} /seen HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
    const answer = await rawExchange(observer.port, `${head}${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`);
    t.regex(answer, /^HTTP\/1\.1 200 /);
    await observer.close();
    t.deepEqual(seen, [`${method} /seen ${inner}`]);
  });
}

test('exit codes of evidence check: a level, none, not readable, wrong usage', async (t) => {
  const base = await folder();
  const keys = await folder();
  const signer = newSigner();
  writeArtifact(join(base, 'a'), artifactOf({ recorders: [await plainRun(signer)] }));
  t.is((await check(join(base, 'a'), keys)).code, 3, 'no published key');
  const run = await plainRun(signer);
  await writeFile(join(keys, `${run.key}.pub`), Buffer.from(signer.publicKeyHex, 'hex').toString('base64'));
  await writeFile(join(keys, 'odd.pub'), 'x');
  t.is((await check(join(base, 'a'), keys)).code, 0);
  t.regex(
    (await pipelock(['evidence', 'check', '--keys', keys, join(base, 'a')], home)).stdout,
    /not a published key: odd\.pub/,
  );
  t.is((await pipelock(['evidence', 'check', '--keys', keys, base], home)).code, 1);
  t.is((await pipelock(['evidence', 'check', join(base, 'a')], home)).code, 2);
});

test('wrong arguments are refused before anything is written', async (t) => {
  const base = await folder();
  const key = join(base, 'k');
  createSigningKey(key);
  const refused = async (args: readonly string[], pattern: RegExp) => {
    const { code, stderr } = await pipelock(args, home);
    t.is(code, 2, args.join(' '));
    t.regex(stderr, pattern);
  };
  const observe = ['observe', '--key', key, '--out', join(base, 'o')];
  await refused(observe, /--upstream is needed/);
  await refused([...observe, '--upstream', 'http://x/path'], /--upstream is an origin/);
  await refused([...observe, '--upstream', 'ftp://x'], /--upstream is an origin/);
  await refused([...observe, '--upstream', 'http://x', '--heartbeat', '0'], /--heartbeat is a number/);
  await refused([...observe, '--upstream', 'http://x', '--recorder-id', '../x'], /--recorder-id holds/);
  await refused([...observe, '--upstream', 'http://x', '--custody', 'best'], /--custody is one of/);
  await refused([...observe, '--upstream', 'http://x', '--cp-nonce', 'a b'], /--cp-nonce holds/);
  await refused(['evidence', 'export', '--dir', base], /--key and --out are needed/);
  await refused(['evidence', 'export', '--dir', base, '--key', key, '--out', base], /is not empty/);
  await refused(
    ['evidence', 'export', '--dir', base, '--key', key, '--out', join(base, 'o'), '--coverage', 'all'],
    /--coverage is one of/,
  );
  await refused(['evidence', 'join', base], /--out/);
  t.deepEqual((await readdir(base)).sort(), ['k', 'k.pub']);
});
