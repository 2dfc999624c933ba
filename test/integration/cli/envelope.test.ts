// SPDX-License-Identifier: Apache-2.0
import { readFile, stat, symlink, writeFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { toBase64, fromHex } from '../../../evidence/canonical/text.js';
import { formatPublicKeyFile } from '../../../evidence/crypto/key-files.js';
import { pipelock, projectFile, runProgram } from '../../support/cli.js';
import { makeKey, MESSAGE, signedFields } from '../../support/envelopes.js';
import { removeFolder, tempFolder } from '../../support/product.js';

const { signer } = makeKey();
const KEY = signer.publicKeyHex;
const ID = 'pipelock-envelope-2026-04';
const AT = '2025-11-24T16:00:10Z';

async function withHome(run: (home: string) => Promise<void>): Promise<void> {
  const home = await tempFolder();
  try {
    await run(home);
  } finally {
    await removeFolder(home);
  }
}

async function capture(home: string, change: Record<string, unknown> = {}): Promise<string> {
  const file = join(home, 'request.json');
  const headers = signedFields(signer).map(([name, value]) => ({ name, value }));
  const body = toBase64(MESSAGE.body ?? new Uint8Array());
  const schema = 'pipelock.captured-request.v1';
  await writeFile(file, JSON.stringify({ schema, method: 'POST', url: MESSAGE.targetUri, headers, body, ...change }));
  return file;
}

test('a key is added, listed, looked up and removed; the store is the owner’s alone', async (t) => {
  await withHome(async (home) => {
    const store = join(home, '.local', 'state', 'pipelock', 'envelope', 'trust.json');
    const add = ['envelope', 'trust', 'add', ID, '--key', KEY, '--trust-domain', 'example.org', '--source', 'by phone'];
    const added = await pipelock(add, home);
    t.is(added.code, 0, added.stderr);
    t.is((await stat(store)).mode & 0o777, 0o600);
    t.is((await stat(join(store, '..'))).mode & 0o777, 0o700);
    const again = await pipelock(add, home);
    t.is(again.code, 2);
    t.regex(again.stderr, /already; remove it first/);

    const listed = JSON.parse((await pipelock(['envelope', 'trust', 'list', '--json'], home)).stdout) as {
      keys: Record<string, unknown>[];
    };
    t.like(listed.keys[0], { key_id: ID, public_key: KEY, trust_domains: ['example.org'], source: 'by phone' });
    t.regex((await pipelock(['envelope', 'trust', 'list'], home)).stdout, new RegExp(`^${ID}  ${KEY}  example.org  `));

    const verify = (...rest: string[]): ReturnType<typeof pipelock> =>
      pipelock(['envelope', 'trust', 'verify', ...rest], home);
    t.is((await verify(ID)).code, 0);
    t.is((await verify(ID, '--key', KEY)).code, 0);
    const other = await verify(ID, '--key', makeKey().signer.publicKeyHex);
    t.is(other.code, 1);
    t.regex(other.stderr, /has another key/);
    t.is((await verify('nobody')).code, 1);

    const remove = ['envelope', 'trust', 'remove', ID];
    t.is((await pipelock(remove, home)).code, 0);
    t.is((await pipelock([...remove, '--json'], home)).code, 1);
    t.regex((await pipelock(['envelope', 'trust', 'list'], home)).stdout, /^no key is trusted/);
  });
});

test('a key from standard input or from a file, a store elsewhere, XDG_STATE_HOME', async (t) => {
  await withHome(async (home) => {
    const file = join(home, 'peer.pub');
    await writeFile(file, formatPublicKeyFile(fromHex(KEY)));
    const store = join(home, 'elsewhere', 'trust.json');
    t.is((await pipelock(['envelope', 'trust', 'add', 'a', '--key', file, '--store', store], home)).code, 0);
    const shell = `"${process.execPath}" "${projectFile('bin/pipelock.js')}" envelope trust add b --stdin < "${file}"`;
    const env = { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: join(home, 'state') };
    const piped = await runProgram('sh', ['-c', shell], { env });
    t.is(piped.code, 0, piped.stderr);
    const text = await readFile(join(home, 'state', 'pipelock', 'envelope', 'trust.json'), 'utf8');
    t.true(text.includes(KEY));
    t.regex(await readFile(store, 'utf8'), /"key_id": "a"/);
  });
});

test('what cannot be a key is refused with a reason', async (t) => {
  await withHome(async (home) => {
    const add = (...rest: string[]): ReturnType<typeof pipelock> =>
      pipelock(['envelope', 'trust', 'add', ...rest], home);
    const cases: [string[], RegExp][] = [
      [[], /a key id is needed/],
      [['a', 'b', '--key', KEY], /too many arguments/],
      [['a'], /--key or --stdin is needed/],
      [['a', '--key', KEY, '--stdin'], /two keys/],
      [['a', '--key', 'zz'], /neither 64 hex digits nor a file/],
      [['a b', '--key', KEY], /key_id: letters/],
      [['a', '--key', KEY, '--trust-domain', '127.0.0.1'], /DNS names/],
      [['a', '--key', KEY, '--source', 'x\ny'], /one line/],
    ];
    for (const [args, reason] of cases) {
      const { code, stderr } = await add(...args);
      t.is(code, 2, args.join(' '));
      t.regex(stderr, reason);
    }
    t.is((await pipelock(['envelope', 'trust', 'list', 'x'], home)).code, 2);
  });
});

test('a store that others can touch, or that is damaged, is not read', async (t) => {
  await withHome(async (home) => {
    const store = join(home, 'trust.json');
    const list = (path = store): ReturnType<typeof pipelock> =>
      pipelock(['envelope', 'trust', 'list', '--store', path], home);
    await writeFile(store, '{"schema":"pipelock.envelope-trust.v1","keys":[]}', { mode: 0o600 });
    t.is((await list()).code, 0);
    await symlink(store, join(home, 'link.json'));
    t.regex((await list(join(home, 'link.json'))).stderr, /symbolic link/);
    t.regex((await list(home)).stderr, /not a regular file/);
    await chmod(store, 0o644);
    t.regex((await list()).stderr, /chmod 0600/);
    await chmod(store, 0o600);
    const key = { key_id: 'a', public_key: KEY, trust_domains: null, source: '', added_at: AT };
    for (const text of [
      '{',
      '{"schema":"pipelock.envelope-trust.v2","keys":[]}',
      JSON.stringify({ schema: 'pipelock.envelope-trust.v1', keys: [key, key] }),
      JSON.stringify({ schema: 'pipelock.envelope-trust.v1', keys: [{ ...key, public_key: KEY.slice(1) }] }),
      JSON.stringify({ schema: 'pipelock.envelope-trust.v1', keys: [{ ...key, extra: 1 }] }),
      JSON.stringify({ schema: 'pipelock.envelope-trust.v1', keys: Array.from({ length: 1001 }, () => key) }),
    ]) {
      await writeFile(store, text);
      const { code, stderr } = await list();
      t.is(code, 1, text.slice(0, 100));
      t.regex(stderr, /cannot be read/);
    }
  });
});

test('a captured request verifies with the store, with --key and with pipelock-verify', async (t) => {
  await withHome(async (home) => {
    const file = await capture(home);
    const verify = (...rest: string[]): ReturnType<typeof pipelock> =>
      pipelock(['envelope', 'verify', file, ...rest], home);
    t.is((await verify('--at', AT)).code, 1, 'nobody is trusted yet');
    t.is((await verify('--at', AT, '--key', KEY)).code, 0);
    await pipelock(['envelope', 'trust', 'add', ID, '--key', KEY, '--trust-domain', 'example.org'], home);
    const good = await verify('--at', AT, '--json');
    t.is(good.code, 0, good.stdout);
    t.like(JSON.parse(good.stdout), {
      schema: 'pipelock.verification.v1',
      kind: 'mediation_envelope',
      verdict: 'valid',
    });
    t.regex((await verify('--at', AT)).stdout, /^OK: mediation envelope/);
    const late = await verify();
    t.is(late.code, 1);
    t.regex(late.stdout, /has expired/);
    t.is((await verify('--at', 'noon')).code, 2);
    t.is((await pipelock(['envelope', 'verify'], home)).code, 2);
    t.is((await pipelock(['envelope', 'verify', join(home, 'none')], home)).code, 2);

    const stranger = await runProgram(process.execPath, [
      projectFile('bin/pipelock-verify.js'),
      file,
      '--key',
      KEY,
      '--at',
      AT,
    ]);
    t.is(stranger.code, 0, stranger.stdout + stranger.stderr);
    t.regex(stranger.stdout, /OK: mediation envelope/);
    await capture(home, { method: 'PUT' });
    t.is((await verify('--at', AT)).code, 1);
  });
});
