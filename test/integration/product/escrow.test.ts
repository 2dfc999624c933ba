// SPDX-License-Identifier: Apache-2.0
import { copyFile, cp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Config } from '../../../enforce/config/schema.js';
import { replayPolicy, type ReplayOptions } from '../../../enforce/replay/replay.js';
import type { ReplayReport } from '../../../enforce/replay/report.js';
import { serve } from '../../support/served.js';
import { toHex } from '../../../evidence/canonical/text.js';
import { generateEscrowPair } from '../../../evidence/crypto/node/agreement.js';
import { VerificationError } from '../../../evidence/model/errors.js';
import {
  readEverything,
  removeFolder,
  startOrigin,
  startTestProduct,
  stopOrigin,
  tempFolder,
  testConfig,
  through,
  verifyEvidence,
} from '../../support/product.js';

const PAIR = generateEscrowPair();
const SECRET = 'ticket-body-secret-8b1c';
/** Shapes that only patterns of the configuration know. */
const OLD = 'OLDTICKET-123456';
const NEW = 'NEWTICKET-654321';

type Pattern = Config['dlp']['patterns'][number];

function pattern(name: string, regex: string): Pattern {
  return { name, regex, severity: 'high', action: 'block', validator: '', exempt_domains: [] } as unknown as Pattern;
}

const BOTH = pattern('Both Kinds', 'BOTHTICKET-[0-9]{6}');

function configWith(patterns: readonly Pattern[], change: (config: Config) => Config = (config) => config): Config {
  return testConfig((config) =>
    change({
      ...config,
      dlp: { ...config.dlp, patterns: [...config.dlp.patterns, ...patterns] },
      request_body_scanning: { ...config.request_body_scanning, action: 'block' },
      flight_recorder: {
        ...config.flight_recorder,
        raw_escrow: true,
        escrow_public_key: toHex(PAIR.publicKey),
      },
    }),
  );
}

const OLD_CONFIG = configWith([pattern('Old Ticket', 'OLDTICKET-[0-9]{6}'), BOTH]);
const NEW_CONFIG = configWith([BOTH, pattern('New Ticket', 'NEWTICKET-[0-9]{6}')]);

interface Recorded {
  readonly dir: string;
  readonly home: string;
}

let recorded: Recorded;

test.before(async (t) => {
  const origin = await startOrigin((request, response) => {
    request.resume();
    response.setHeader('content-type', 'text/plain').end(request.url === '/answer' ? `the number ${NEW}` : 'hello');
  });
  const running = await startTestProduct(OLD_CONFIG);
  const site = `http://127.0.0.1:${origin.port}`;
  const headers = { authorization: `Bearer ${SECRET}` };
  const sent = [
    await through(running.product, `${site}/plain?q=${SECRET}`, { headers }),
    await through(running.product, `${site}/old?x=${OLD}`),
    await through(running.product, `${site}/new?x=${NEW}`),
    await through(running.product, `${site}/both?x=BOTHTICKET-000000`),
    await through(running.product, `${site}/post`, { method: 'POST', body: `note ${NEW} ${SECRET}` }),
    await through(running.product, `${site}/post-old`, { method: 'POST', body: `note ${OLD}` }),
    await through(running.product, `${site}/answer`),
    await through(running.product, `http://169.254.169.254/latest`),
  ];
  t.deepEqual(
    sent.map(({ status }) => status),
    [200, 403, 200, 403, 200, 403, 200, 403],
  );
  await running.product.close();
  const verified = await verifyEvidence(running.product);
  t.true(verified.result.accepted);
  t.deepEqual(
    verified.kind === 'directory' && verified.result.unprotected.filter((path) => !path.startsWith('log/')),
    [],
  );
  recorded = { dir: running.product.evidence?.dir ?? '', home: running.home };
  stopOrigin(origin);
});

test.after.always(() => removeFolder(recorded.home));

async function copyOf(t: ExecutionContext): Promise<string> {
  const folder = await tempFolder();
  t.teardown(() => removeFolder(folder));
  await cp(recorded.dir, folder, { recursive: true });
  return folder;
}

async function sealedIn(dir: string): Promise<readonly string[]> {
  return (await readdir(dir)).filter((name) => name.endsWith('.raw.enc')).sort();
}

function replay(dir: string, more: Partial<ReplayOptions> = {}): Promise<ReplayReport> {
  return replayPolicy({
    dir,
    environment: {},
    verification: { verdict: 'valid', message: '' },
    tolerant: false,
    ...more,
  });
}

