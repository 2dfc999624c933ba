// SPDX-License-Identifier: Apache-2.0
import { appendFile, chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { parsePostureCapsule } from '../../../evidence/model/posture-capsule.js';
import { productPaths } from '../../../enforce/runtime/paths.js';
import { startProduct } from '../../../enforce/runtime/product.js';
import { pipelock, projectFile, runProgram } from '../../support/cli.js';
import { ACCESS_KEY, removeFolder, tempFolder, testConfig, through } from '../../support/product.js';

const home = await tempFolder();
const servers = join(home, 'clients');
const KEY = join(home, 'keys', 'receipt-signing.key.pub');
const PROOF = join(home, 'out', 'proof.json');
const EMIT = ['posture', 'emit', '--scan-home', servers, '-o', join(home, 'out')];

/** Records two refusals, as a day of work would. */
async function record(folder: string): Promise<void> {
  const paths = productPaths(folder, {});
  const product = await startProduct({
    config: testConfig(),
    paths,
    version: '0.0.0-test',
    environment: {},
    quiet: true,
  });
  await through(product, `http://x.example/?q=${ACCESS_KEY}`);
  await through(product, 'http://169.254.169.254/');
  await product.close();
}

async function emitted(): Promise<ReturnType<typeof parsePostureCapsule>['capsule']> {
  return parsePostureCapsule(await readFile(PROOF, 'utf8')).capsule;
}

function verify(...more: readonly string[]) {
  return pipelock(['posture', 'verify', '--proof', PROOF, '--key', KEY, ...more], home);
}

test.before(async () => {
  await mkdir(join(servers, '.cursor'), { recursive: true });
  const wrapped = { mcpServers: { a: { command: 'pipelock', args: ['mcp', 'proxy', '--', 'x'] } } };
  await writeFile(join(servers, '.cursor', 'mcp.json'), JSON.stringify(wrapped));
  await record(home);
});

test.after.always(() => removeFolder(home));

test.serial('emit writes a private capsule about what is there, and verify passes it', async (t) => {
  const { code, stdout, stderr } = await pipelock([...EMIT, '--json'], home);
  t.is(code, 0, stderr);
  t.is((JSON.parse(stdout) as { proof: string }).proof, PROOF);
  t.is((await stat(PROOF)).mode & 0o777, 0o600);
  t.is((await stat(join(home, 'out'))).mode & 0o777, 0o750);
  t.deepEqual((await readdir(join(home, 'out'))).sort(), ['proof.json', 'proof.md']);
  const { evidence } = await emitted();
  t.deepEqual(evidence.verify_install, { flight_recorder_active: true, receipt_count: 2, proxying: true });
  t.deepEqual(evidence.flight_recorder.scanner_verdict, {
    core_dlp: { allow: 0, block: 1, warn: 0 },
    core_ssrf: { allow: 0, block: 1, warn: 0 },
  });
  t.is(evidence.discover.protected_pipelock, 1);
  const passed = await verify('--policy', 'strict');
  t.is(passed.code, 0, passed.stdout);
  t.regex(passed.stdout, /^PASSED {2}score 100, policy strict/);
  t.regex(await readFile(join(home, 'out', 'proof.md'), 'utf8'), /100 of 100/);
});

test.serial('the result has the members of the format, in their order', async (t) => {
  const { code, stdout } = await verify('--json', '--config', 'none.yaml');
  t.is(code, 1, stdout);
  const good = JSON.parse((await verify('--json')).stdout) as Record<string, unknown>;
  t.deepEqual(Object.keys(good), [
    ...['verified', 'passed', 'score', 'factor_scores', 'policy', 'policy_version', 'scoring_version'],
    ...['generated_at', 'expires_at', 'last_receipt_at'],
  ]);
  t.deepEqual([good['policy_version'], good['scoring_version']], ['2', '1']);
});

test.serial('the configuration that was in effect matches, another does not', async (t) => {
  const same = join(home, 'same.yaml');
  const other = join(home, 'other.yaml');
  await writeFile(same, (await pipelock(['generate', 'config'], home)).stdout);
  await writeFile(other, 'version: 1\nmode: strict\n');
  const matching = await verify('--json', '-c', same);
  t.is(matching.code, 0, matching.stdout);
  t.true((JSON.parse(matching.stdout) as { config_hash_match: boolean }).config_hash_match);
  const mismatch = await verify('--json', '-c', other);
  t.is(mismatch.code, 2);
  const result = JSON.parse(mismatch.stdout) as { config_hash_match: boolean; hard_failures: { rule: string }[] };
  t.deepEqual([result.config_hash_match, result.hard_failures[0]?.rule], [false, 'config_hash_mismatch']);
});

test.serial('exit 1 is for what cannot be verified, 2 for what is authentic and does not suffice', async (t) => {
  const text = await readFile(PROOF, 'utf8');
  const forged = join(home, 'forged.json');
  await writeFile(forged, text.replace('"proxying":true', '"proxying":false'));
  const codes = {
    tampered: ['posture', 'verify', '--proof', forged, '--key', KEY],
    'other key': ['posture', 'verify', '--proof', PROOF, '--key', '0'.repeat(64)],
    'no key': ['posture', 'verify', '--proof', PROOF],
    'no proof': ['posture', 'verify', '--key', KEY],
    'missing file': ['posture', 'verify', '--proof', join(home, 'none'), '--key', KEY],
    folder: ['posture', 'verify', '--proof', home, '--key', KEY],
    'unknown flag': ['posture', 'verify', '--proof', PROOF, '--key', KEY, '--nope'],
    'bad age': ['posture', 'verify', '--proof', PROOF, '--key', KEY, '--max-age', '30h'],
    'bad score': ['posture', 'verify', '--proof', PROOF, '--key', KEY, '--min-score', '101'],
    'bad time': ['posture', 'verify', '--proof', PROOF, '--key', KEY, '--at', 'tomorrow'],
    expired: ['posture', 'verify', '--proof', PROOF, '--key', KEY, '--at', '2100-01-01T00:00:00Z'],
    early: ['posture', 'verify', '--proof', PROOF, '--key', KEY, '--at', '2000-01-01T00:00:00Z'],
  };
  for (const [name, args] of Object.entries(codes)) t.is((await pipelock(args, home)).code, 1, name);
  t.is((await verify('--policy', 'lenient')).code, 2);
  const late = new Date(Date.parse((await emitted()).generated_at) + 8 * 86_400_000).toISOString();
  const stale = await verify('--at', late, '--json');
  t.is(stale.code, 2);
  t.regex(stale.stdout, /stale_receipts/);
  t.is((await verify('--at', late, '--max-receipt-age', '9d')).code, 0);
  t.regex(
    (await verify('--at', late, '--max-age', '7d', '--max-receipt-age', '0', '--json')).stdout,
    /capsule_too_old/,
  );
});

test.serial('an unverified result scores nothing', async (t) => {
  const { stdout } = await pipelock(['posture', 'verify', '--proof', PROOF, '--key', 'a'.repeat(64), '--json'], home);
  const result = JSON.parse(stdout) as { verified: boolean; passed: boolean; score: number; error: string };
  t.deepEqual([result.verified, result.passed, result.score], [false, false, 0]);
  t.regex(result.error, /is not a trusted key/);
  await writeFile(join(home, 'junk.json'), '{');
  const junk = await pipelock(['posture', 'verify', '--proof', join(home, 'junk.json'), '--key', KEY, '--json'], home);
  t.is(junk.code, 1);
  t.is((JSON.parse(junk.stdout) as { generated_at: string }).generated_at, '0001-01-01T00:00:00Z');
});

test.serial('a stranger verifies the capsule with pipelock-verify and the key alone', async (t) => {
  const program = projectFile('bin/pipelock-verify.js');
  const good = await runProgram(process.execPath, [program, PROOF, '--key', KEY, '--json']);
  t.is(good.code, 0, good.stderr);
  const unpinned = await runProgram(process.execPath, [program, PROOF]);
  t.is(unpinned.code, 1);
  const forged = await runProgram(process.execPath, [program, join(home, 'forged.json'), '--key', KEY]);
  t.is(forged.code, 1);
});

test.serial('a record that does not verify counts for nothing, and the operator is told', async (t) => {
  const folder = join(home, 'evidence');
  const [shard = ''] = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const path = join(folder, shard);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"verdict":"block"', '"verdict":"allow"'));
  const { code, stderr } = await pipelock(EMIT, home);
  t.is(code, 0);
  t.regex(stderr, /note: the record does not verify/);
  const { evidence } = await emitted();
  t.deepEqual(evidence.verify_install, { flight_recorder_active: false, receipt_count: 0, proxying: true });
  t.deepEqual(evidence.flight_recorder, { receipt_count: 0, scanner_verdict: null });
  const judged = await verify('--json');
  t.is(judged.code, 2);
  t.regex(judged.stdout, /recorder_inactive[\s\S]*no_receipts/);
  await writeFile(path, text);
  t.is((await pipelock(EMIT, home)).code, 0);
  t.is((await emitted()).evidence.flight_recorder.receipt_count, 2);
});

test.serial('an unprotected server fails the gate', async (t) => {
  const file = join(servers, '.cursor', 'mcp.json');
  await writeFile(file, '{"mcpServers":{"shell":{"command":"bash"}}}');
  t.is((await pipelock(EMIT, home)).code, 0);
  const judged = await verify();
  t.is(judged.code, 2);
  t.regex(judged.stdout, /FAILED[\s\S]*unprotected_servers/);
  t.is((await verify('--policy', 'none', '--min-score', '0')).code, 0);
});

test.serial('without a usable key, or into a folder that cannot be written, nothing is claimed', async (t) => {
  const bare = join(home, 'bare');
  await mkdir(bare);
  const noKey = await pipelock([...EMIT, '--home', bare], home);
  t.is(noKey.code, 1);
  t.regex(noKey.stderr, /no signing key at/);
  const key = join(home, 'keys', 'receipt-signing.key');
  await chmod(key, 0o644);
  t.regex((await pipelock(EMIT, home)).stderr, /mode 0644/);
  await chmod(key, 0o600);
  await rm(join(home, 'out'), { recursive: true });
  await appendFile(join(home, 'out'), 'a file in the way');
  t.is((await pipelock(EMIT, home)).code, 1);
  t.is((await pipelock([...EMIT, '--expiration-days', '-1'], home)).code, 2);
  t.is((await pipelock([...EMIT.slice(0, 2), '--scan-home', join(home, 'none')], home)).code, 2);
});
