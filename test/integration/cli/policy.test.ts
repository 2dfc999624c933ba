// SPDX-License-Identifier: Apache-2.0
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { pipelock, type Ran } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

const home = await tempFolder();

test.after.always(() => removeFolder(home));

const CONFIG = [
  'forward_proxy: {enabled: true}',
  'fetch_proxy: {listen: "127.0.0.1:0", monitoring: {max_requests_per_minute: 0}}',
  'ssrf: {ip_allowlist: ["127.0.0.1/32"]}',
];

const withPattern = (name: string): string =>
  [
    ...CONFIG,
    'dlp:',
    '  patterns:',
    `    - {name: ${name}, regex: '${name.toUpperCase()}-[0-9]{6}', severity: high}`,
  ].join('\n');

/** A program behind the proxy: four requests to an origin of its own. Newer versions have a global agent that goes there by itself. */
const AGENT = `
const http = require('http');
const proxy = new URL(process.env.HTTP_PROXY);
const agent = new http.Agent();
const origin = http.createServer((q, r) => { q.resume(); r.end('hello'); }).listen(0, '127.0.0.1', async () => {
  const site = 'http://127.0.0.1:' + origin.address().port;
  for (const path of ['/a?x=TICKETA-123456', '/b?x=TICKETB-123456', '/c', '/d']) {
    await new Promise((done) => http.get({ agent, host: proxy.hostname, port: proxy.port, path: site + path,
      headers: { host: site.slice(7), authorization: 'Bearer hushhush4711' } }, (a) => a.resume().on('end', done)));
  }
  origin.close();
});`;

const at = (name: string): string => join(home, name);
let publicKey = '';
let signer = '';

interface Report {
  readonly schema: string;
  readonly mode: string;
  readonly verification: { readonly verdict: string };
  readonly counts: Readonly<Record<string, number>>;
  readonly groups: readonly { readonly class: string; readonly rule: string }[];
}

async function replay(...args: readonly string[]): Promise<Ran & { readonly report: Report }> {
  const ran = await pipelock(['policy', 'replay', '--json', ...args], home);
  return { ...ran, report: JSON.parse(ran.stdout) as Report };
}

test.before(async (t) => {
  t.timeout(300_000);
  await writeFile(at('a.yaml'), withPattern('TicketA'));
  await writeFile(at('b.yaml'), withPattern('TicketB'));
  await writeFile(at('agent.cjs'), AGENT);
  const made = await pipelock(['policy', 'escrow-key', '--out', at('escrow.key'), '--json'], home);
  t.is(made.code, 0, made.stderr);
  publicKey = (JSON.parse(made.stdout) as { public_key: string }).public_key;
  t.regex(publicKey, /^[0-9a-f]{64}$/);
  t.is((await stat(at('escrow.key'))).mode & 0o777, 0o600);
  const captured = await pipelock(
    [
      'policy',
      'capture',
      '--config',
      at('a.yaml'),
      '--out',
      at('cap'),
      '--escrow-public-key',
      publicKey,
      '--json',
      '--',
      process.execPath,
      at('agent.cjs'),
    ],
    home,
  );
  t.is(captured.code, 0, captured.stderr);
  const summary = JSON.parse(captured.stdout) as { dir: string; public_key: string; raw_escrow: boolean };
  t.is(summary.dir, at('cap'));
  t.true(summary.raw_escrow);
  signer = summary.public_key;
});

test('a key file is never replaced, and its name has to be given', async (t) => {
  t.is((await pipelock(['policy', 'escrow-key', '--out', at('escrow.key')], home)).code, 1);
  t.is((await pipelock(['policy', 'escrow-key'], home)).code, 2);
});

test('a capture enforces nothing, is valid evidence, and derives again', async (t) => {
  const verified = await pipelock(['verify-receipt', at('cap'), '--key', signer, '--whole-recorder'], home);
  t.is(verified.code, 0, verified.stdout);
  const { code, report } = await replay('--dir', at('cap'), '--key', signer);
  t.is(code, 0);
  t.is(report.schema, 'pipelock.policy-replay.v1');
  t.is(report.mode, 'rederive');
  t.is(report.verification.verdict, 'valid');
  t.is(report.counts['same'], 8);
  t.is(report.counts['actions'], 4);
});

test('differences against the capture, and between two configurations', async (t) => {
  const key = ['--dir', at('cap'), '--escrow-private-key', at('escrow.key'), '--config', at('b.yaml')];
  const plain = await replay(...key);
  t.is(plain.code, 0, 'differences are no failure unless asked');
  t.is((await replay(...key, '--fail-on-change')).code, 3);
  const { report } = await replay(...key, '--baseline', at('a.yaml'));
  t.deepEqual(
    report.groups.map(({ class: name, rule }) => [name, rule]),
    [
      ['newly_blocked', 'TicketB'],
      ['newly_allowed', 'TicketA'],
    ],
  );
  const same = await replay(
    '--dir',
    at('cap'),
    '--escrow-private-key',
    at('escrow.key'),
    '--config',
    at('a.yaml'),
    '--baseline',
    at('a.yaml'),
    '--fail-on-change',
  );
  t.is(same.code, 0);
});

test('without the key and with other rules nothing can be said, which is no success', async (t) => {
  const { code, stderr, report } = await replay('--dir', at('cap'), '--config', at('b.yaml'));
  t.is(code, 1);
  t.regex(stderr, /nothing could be said/);
  t.is(report.counts['cannot_say'], report.counts['decisions']);
});

