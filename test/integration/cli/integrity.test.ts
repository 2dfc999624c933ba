// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { pipelock, type Ran } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

interface Space {
  readonly root: string;
  readonly run: (command: string) => Promise<Ran>;
  readonly drift: () => Promise<Record<string, unknown>>;
}

async function workspace(t: ExecutionContext): Promise<Space> {
  const home = await tempFolder();
  t.teardown(() => removeFolder(home));
  const root = join(home, 'ws');
  await mkdir(join(root, 'src'), { recursive: true });
  await mkdir(join(root, 'node_modules', 'x'), { recursive: true });
  await writeFile(join(root, 'src', 'a.ts'), 'a');
  await writeFile(join(root, 'src', 'b.ts'), 'b');
  await writeFile(join(root, 'node_modules', 'x', 'index.js'), 'x');
  await symlink('src/a.ts', join(root, 'link'));
  const run = (command: string): Promise<Ran> => pipelock(command.split(' '), home);
  const drift = async (): Promise<Record<string, unknown>> =>
    JSON.parse((await run('integrity check ws --json')).stdout) as Record<string, unknown>;
  return { root, run, drift };
}

test('an untouched workspace has no drift; every kind of change is named', async (t) => {
  const { root, run, drift } = await workspace(t);
  t.is((await run('integrity init ws --exclude node_modules')).code, 0);
  t.is((await run('integrity init ws')).code, 2, 'an existing record is not replaced');
  t.is((await run('integrity check ws')).code, 0);
  await writeFile(join(root, 'node_modules', 'x', 'index.js'), 'changed');
  t.is((await run('integrity check ws')).code, 0, 'what was left out stays out');

  await writeFile(join(root, 'src', 'a.ts'), 'A');
  await chmod(join(root, 'src', 'b.ts'), 0o755);
  await writeFile(join(root, 'new\u202ename.txt'), '');
  await rm(join(root, 'link'));
  await symlink('/etc/passwd', join(root, 'link'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  t.like(await drift(), {
    ok: false,
    changed: [
      { path: 'link', what: 'target' },
      { path: 'src/a.ts', what: 'content' },
      { path: 'src/b.ts', what: 'mode' },
    ],
    added: ['new\u202ename.txt'],
    deleted: [],
    unreadable: [{ path: 'pipe', reason: 'neither a file nor a folder' }],
  });
  const { code, stdout } = await run('integrity check ws');
  t.is(code, 1);
  t.regex(stdout, /^DRIFT: /);
  t.true(stdout.includes('added       new\\u202ename.txt'), 'a name cannot reorder the line');
  t.is((await run('integrity update ws')).code, 1, 'a pipe cannot be recorded');
  await rm(join(root, 'pipe'));
  await rm(join(root, 'src', 'b.ts'));
  await symlink('a.ts', join(root, 'src', 'b.ts'));
  await rm(join(root, 'src', 'a.ts'));
  t.like(await drift(), { deleted: ['src/a.ts'] });
  t.regex((await run('integrity update ws')).stdout, /changed {5}src\/b.ts \(type\)/);
  t.is((await run('integrity check ws')).code, 0);
});

test('a signed record is checked before it is used', async (t) => {
  const { root, run } = await workspace(t);
  const manifest = join(root, '.pipelock-integrity.json');
  await run('keygen keeper');
  t.is((await run('integrity init ws --sign --agent keeper')).code, 0);
  t.is((await run('integrity check ws --verify')).code, 1, 'nobody is trusted yet');
  t.is((await run('trust keeper agents/keeper/id_ed25519.pub')).code, 0);
  const good = await run('integrity check ws --verify');
  t.is(good.code, 0);
  t.regex(good.stdout, /signed by keeper/);
  t.is((await run('integrity update ws')).code, 2, 'a signature may not go stale unnoticed');

  // The attack: change a file and the record with it.
  await writeFile(join(root, 'src', 'a.ts'), 'evil');
  const text = await readFile(manifest, 'utf8');
  await writeFile(manifest, text.replace('"excludes": []', '"excludes": ["src"]'));
  const fooled = await run('integrity check ws --verify');
  t.is(fooled.code, 1);
  t.regex(fooled.stderr, /none of the 1 trusted keys/);
  t.is((await run('integrity check ws')).code, 1, 'a signature that is there is checked unasked');
  t.is((await run('integrity update ws --verify --sign --agent keeper')).code, 1, 'nor is it taken as a base');
  await writeFile(manifest, text);
  t.is((await run('integrity update ws --verify --sign --agent keeper')).code, 0);
  t.is((await run('integrity check ws --key agents/keeper/id_ed25519.pub')).code, 0);
  await rm(`${manifest}.sig`);
  t.is((await run('integrity check ws --verify')).code, 1, 'a missing signature is not a signature');
});

test('a record that lies outside, is malformed, or names paths outside is handled as such', async (t) => {
  const { root, run } = await workspace(t);
  t.is((await run('integrity check ws')).code, 2, 'no record');
  t.is((await run('integrity init no-such-folder')).code, 2);
  t.is((await run('integrity init ws --manifest outside.json --exclude *.ts --exclude node_modules/**')).code, 0);
  t.is((await run('integrity check ws --manifest outside.json')).code, 0);
  const text = await readFile(join(root, '..', 'outside.json'), 'utf8');
  t.deepEqual(
    (JSON.parse(text) as { files: { path: string }[] }).files.map(({ path }) => path),
    ['link'],
  );
  for (const form of [
    text.replace('"link"', '"../link"'),
    text.replace('"target": "src/a.ts"', '"size": 1'),
    text.replace('.v1"', '.v2"'),
    text.replace('"path"', '"path": "x", "path"'),
    'nothing',
  ]) {
    await writeFile(join(root, '..', 'outside.json'), form);
    t.is((await run('integrity check ws --manifest outside.json')).code, 1, form);
  }
  t.is((await run(`integrity init ws --exclude ${'*a'.repeat(9)}`)).code, 2, 'a pattern that could take forever');
});