test('what was sent is in the sealed files and nowhere else', async (t) => {
  const everything = await readEverything(recorded.home);
  for (const secret of [SECRET, OLD, NEW]) {
    const bytes = Buffer.from(secret);
    for (const form of [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')]) {
      t.false(everything.includes(form), form);
    }
  }
  t.true((await sealedIn(recorded.dir)).length >= 11);
});

test('every recorded verdict is derived again from facts and recorded policies', async (t) => {
  const report = await replay(recorded.dir);
  t.is(report.mode, 'rederive');
  t.is(report.counts.same, report.counts.decisions);
  t.is(report.counts.actions, 8);
});

test('the same configuration over the opened traffic changes nothing', async (t) => {
  const report = await replay(recorded.dir, { config: OLD_CONFIG, escrowKey: PAIR.privateKey });
  t.is(report.basis.facts, 0);
  t.is(report.counts.same, report.counts.decisions, JSON.stringify(report, replaceBig));
});

test('one pattern more and one less: exactly these differences', async (t) => {
  const report = await replay(recorded.dir, { config: NEW_CONFIG, escrowKey: PAIR.privateKey });
  const seen = report.examples.map(({ class: name, target, recorded: before, replayed }) => [
    name,
    new URL(target).pathname,
    before.rule,
    replayed.rule,
  ]);
  t.deepEqual(
    seen.sort(),
    [
      ['newly_allowed', '/old', 'Old Ticket', ''],
      ['newly_blocked', '/new', '', 'New Ticket'],
      ['newly_blocked', '/post', '', 'New Ticket'],
      ['newly_allowed', '/post-old', 'Old Ticket', ''],
    ].sort(),
  );
  t.is(report.counts.cannot_say, 0);
  t.is(report.counts.not_reached, 2, 'the answers of what is stopped now');
  t.false(JSON.stringify(report, replaceBig).includes(NEW), 'no report shows what matched');
});

test('a baseline: two configurations over the same traffic', async (t) => {
  const forward = await replay(recorded.dir, { config: NEW_CONFIG, baseline: OLD_CONFIG, escrowKey: PAIR.privateKey });
  t.is(forward.counts.newly_blocked, 2);
  t.is(forward.counts.newly_allowed, 2);
  const none = await replay(recorded.dir, { config: NEW_CONFIG, baseline: NEW_CONFIG, escrowKey: PAIR.privateKey });
  t.is(none.counts.same, none.counts.decisions);
});

test('without the key other rules are not guessed at; a limit of the policy is', async (t) => {
  const silent = await replay(recorded.dir, { config: NEW_CONFIG });
  t.is(silent.counts.newly_blocked, 0);
  t.true(silent.counts.cannot_say > 0);
  t.deepEqual(silent.not_asserted, ['order_of_requests', 'fact_settings', 'new_rules']);
  const short = configWith([pattern('Old Ticket', 'OLDTICKET-[0-9]{6}'), BOTH], (config) => ({
    ...config,
    fetch_proxy: { ...config.fetch_proxy, monitoring: { ...config.fetch_proxy.monitoring, max_url_length: 25 } },
  }));
  const limited = await replay(recorded.dir, { config: short });
  t.true(limited.counts.newly_blocked >= 3);
  t.deepEqual(limited.groups.map(({ layer }) => layer).includes('length'), true);
});

test('what was recorded of an audit is newly blocked when enforced, and the other way round', async (t) => {
  const audit = configWith([pattern('Old Ticket', 'OLDTICKET-[0-9]{6}'), BOTH], (config) => ({
    ...config,
    enforce: false,
  }));
  const report = await replay(recorded.dir, { config: audit });
  // The block ended the record, so what came after it is not known.
  t.is(
    report.silences.reduce((sum, { lifted }) => sum + lifted, 0),
    2,
  );
  t.is(report.counts.newly_allowed, 1, 'the body was the last thing to look at');
  t.is(report.counts.newly_blocked, 0);
});

function replaceBig(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

const opened = { config: OLD_CONFIG, escrowKey: PAIR.privateKey };

test('a changed, exchanged, cut, linked or foreign sealed file is found; a missing one is said', async (t) => {
  const names = await sealedIn(recorded.dir);
  const [one = '', two = ''] = names;
  const harms: readonly (readonly [string, RegExp, (dir: string) => Promise<unknown>])[] = [
    [
      'bit',
      /digest/,
      async (dir) => {
        const bytes = await readFile(join(dir, one));
        bytes[60] = (bytes[60] ?? 0) ^ 1;
        await writeFile(join(dir, one), bytes);
      },
    ],
    [
      'swap',
      /digest/,
      async (dir) => {
        await rename(join(dir, one), join(dir, 'x'));
        await rename(join(dir, two), join(dir, one));
        await rename(join(dir, 'x'), join(dir, two));
      },
    ],
    ['cut', /digest/, (dir) => truncate(join(dir, one), 40)],
    ['empty', /digest/, (dir) => truncate(join(dir, one), 0)],
    [
      'link',
      /symbolic link/,
      async (dir) => {
        await rm(join(dir, one));
        await symlink(join(recorded.dir, one), join(dir, one));
      },
    ],
    ['large', /too large/, (dir) => truncate(join(dir, one), 9 * 1024 * 1024)],
  ];
  for (const [what, reason, harm] of harms) {
    const dir = await copyOf(t);
    await harm(dir);
    const error = await t.throwsAsync(
      replay(dir, opened),
      { instanceOf: VerificationError, code: 'escrow_changed' },
      what,
    );
    t.regex(error.message, reason, what);
    const tolerated = await replay(dir, { ...opened, tolerant: true });
    t.is(tolerated.silences.find(({ why }) => why === 'escrow_changed')?.count, what === 'swap' ? 2 : 1, what);
    t.is(tolerated.counts.newly_blocked + tolerated.counts.newly_allowed, 0);
  }
  const dir = await copyOf(t);
  await rm(join(dir, one));
  const gone = await replay(dir, opened);
  t.is(gone.basis.escrow_gone, 1);
  t.is(gone.basis.facts, 1);
  t.is(gone.counts.same, gone.counts.decisions);
});

test('another key opens nothing', async (t) => {
  const other = generateEscrowPair().privateKey;
  const wrong = replay(recorded.dir, { ...opened, escrowKey: other });
  await t.throwsAsync(wrong, { instanceOf: VerificationError, code: 'escrow_key' });
});

test('a record changed after it was verified is not replayed', async (t) => {
  const dir = await copyOf(t);
  const [shard = ''] = (await readdir(dir)).filter((name) => name.endsWith('.jsonl'));
  const text = await readFile(join(dir, shard), 'utf8');
  await writeFile(join(dir, shard), text.replace('"verdict":"allow"', '"verdict":"block"'));
  await t.throwsAsync(replay(dir, opened), { instanceOf: VerificationError, code: 'entry_chain' });
  t.true((await replay(dir, { tolerant: true })).counts.decisions < 11, 'what follows a bad line does not count');
  // Cut at a line: every line is good, and the end is not the one that was verified.
  await writeFile(join(dir, shard), text.split('\n').slice(0, -2).join('\n') + '\n');
  const verifiedHeads = new Map([[shard.replace(/^evidence-|-0\.jsonl$/g, ''), 'f'.repeat(64)]]);
  await t.throwsAsync(replay(dir, { verifiedHeads }), { instanceOf: VerificationError, code: 'entry_chain' });
});

test('a policy document that is not the recorded one is refused; without it nothing is derived', async (t) => {
  const dir = await copyOf(t);
  const [name = ''] = await readdir(join(dir, 'policy'));
  const path = join(dir, 'policy', name);
  await copyFile(path, join(dir, 'kept'));
  await writeFile(path, (await readFile(path, 'utf8')).replace('"block"', '"allow"'));
  await t.throwsAsync(replay(dir), { instanceOf: VerificationError, code: 'policy_document' });
  await rm(path);
  const report = await replay(dir);
  t.is(report.counts.cannot_say, report.counts.decisions);
  t.is(report.silences[0]?.why, 'policy_missing');
});

test('a sealed file that cannot be written blocks what would pass; nothing of it is logged', async (t) => {
  t.timeout(300_000);
  const home = await tempFolder();
  t.teardown(() => removeFolder(home));
  const origin = await startOrigin((request, response) => void request.resume().on('end', () => response.end('ok')));
  t.teardown(() => stopOrigin(origin));
  const lines = [
    'fetch_proxy: {listen: "127.0.0.1:0", monitoring: {max_requests_per_minute: 0}}',
    'forward_proxy: {enabled: true}',
    'ssrf: {ip_allowlist: ["127.0.0.1/32"]}',
    `flight_recorder: {require_receipts: true, raw_escrow: true, escrow_public_key: ${toHex(PAIR.publicKey)}}`,
  ];
  await writeFile(join(home, 'c.yaml'), lines.join('\n'));
  const env = { PATH: process.env['PATH'], HOME: home, PIPELOCK_HOME: home };
  // No file may grow beyond 120 blocks, of 512 or 1024 bytes: a small sealed file fits, one of a large body does not. The
  // body is still small enough to be judged without a deadline, which a busy machine could miss.
  const served = await serve(['--config', join(home, 'c.yaml')], env, 'ulimit -f 120;');
  t.teardown(() => served.child.kill('SIGKILL'));
  const product = { port: served.port } as Parameters<typeof through>[0];
  const site = `http://127.0.0.1:${origin.port}`;
  const small = { method: 'POST', body: `note ${SECRET}` };
  const large = { method: 'POST', body: `${SECRET} ${'word '.repeat(25_500)}` };
  t.is((await through(product, `${site}/a`, small)).status, 200);
  const refused = await through(product, `${site}/b?q=${SECRET}`, large);
  t.is(refused.status, 503);
  t.is(refused.headers['x-pipelock-block-reason'], 'receipt_emission_failed');
  t.is((await through(product, `${site}/c`, small)).status, 200);
  t.is(await served.stop(), 0);
  t.false(served.printed().includes(SECRET));
  t.false((await readEverything(join(home, 'evidence'))).includes(SECRET));
  t.is((await replay(join(home, 'evidence'))).counts.decisions, 4, 'two requests and their answers');
});
