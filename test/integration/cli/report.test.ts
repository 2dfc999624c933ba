// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { pipelock, projectFile, type Ran } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

interface Report {
  readonly source: { readonly kind: string; readonly verification: string };
  readonly summary: Readonly<Record<string, number>>;
  readonly evidence: readonly Readonly<Record<string, string>>[];
}

async function space(t: ExecutionContext): Promise<{ dir: string; run: (...args: string[]) => Promise<Ran> }> {
  const dir = await tempFolder();
  t.teardown(() => removeFolder(dir));
  return { dir, run: (...args) => pipelock(args, dir) };
}

const BLOCKED = '{"time":"2026-01-02T00:00:00Z","event":"blocked","layer":"dlp","target":"https://h.example/x"}';

async function reportOfStdin(dir: string, chunks: readonly (string | Buffer)[]): Promise<Report> {
  const env = { PATH: process.env['PATH'], HOME: dir, PIPELOCK_HOME: dir };
  const args = [projectFile('bin/pipelock.js'), 'report', '--input', '-', '--json'];
  const child = spawn(process.execPath, args, { cwd: dir, env });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  for (const chunk of chunks) child.stdin.write(chunk);
  child.stdin.end();
  await once(child, 'close');
  return JSON.parse(text) as Report;
}

test('recorded evidence is verified first, and the report says how that came out', async (t) => {
  const { dir, run } = await space(t);
  t.is((await run('demo', '--receipts-dir', 'd')).code, 0);
  const key = ['--key', join(dir, 'd/keys/receipt-signing.key.pub')];
  const made = await run('report', '--input', 'd/evidence', '--format', 'json', ...key);
  t.is(made.code, 0, made.stderr);
  const report = JSON.parse(made.stdout) as Report;
  t.like(report.source, { kind: 'evidence', verification: 'valid' });
  t.true((report.summary['blocks'] ?? 0) > 5 && (report.summary['allowed'] ?? 0) > 0);
  t.is(report.summary['skipped_lines'], undefined);
  const unpinned = JSON.parse((await run('report', '--input', 'd/evidence', '--json')).stdout) as Report;
  t.is(unpinned.source.verification, 'unpinned');

  const [shard = ''] = (await readdir(join(dir, 'd/evidence'))).filter((name) => name.endsWith('.jsonl'));
  const file = join(dir, 'd/evidence', shard);
  const single = JSON.parse((await run('report', '--input', file, '--json', ...key)).stdout) as Report;
  t.like(single.source, { kind: 'evidence', verification: 'valid' });
  t.deepEqual(single.summary, report.summary);

  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"verdict":"block"', '"verdict":"allow"'));
  const broken = await run('report', '--input', 'd/evidence', '-o', 'r.html', ...key);
  t.is(broken.code, 1);
  t.true((await readFile(join(dir, 'r.html'), 'utf8')).includes('NOT VERIFIED'));
});

test('bad lines are counted and lose nothing else, wherever chunks end', async (t) => {
  const { dir } = await space(t);
  const long = `{"time":"2026-01-02T00:00:00Z","event":"blocked","reason":"${'x'.repeat(1 << 20)}"}`;
  const invalid = Buffer.from([0x7b, 0xff, 0x7d]);
  const report = await reportOfStdin(dir, [
    ...[`${BLOCKED}\n\n`, long, '\n', invalid, '\nnot json\n[]\r\n', BLOCKED.slice(0, 20)],
    ...[`${BLOCKED.slice(20)}\r\n`, BLOCKED],
  ]);
  t.like(report.source, { kind: 'log', verification: 'not_checked' });
  t.like(report.summary, { total_events: 3, blocks: 3, skipped_lines: 4 });
});

test('a bundle is signed, its hashes hold, and an old signature does not stay', async (t) => {
  const { dir, run } = await space(t);
  await writeFile(join(dir, 'l.jsonl'), `${BLOCKED}\n`);
  t.is((await run('keygen', 'reporter')).code, 0);
  const bundle = ['report', '--input', 'l.jsonl', '--format', 'bundle', '-o', 'b'];
  const made = await run(...bundle, '--sign', '--agent', 'reporter');
  t.is(made.code, 0, made.stderr);
  t.is((await run('trust', 'reporter', 'agents/reporter/id_ed25519.pub')).code, 0);
  t.is((await run('verify', 'b/manifest.json')).code, 0);
  const manifest = JSON.parse(await readFile(join(dir, 'b/manifest.json'), 'utf8')) as {
    files: Record<string, string>;
  };
  for (const [name, hash] of Object.entries(manifest.files)) {
    t.is(
      createHash('sha256')
        .update(await readFile(join(dir, 'b', name)))
        .digest('hex'),
      hash,
      name,
    );
  }
  await appendFile(join(dir, 'b/manifest.json'), ' ');
  t.not((await run('verify', 'b/manifest.json')).code, 0);
  t.is((await run(...bundle)).code, 0);
  await t.throwsAsync(stat(join(dir, 'b/manifest.json.sig')), { code: 'ENOENT' });
  await writeFile(join(dir, 'b/other'), '');
  t.is((await run(...bundle)).code, 2, 'a folder of somebody else is left alone');
  t.is((await run('report', '--input', 'l.jsonl', '-o', 'l.jsonl')).code, 2, 'no file is overwritten');
});
