// SPDX-License-Identifier: Apache-2.0
import { chmod, cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { pipelock, projectFile, runProgram, type Ran } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';
import { buildRun, fileOf, shardName } from '../../unit/verify/evidence-runs.js';

const home = await tempFolder();
const EXAMPLE = projectFile('docs/formats/example');

test.after.always(() => removeFolder(home));

function run(command: string): Promise<Ran> {
  return pipelock(command.split(' '), home);
}

/** What the commands that make things report, each its own part of it. */
interface Made {
  readonly key_id: string;
  readonly public: string;
  readonly public_key: string;
  readonly fingerprint: string;
  readonly root_fingerprint: string;
  readonly roster_hash: string;
}

async function json(command: string): Promise<Made> {
  const { stdout, stderr, code } = await run(`${command} --json`);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return JSON.parse(stdout) as Made;
}

function verifier(...args: string[]): Promise<Ran> {
  return runProgram(process.execPath, [projectFile('bin/pipelock-verify.js'), ...args], { cwd: home });
}

test('a roster is built, shown and verified; a recovery and a change of root stand behind it', async (t) => {
  const root = await json(`signing key generate --purpose roster-root --out ${home}/root.json`);
  const next = await json(`signing key generate --purpose roster-root --out ${home}/next.json --id next-root`);
  const recovery = await json(`signing key generate --purpose recovery-root --out ${home}/recovery.json`);
  t.is(next.key_id, 'next-root');
  await json('keygen --out receipts.key');
  const include = 'id=proxy,purpose=receipt-signing,key=receipts.key.pub,until=2099-01-01T00:00:00Z,principal=proxy-1';
  const roster = await json(`signing roster build --root root.json --include ${include} --out roster.json`);
  t.is(roster.root_fingerprint, root.fingerprint);
  t.regex((await run('signing roster show --path roster.json')).stdout, /^not verified: .*\n.*root/);

  const good = await run(`signing roster verify --path roster.json --root-fingerprint ${root.fingerprint}`);
  t.is(good.code, 0, good.stdout);
  const wrong = await run(`signing roster verify --path roster.json --root-fingerprint ${next.fingerprint}`);
  t.is(wrong.code, 1);
  t.regex(wrong.stdout, /FAIL root_pinned/);

  const text = JSON.parse(await readFile(join(home, 'roster.json'), 'utf8')) as Record<string, unknown>;
  await writeFile(join(home, 'roster.yaml'), JSON.stringify(text));
  t.is((await run(`signing roster verify --path roster.yaml --root-fingerprint ${root.fingerprint}`)).code, 0);
  await writeFile(join(home, 'bad.yaml'), 'body: {a: 1, a: 2}\nsignature: x\n');
  t.is((await run(`signing roster verify --path bad.yaml --root-fingerprint ${root.fingerprint}`)).code, 1);

  const mint =
    'signing recovery mint --recovery-key-file recovery.json --roster roster.json --reason lost --operator me';
  await json(`${mint} --out recovery-auth.json`);
  const check =
    `signing recovery verify --path recovery-auth.json --recovery-pubkey ${recovery.public}` +
    ` --pinned-fingerprint ${recovery.fingerprint}`;
  t.is((await run(`${check} --expected-target-roster-hash ${roster.roster_hash}`)).code, 0);
  t.is((await run(`${check} --expected-target-roster-hash sha256:${'0'.repeat(64)}`)).code, 1);
  t.is((await run(`${check} --expected-target-roster-hash ${roster.roster_hash} --at 2099-01-01T00:00:00Z`)).code, 1);
  t.is((await run(check)).code, 2, 'which roster is meant has to be said');
  t.is((await run(`${mint} --minutes 61 --out never.json`)).code, 2);
  t.is((await run(`${mint.replace('recovery.json', 'root.json')} --out never.json`)).code, 1, 'another purpose');

  await json(
    'signing transition build --old-key-file root.json --new-key-file next.json --reason yearly --out move.json',
  );
  const move = `signing transition verify --path move.json --old-pubkey ${root.public} --new-pubkey ${next.public}`;
  t.is((await run(`${move} --pinned ${root.fingerprint}`)).code, 0);
  t.is((await run(`${move} --pinned ${next.fingerprint}`)).code, 1);
  t.is((await run(`${move} --pinned ${root.fingerprint} --at 2020-01-01T00:00:00Z`)).code, 1);
});

test('wrong arguments are told from wrong keys', async (t) => {
  for (const command of [
    'signing key generate --purpose roster-root --out relative.json',
    `signing key generate --purpose king --out ${home}/x.json`,
    `signing key generate --purpose roster-root --out ${home}/x.json --id ../x`,
    'signing roster verify --path x.json',
    'signing roster verify --path x.json --root-fingerprint abc',
    'signing roster build --root x.json --include id --out y.json',
    'signing transition verify --path x',
    'trust ../evil abc',
    'trust name no-such-key',
    'sign file',
    'keygen .. ',
  ]) {
    const { code, stderr } = await run(command.trim());
    t.true(code === 2 || (command.includes('--root x.json') && code === 1), `${command}: ${code} ${stderr}`);
  }
});

test('a file is signed, verified under trusted keys, and not under any other', async (t) => {
  await json('keygen signer-a');
  await json('keygen signer-b');
  await writeFile(join(home, 'letter.txt'), 'hello\n');
  t.is((await run('sign letter.txt --agent signer-a')).code, 0);
  t.is((await run('sign letter.txt --agent signer-a')).code, 2, 'a signature is not replaced silently');
  t.is((await pipelock(['sign', 'letter.txt', '--force'], home, { PIPELOCK_AGENT: 'signer-a' })).code, 0);
  const untrusted = await run('verify letter.txt');
  t.is(untrusted.code, 1);
  t.regex(untrusted.stderr, /no trusted key/);
  t.is((await run('trust b agents/signer-b/id_ed25519.pub')).code, 0);
  t.is((await run('verify letter.txt')).code, 1, 'only b is trusted');
  t.is((await run('trust b agents/signer-a/id_ed25519.pub')).code, 2, 'a name is not given to another key silently');
  t.is((await run('trust a agents/signer-a/id_ed25519.pub')).code, 0);
  const good = await run('verify letter.txt');
  t.is(good.code, 0);
  t.regex(good.stdout, /signed by a\n/);
  t.is((await run('verify letter.txt --agent signer-b')).code, 1);
  t.is((await run('verify letter.txt --key agents/signer-a/id_ed25519.pub')).code, 0);
  await writeFile(join(home, 'letter.txt'), 'hellO\n');
  t.is((await run('verify letter.txt')).code, 1);
  await symlink(join(home, 'agents/signer-a/id_ed25519.pub'), join(home, 'trusted_keys/link.pub'));
  t.regex((await run('verify letter.txt')).stderr, /symbolic link/, 'a link in the keystore could point anywhere');
  await rm(join(home, 'trusted_keys/link.pub'));
});

test('keys status tells used, unused and unusable keys apart', async (t) => {
  const place = join(home, 'status');
  await json(`keygen --out ${place}/keys/receipt-signing.key`);
  await json(`signing key generate --purpose roster-root --out ${place}/keys/roster-root.json`);
  interface Row {
    readonly purpose: string;
    readonly file: string;
    readonly mode: string | null;
    readonly problem: string | null;
  }
  const status = async (): Promise<[number, readonly Row[]]> => {
    const { code, stdout } = await run(`keys status --home ${place} --json`);
    return [code, (JSON.parse(stdout) as { readonly keys: readonly Row[] }).keys];
  };
  const [code, rows] = await status();
  t.is(code, 0);
  t.is(rows.length, 15);
  t.like(
    rows.find(({ purpose }) => purpose === 'roster-root'),
    { file: 'usable', mode: '0600' },
  );
  t.like(
    rows.find(({ purpose }) => purpose === 'recovery-root'),
    { file: 'absent', mode: null },
  );
  await chmod(`${place}/keys/roster-root.json`, 0o640);
  const [worse, after] = await status();
  t.is(worse, 1);
  t.like(
    after.find(({ purpose }) => purpose === 'roster-root'),
    { file: 'refused', mode: '0640' },
  );
  t.regex((await run(`keys status --home ${place}`)).stdout, /roster-root +refused +0640/);
  const out = await run(`signing pubkey --home ${place}`);
  t.regex(out.stdout, /^[0-9a-f]{64}\n$/);
  t.is((await run(`signing key pubkey --key-file ${place}/keys/receipt-signing.key --out pub.txt`)).code, 0);
  t.regex(await readFile(join(home, 'pub.txt'), 'utf8'), /^pipelock-ed25519-public-v1\n/);
});

test('a rotation is endorsed at the boundary on disk, and nowhere else', async (t) => {
  await json('keygen --out old.key');
  const next = await json('keygen --out new.key');
  const { signer } = await import('../../../evidence/store/key-file.js').then((file) =>
    file.loadPrivateKey(join(home, 'old.key'), 'same_uid'),
  );
  const closed = buildRun({ signer });
  const open = buildRun({ signer, close: false, session: `proxy.run.${'c'.repeat(32)}` });
  await mkdir(join(home, 'rotation'));
  await writeFile(join(home, 'rotation', shardName(closed.session)), fileOf(closed.lines));
  await writeFile(join(home, 'rotation', shardName(open.session)), fileOf(open.lines));
  const endorse = (session: string, out: string): string =>
    `signing receipt-rotation endorse --chain rotation --session ${session} --prior-key-file old.key --new-key-file new.key --out ${out}`;
  t.is((await run(endorse(closed.session, 'endorsed.json'))).code, 0);
  const made = JSON.parse(await readFile(join(home, 'endorsed.json'), 'utf8')) as Record<string, unknown>;
  t.like(made, {
    prior_tail_hash: closed.tailHash,
    prior_final_seq: Number(closed.tailSeq),
    new_signer_key: next.public_key,
  });
  const still = await run(endorse(open.session, 'no.json'));
  t.is(still.code, 1);
  t.regex(still.stderr, /not closed/);
  t.is((await run(endorse('proxy.run.none', 'no.json'))).code, 1);
  t.is(
    (await run(endorse(closed.session, 'no.json').replace('--new-key-file new.key', '--new-key-file old.key'))).code,
    2,
  );
  const stranger = await run(
    endorse(closed.session, 'no.json')
      .replace('old.key', 'new.key')
      .replace('file new.key --out', 'file old.key --out'),
  );
  t.is(stranger.code, 1, 'a key that did not sign has nothing to give up');
  await writeFile(
    join(home, 'rotation', shardName(closed.session)),
    fileOf(closed.lines).replace('agent-a', 'agent-b'),
  );
  t.regex((await run(endorse(closed.session, 'no.json'))).stderr, /does not verify/);
});

test('a session is summed up, packed and anchored from its evidence', async (t) => {
  await cp(EXAMPLE, join(home, 'evidence'), { recursive: true });
  const key = '--key evidence/signer.pub';
  t.is((await run(`session manifest --dir evidence ${key} --out manifest.json`)).code, 0);
  t.regex((await verifier('manifest.json', '--allow-unpinned')).stdout, /^UNPINNED: session manifest/);

  t.is((await run(`audit packet --dir evidence ${key} --out packet`)).code, 0);
  t.is((await run(`audit packet --dir evidence ${key} --out packet`)).code, 2, 'never into a folder with content');
  t.is((await run(`audit packet --dir evidence ${key} --out again`)).code, 0);
  for (const name of ['packet.json', 'summary.md', 'evidence.jsonl', 'verifier.txt']) {
    t.is(await readFile(join(home, 'packet', name), 'utf8'), await readFile(join(home, 'again', name), 'utf8'), name);
  }
  const good = await verifier('packet', '--key', 'evidence/signer.pub');
  t.is(good.code, 0, good.stdout);
  t.regex(good.stdout, /^OK: audit packet\n[^]*lifecycle: COMPLETE/);
  t.is((await verifier('packet')).code, 1, 'nobody pinned a key');
  await symlink('/etc/hostname', join(home, 'again', 'stray.txt'));
  t.regex((await verifier('again', '--key', 'evidence/signer.pub')).stdout, /^FAILED: [^]*path_refused: stray.txt/);
  t.is((await run('audit packet --dir evidence --out none')).code, 2);
  t.is((await run(`audit packet --dir evidence --key ${'1'.repeat(64)} --out stranger`)).code, 1);
  t.regex(await readFile(join(home, 'stranger', 'packet.json'), 'utf8'), /"verdict": "invalid"/);

  const anchor = `anchor receipts --dir evidence ${key} --local-log log.jsonl`;
  t.is((await run(`${anchor} --out bundle.json`)).code, 0);
  t.is((await stat(join(home, 'bundle.json'))).mode & 0o777, 0o600);
  t.is((await run(`${anchor} --out bundle-2.json`)).code, 0);
  t.is((await readFile(join(home, 'log.jsonl'), 'utf8')).split('\n').length, 2, 'anchoring twice is anchoring once');
  const check = `anchor verify --bundle bundle.json --dir evidence ${key}`;
  t.is((await run(`${check} --local-log log.jsonl`)).code, 0);
  t.is((await run(check)).code, 1, 'without the log the entry is not shown');
  t.is((await run(`${anchor} --backend rekor --out x.json`)).code, 2);
  t.regex((await run(`${anchor} --yes-send-to-remote-log --out x.json`)).stderr, /need --backend rekor/);
  await writeFile(join(home, 'log.jsonl.lock'), '');
  t.regex((await run(`${anchor} --out x.json`)).stderr, /is being written/);
  await rm(join(home, 'log.jsonl.lock'));
  await writeFile(
    join(home, 'log.jsonl'),
    (await readFile(join(home, 'log.jsonl'), 'utf8')).replace('"final_seq":2', '"final_seq":3'),
  );
  t.regex((await run(`${anchor} --out x.json`)).stderr, /line 1 of the log/);
  t.regex((await run(`${check} --local-log log.jsonl`)).stderr, /line 1 of the log/);
});
