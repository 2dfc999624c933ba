// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPublicKey, verify } from 'node:crypto';
import test from 'ava';
import { canonicalizeInstallReport } from '../../../cli/commands/verify-install.js';
import type { InstallReport } from '../../../enforce/probe/install/verify-install.js';
import { pipelock } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

const home = await tempFolder();
const weak = join(home, 'weak.yaml');
const faulty = join(home, 'faulty.yaml');
await writeFile(weak, 'version: 1\nenforce: false\nresponse_scanning: {enabled: false}\n');
await writeFile(faulty, 'version: 1\nmode: lenient\n');

test.after.always(() => removeFolder(home));

test('simulate prints a table and JSON, and exits 0 even with misses', async (t) => {
  const table = await pipelock(['simulate'], home);
  t.is(table.code, 0);
  t.regex(table.stdout, /22 detected, 0 missed, 8 not applicable: 100 %, grade A/);
  t.is(table.stderr, '');
  const { code, stdout } = await pipelock(['simulate', '--json', '-c', weak], home);
  t.is(code, 0);
  const report = JSON.parse(stdout) as { failed: number; config_file: string; scenarios: unknown[] };
  t.true(report.failed > 0);
  t.deepEqual([report.config_file, report.scenarios.length], [weak, 30]);
});

test('audit score has two forms', async (t) => {
  const short = JSON.parse((await pipelock(['audit', 'score', '--json', '--categories', '12'], home)).stdout) as {
    max_score: number;
  };
  const long = JSON.parse((await pipelock(['audit', 'score', '--json'], home)).stdout) as { max_score: number };
  t.deepEqual([short.max_score, long.max_score], [100, 170]);
  t.regex((await pipelock(['audit', 'score'], home)).stdout, /MCP Tool Scanning +0\/10 +not in this build/);
  t.is((await pipelock(['audit', 'score', '--categories', '13'], home)).code, 2);
});

test('discover prints what it found and hides values', async (t) => {
  const folder = join(home, 'clients');
  await mkdir(join(folder, '.cursor'), { recursive: true });
  const secret = 'hunter2-Zx81QwErTy';
  const servers = { 'evil\u001b[2J': { command: 'npx', args: [secret], env: { KEY: secret } } };
  await writeFile(join(folder, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: servers }));
  const text = await pipelock(['discover', '--home', folder, '--generate'], home);
  t.is(text.code, 0);
  t.false(text.stdout.includes(secret) || text.stdout.includes('\u001b'));
  t.regex(text.stdout, /unprotected +medium +cursor +evil\\u001b\[2J[\s\S]*pipelock mcp proxy/);
  const { stdout } = await pipelock(['discover', '--home', folder, '--json'], home);
  t.false(stdout.includes(secret));
  t.is((JSON.parse(stdout) as { summary: { unprotected: number } }).summary.unprotected, 1);
  t.is((await pipelock(['discover', '--home', join(home, 'none')], home)).code, 2);
  t.regex((await pipelock(['discover', '--home', join(folder, '.cursor')], home)).stdout, /no MCP client/);
});

test('verify-install signs its report over the compact JSON without the signature', async (t) => {
  t.is((await pipelock(['keygen', '--out', join(home, 'k.key')], home)).code, 0);
  const args = ['verify-install', '--scanning-only', '--sign', join(home, 'k.key'), '-o', join(home, 'install.json')];
  const ran = await pipelock(args, home);
  t.is(ran.code, 0, ran.stdout);
  t.regex(ran.stdout, /scanning verified, containment unknown/);
  const { signature, ...report } = JSON.parse(await readFile(join(home, 'install.json'), 'utf8')) as InstallReport & {
    signature: string;
  };
  const raw = Buffer.from((await readFile(join(home, 'k.key.pub'), 'utf8')).trim(), 'hex');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  t.true(verify(null, canonicalizeInstallReport(report), key, Buffer.from(signature, 'base64')));
  t.false(verify(null, canonicalizeInstallReport({ ...report, version: 'x' }), key, Buffer.from(signature, 'base64')));
  t.is((await pipelock(args, home)).code, 2, 'an existing report is not replaced');
});

test('verify-install and diagnose exit 1 when a check fails; doctor warns with 1', async (t) => {
  t.is((await pipelock(['verify-install', '--scanning-only', '-c', weak], home)).code, 1);
  const stopped = join(home, 'stopped.yaml');
  await writeFile(stopped, 'version: 1\nkill_switch: {enabled: true}\n');
  t.is((await pipelock(['diagnose', '-c', stopped], home)).code, 1);
  const good = await pipelock(['diagnose'], home);
  t.is(good.code, 0, good.stdout);
  t.is((await pipelock(['doctor', '-c', weak], home)).code, 1);
  t.is((await pipelock(['doctor', '-c', stopped, '--json'], home)).code, 2);
  t.is((await pipelock(['verify-install', '--control-proxy', 'socks5://x'], home)).code, 2);
});

test('a faulty configuration is refused by each of them', async (t) => {
  for (const command of [
    ['simulate'],
    ['verify-install'],
    ['audit', 'score'],
    ['diagnose'],
    ['doctor'],
    ['posture', 'emit'],
  ]) {
    const { code, stderr } = await pipelock([...command, '--config', faulty], home);
    t.is(code, 2, command.join(' '));
    t.regex(stderr, /line 2, mode/);
  }
});