test('reports: a page that loads nothing, Markdown, JSON, and the table on the terminal', async (t) => {
  const args = [
    'policy',
    'replay',
    '--dir',
    at('cap'),
    '--config',
    at('b.yaml'),
    '--escrow-private-key',
    at('escrow.key'),
  ];
  const html = await pipelock([...args, '--report', at('r.html'), '--report-json', at('r.json')], home);
  t.is(html.code, 0, html.stderr);
  t.regex(html.stdout, /newly blocked +\S+ +http:\/\/127\.0\.0\.1:\d+\/b\?x/);
  const page = await readFile(at('r.html'), 'utf8');
  t.true(page.includes("default-src 'none'"));
  t.false(/<script|<img|<link|https?:\/\/(?!127\.0\.0\.1)/.test(page));
  t.true(page.includes('TicketB'));
  t.is((JSON.parse(await readFile(at('r.json'), 'utf8')) as Report).counts['newly_blocked'], 1);
  t.is((await pipelock([...args, '--report', at('r.md')], home)).code, 0);
  t.regex(await readFile(at('r.md'), 'utf8'), /\| newly blocked \|/);
  const everything = [
    page,
    html.stdout,
    await readFile(at('r.json'), 'utf8'),
    await readFile(at('r.md'), 'utf8'),
  ].join();
  for (const secret of ['TICKETA-1', 'TICKETB-1', 'hushhush']) t.false(everything.includes(secret), secret);
  t.is((await pipelock([...args, '--report', at('r.html')], home)).code, 2, 'an existing file stays');
  t.is((await pipelock([...args, '--report', at('r.pdf')], home)).code, 2);
});

test('evidence that is not valid is refused, unless asked for, and then it is said', async (t) => {
  await cp(at('cap'), at('forged'), { recursive: true });
  const [shard = ''] = (await readdir(at('forged'))).filter((name) => name.endsWith('.jsonl'));
  const path = join(at('forged'), shard);
  await writeFile(path, (await readFile(path, 'utf8')).replace('"layer":"dlp"', '"layer":"none"'));
  const refused = await pipelock(['policy', 'replay', '--dir', at('forged')], home);
  t.is(refused.code, 1);
  t.regex(refused.stderr, /the evidence is not valid: .*entry 1/);
  const forced = await pipelock(['policy', 'replay', '--dir', at('forged'), '--allow-unverified'], home);
  t.regex(forced.stderr, /NOT VALID/);
  t.regex(forced.stdout, /evidence: invalid/);
  const stranger = await pipelock(['policy', 'replay', '--dir', at('cap'), '--key', 'f'.repeat(64)], home);
  t.is(stranger.code, 1, 'a key that is not the signer is a fault');
});

test('wrong words, wrong keys, wrong places', async (t) => {
  const usage: readonly (readonly string[])[] = [
    ['replay'],
    ['replay', '--dir', at('cap'), '--escrow-private-key', at('escrow.key')],
    ['replay', '--dir', at('cap'), '--baseline', at('a.yaml')],
    ['replay', '--dir', at('cap'), '--config', at('nothing.yaml')],
    ['capture', '--duration', 'soon'],
    ['capture', '--escrow-public-key', 'xyz'],
    ['capture', '--raw-escrow'],
    ['capture', '--retention-days', '-1'],
    ['capture', '--checkpoint-interval', '0'],
    ['capture', '--max-entries-per-file', 'many'],
  ];
  for (const words of usage) {
    const { code, stderr } = await pipelock(['policy', ...words], home);
    t.is(code, 2, `${words.join(' ')}: ${stderr}`);
  }
  t.is((await pipelock(['policy', 'replay', '--dir', at('absent')], home)).code, 1);
  t.not((await pipelock(['policy', 'replay', '--dir', at('a.yaml')], home)).code, 0);
  const other = await pipelock(['policy', 'escrow-key', '--out', at('other.key')], home);
  t.is(other.code, 0);
  const wrong = await pipelock(
    ['policy', 'replay', '--dir', at('cap'), '--config', at('a.yaml'), '--escrow-private-key', at('other.key')],
    home,
  );
  t.is(wrong.code, 1);
  t.regex(wrong.stderr, /not sealed for this key/);
});

test('a capture ends after its time, with the exit code of what it ran', async (t) => {
  t.timeout(300_000);
  const timed = await pipelock(
    ['policy', 'capture', '--config', at('a.yaml'), '--out', at('timed'), '--duration', '1s'],
    home,
  );
  t.is(timed.code, 0, timed.stderr);
  const failed = await pipelock(
    [
      'policy',
      'capture',
      '--config',
      at('a.yaml'),
      '--out',
      at('failed'),
      '--enforce',
      '--',
      process.execPath,
      '-e',
      'process.exit(7)',
    ],
    home,
  );
  t.is(failed.code, 7, failed.stderr);
  t.regex(timed.stderr, /enforcing nothing/);
  t.notRegex(failed.stderr, /enforcing nothing/);
});

test('raw_escrow in a configuration needs its key', async (t) => {
  await writeFile(at('bad.yaml'), 'flight_recorder: {raw_escrow: true}\n');
  const { code, stderr } = await pipelock(['check', '--config', at('bad.yaml')], home);
  t.is(code, 2);
  t.regex(stderr, /flight_recorder\.escrow_public_key: is missing for raw_escrow/);
  await writeFile(at('good.yaml'), `flight_recorder: {raw_escrow: true, escrow_public_key: ${publicKey}}\n`);
  t.is((await pipelock(['check', '--config', at('good.yaml')], home)).code, 0);
});
