// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { COMMANDS } from '../../../cli/commands.js';
import { pipelock, pipelockProcess, projectFile, runProgram } from '../../support/cli.js';
import { removeFolder, startOrigin, stopOrigin, tempFolder } from '../../support/product.js';

const home = await tempFolder();

test.after.always(() => removeFolder(home));

/** The first command of each family is started as users start it, so that it is seen to load by itself and to end. */
const names = Object.keys(COMMANDS);
const family = (name: string): string | undefined => name.split(' ')[0];
const alone = new Set(names.filter((name, at) => names.findIndex((other) => family(other) === family(name)) === at));

for (const [name, { errorExit = 2 }] of Object.entries(COMMANDS)) {
  const started = alone.has(name) ? test.serial : test;
  started(`${name} --help fits a screen and exits 0`, async (t) => {
    const start = alone.has(name) ? pipelockProcess : pipelock;
    const { code, stdout, stderr } = await start([...name.split(' '), '--help'], home);
    t.is(code, 0);
    t.is(stderr, '');
    t.regex(stdout, new RegExp(`^Usage: pipelock ${name}`));
    t.true(stdout.split('\n').length <= 40);
    t.true(stdout.split('\n').every((line) => line.length <= 120));
  });

  test(`${name} refuses an unknown option with a hint and exit ${errorExit}`, async (t) => {
    const { code, stderr } = await pipelock([...name.split(' '), '--no-such-option'], home);
    t.is(code, errorExit);
    t.regex(stderr, /unknown option '--no-such-option'/);
    t.regex(stderr, new RegExp(`try: pipelock ${name} --help`));
  });
}

test('a group of commands shows what is in it', async (t) => {
  const asked = await pipelock(['signing', 'key', '--help'], home);
  t.is(asked.code, 0);
  t.regex(asked.stdout, /^usage: pipelock signing key COMMAND[^]*\n {2}signing key generate {2}\S/);
  const bare = await pipelock(['evidence'], home);
  t.is(bare.code, 2);
  t.regex(bare.stderr, /"evidence" needs a command\n[^]*evidence check +\S/);
});

test('a misspelt command or option names the one that was probably meant', async (t) => {
  const cases: readonly (readonly [args: string, said: RegExp])[] = [
    ['scna', /try: pipelock scan --help/],
    ['log chekpoint --dir x', /unknown command "log chekpoint"\ndid you mean: pipelock log checkpoint\n/],
    ['signing roster bild', /did you mean: pipelock signing roster build\nusage: pipelock signing roster COMMAND/],
    ['assess verfy x', /did you mean: pipelock assess verify\ntry: pipelock assess --help/],
    ['--nonsense', /unknown command "--nonsense"\ntry: pipelock --help/],
    ['signing roster build --otu x', /unknown option '--otu'\n\(Did you mean --out\?\)/],
  ];
  for (const [args, said] of cases) {
    const { code, stderr } = await pipelock(args.split(' '), home);
    t.is(code, 2, args);
    t.regex(stderr, said, args);
  }
  t.regex((await pipelock(['help', 'scan'], home)).stdout, /^Usage: pipelock scan/);
  t.regex((await pipelock(['help', '--all'], home)).stdout, /^# Commands\n[^]*\n## pipelock witness\n/);
  t.regex((await pipelock(['help', 'log'], home)).stdout, /^usage: pipelock log COMMAND/);
});

test('options that a command needs are marked in its help, and all that are missing are named at once', async (t) => {
  t.regex(
    (await pipelock(['signing', 'roster', 'build', '--help'], home)).stdout,
    /--out <file> +the roster file \(required\)/,
  );
  const { code, stdout } = await pipelock(['signing', 'roster', 'build', '--json'], home);
  t.is(code, 2);
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
  t.deepEqual([error.code, error.message.split('\n')[0]], ['usage', '--root and --out are needed']);
  const empty = await pipelock(['signing', 'roster', 'show', '--path', ''], home);
  t.regex(empty.stderr, /--path is needed/);
});

test('scan goes on behind what it cannot read, and counts it', async (t) => {
  const folder = join(home, 'scanned');
  await mkdir(folder);
  await symlink('loop', join(folder, 'loop'));
  await writeFile(join(folder, 'b.txt'), 'hello');
  const ran = await pipelock(['scan', join(folder, 'loop'), join(folder, 'none'), join(folder, 'b.txt')], home);
  t.is(ran.code, 1);
  t.regex(ran.stderr, /loop: cannot be read: ELOOP[^\n]*\n[^\n]*none: no such file/);
  t.is(ran.stdout, '3 judged, 0 flagged, 2 not readable\n');
});

test('check says what a short configuration leaves off, and which rule was probably meant', async (t) => {
  const file = join(home, 'short.yaml');
  const suppress = '{rule: "AWS Secret Keyy", path: a.example, reason: r, owner: o, expires: "2999-01-01"}';
  await writeFile(file, `version: 1\nsuppress:\n  - ${suppress}\n`);
  const { code, stdout } = await pipelock(['check', '--config', file], home);
  t.is(code, 0);
  t.regex(stdout, /note: suppress\[0\]\.rule has no effect: no rule is called "AWS Secret Keyy"; did you mean ".*"\\?/);
  t.regex(stdout, /note: forward_proxy\.enabled is false: only \/fetch is served/);
  t.regex(stdout, /note: flight_recorder\.dir is not set: nothing that passes leaves a record/);
  t.is((await pipelock(['check'], home)).stdout.split('\n').length, 2);
  const kept = join(home, 'kept.yaml');
  await writeFile(
    kept,
    'forward_proxy: {enabled: true}\nflight_recorder: {enabled: true, dir: evidence, require_receipts: false}\n',
  );
  t.regex((await pipelock(['check', '--config', kept], home)).stdout, /require_receipts is false/);
});

test('a file that cannot be parsed is named, with the member at fault', async (t) => {
  const file = join(home, 'other.json');
  await writeFile(file, '{"payloadType":"x"}');
  for (const args of [
    ['signing', 'roster', 'show', '--path', file],
    ['anchor', 'verify', '--bundle', file, '--dir', home, '--key', 'ab'.repeat(32)],
    ['integrity', 'check', home, '--manifest', file],
    ['verify-receipt', home, '--rotation-endorsement', file],
  ]) {
    const { code, stderr } = await pipelock(args, home);
    t.is(code, 1, args.join(' '));
    t.regex(stderr, /other\.json: .+\(\/\w+\)\n$/, args.join(' '));
  }
});

test('what is no log is no report of nothing, and a wrong address is told before anything is packed', async (t) => {
  const file = join(home, 'notes.txt');
  await writeFile(file, 'one\ntwo\n');
  const report = await pipelock(['report', '--input', file], home);
  t.deepEqual([report.code, report.stdout], [1, '']);
  t.regex(report.stderr, /notes\.txt: none of its lines is JSON; this is no log/);
  await writeFile(file, 'one\n{"event":"listening"}\n');
  t.is((await pipelock(['report', '--input', file], home)).code, 0);
  const bundle = await pipelock(['support', 'bundle', '--addr', 'no/where', '-o', join(home, 'no.tar.gz')], home);
  t.is(bundle.code, 2);
  t.regex(bundle.stderr, /--addr must be host:port/);
});

test('without arguments the help is shown; an unknown command names a near one', async (t) => {
  const help = await pipelockProcess([], home);
  t.is(help.code, 0);
  for (const name of Object.keys(COMMANDS)) t.true(help.stdout.includes(`  ${name}`), name);
  const wrong = await pipelock(['explian', 'x'], home);
  t.is(wrong.code, 2);
  t.regex(wrong.stderr, /unknown command "explian"\ntry: pipelock explain --help/);
  t.regex((await pipelock(['replay'], home)).stderr, /unknown command "replay"\ntry: pipelock policy replay --help/);
});

test('version tells version and engine, as text and as JSON', async (t) => {
  const manifest = JSON.parse(await readFile(projectFile('package.json'), 'utf8')) as { version: string };
  t.true((await pipelockProcess(['--version'], home)).stdout.startsWith(`pipelock ${manifest.version} (re2`));
  const report = JSON.parse((await pipelock(['version', '--json'], home)).stdout) as Record<string, string>;
  t.is(report['version'], manifest.version);
  t.regex(report['pattern_engine'] ?? '', /^re2(js)?$/);
});

test('generate config prints a preset that check accepts; an existing file is never overwritten', async (t) => {
  for (const preset of ['balanced', 'strict', 'audit']) {
    const file = join(home, `${preset}.yaml`);
    t.is((await pipelock(['generate', 'config', '--preset', preset, '-o', file], home)).code, 0);
    const checked = await pipelock(['check', '--config', file], home);
    t.is(checked.code, 0, checked.stderr);
    t.regex(checked.stdout, /^valid: /);
    const again = await pipelock(['generate', 'config', '--preset', preset, '-o', file], home);
    t.is(again.code, 2);
    t.regex(again.stderr, /cannot write/);
  }
  const unknown = await pipelock(['generate', 'config', '--preset', 'nope'], home);
  t.is(unknown.code, 2);
  t.regex(unknown.stderr, /choose one of balanced, strict, audit/);
});

test('generate schema prints a JSON Schema', async (t) => {
  const { code, stdout } = await pipelock(['generate', 'schema'], home);
  t.is(code, 0);
  const schema = JSON.parse(stdout) as { $schema: string; properties: object };
  t.regex(schema.$schema, /2020-12/);
  t.true('fetch_proxy' in schema.properties);
});

test('a faulty configuration is refused with every fault, its line and what was expected; nothing starts', async (t) => {
  const file = join(home, 'faulty.yaml');
  await writeFile(file, 'version: 1\nmode: lenient\nfetch_proxy:\n  timeout_seconds: soon\nno_such_key: 1\n');
  for (const command of [['check'], ['run'], ['explain', 'https://example.com/']]) {
    const { code, stderr, stdout } = await pipelock([...command, '--config', file], home);
    t.is(code, 2);
    t.is(stdout, '');
    t.regex(stderr, /line 2, mode: .*expected/);
    t.regex(stderr, /line 4, fetch_proxy\.timeout_seconds: .*expected/);
    t.regex(stderr, /line 5, no_such_key: /);
  }
  const asJson = await pipelock(['check', '--config', file, '--json'], home);
  const { error } = JSON.parse(asJson.stdout) as { error: { code: string; faults: object[] } };
  t.is(error.code, 'config');
  t.is(error.faults.length, 3);
  const missing = await pipelock(['check', '--config', join(home, 'absent.yaml')], home);
  t.is(missing.code, 2);
  t.regex(missing.stderr, /cannot be read/);
});

test('check --url and explain agree; explain names layer and setting and never the secret', async (t) => {
  const key = 'AKIAZ6QPLMXN4RTYWBVC';
  const url = `https://127.0.0.1/?q=${Buffer.from(key).toString('base64url')}`;
  const checked = await pipelock(['check', '--url', url], home);
  t.is(checked.code, 3);
  t.regex(checked.stdout, /^block: .*dlp_match, layer core_dlp/);
  const explained = await pipelock(['explain', url], home);
  t.is(explained.code, 3);
  t.regex(explained.stdout, /by the rule +AWS Access ID \(critical\)/);
  t.regex(explained.stdout, /base64/);
  t.regex(explained.stdout, /no setting can/);
  t.false(`${checked.stdout}${explained.stdout}`.includes(key));
  const json = JSON.parse((await pipelock(['explain', url, '--json'], home)).stdout) as { layer: string };
  t.is(json.layer, 'core_dlp');

  const inside = await pipelock(['explain', 'http://10.0.0.1/'], home);
  t.is(inside.code, 3);
  t.regex(inside.stdout, /to change it +trusted_domains: \["10\.0\.0\.1"\], or ssrf\.ip_allowlist/);
  const opened = join(home, 'opened.yaml');
  await writeFile(opened, 'version: 1\nssrf: { ip_allowlist: [10.0.0.0/8] }\nforward_proxy: { enabled: true }\n');
  t.is(
    (await pipelock(['explain', 'http://10.0.0.1/', '--config', opened], home)).code,
    0,
    'that setting does change it',
  );
});

test('keygen makes a 0600 key that run accepts, names it wrongly never, replaces it only when told', async (t) => {
  const out = join(home, 'own.key');
  const made = await pipelock(['keygen', '--out', out, '--json'], home);
  t.is(made.code, 0, made.stderr);
  t.is((await stat(out)).mode & 0o777, 0o600);
  const { public_key: publicKey } = JSON.parse(made.stdout) as { public_key: string };
  t.is((await readFile(`${out}.pub`, 'utf8')).trim(), publicKey);
  t.is((await pipelock(['keygen', '--out', out], home)).code, 2);
  t.is((await pipelock(['keygen', '--out', out, '--force'], home)).code, 0);
  t.not((await readFile(`${out}.pub`, 'utf8')).trim(), publicKey);

  t.is((await pipelock(['keygen', 'build-agent'], home)).code, 0);
  t.regex(await readFile(join(home, 'agents/build-agent/id_ed25519.pub'), 'utf8'), /^pipelock-ed25519-public-v1\n/);
  for (const name of ['../evil', 'a b', '']) t.is((await pipelock(['keygen', name], home)).code, 2, name);
  t.is((await pipelock(['keygen'], home)).code, 2);
});

test('healthcheck says that nothing is there, and what an address looks like', async (t) => {
  const origin = await startOrigin((_incoming, response) => response.writeHead(503).end('{}'));
  const sick = await pipelock(['healthcheck', '--addr', `127.0.0.1:${origin.port}`], home);
  t.is(sick.code, 1);
  t.regex(sick.stderr, /answered 503/);
  stopOrigin(origin);
  const absent = await pipelock(['healthcheck', '--addr', `127.0.0.1:${origin.port}`, '--json'], home);
  t.is(absent.code, 1);
  t.false((JSON.parse(absent.stdout) as { healthy: boolean }).healthy);
  t.is((await pipelock(['healthcheck', '--addr', 'nowhere'], home)).code, 2);
});

test('run -- COMMAND puts a program behind the proxy and passes its exit code on', async (t) => {
  const folder = await tempFolder();
  const script = [
    'const { request, Agent } = require("node:http");',
    'const proxy = new URL(process.env.HTTP_PROXY);',
    // An agent of its own: the global one of newer versions takes the way through the proxy by itself.
    'const agent = new Agent();',
    'request({ agent, host: proxy.hostname, port: proxy.port, path: "http://169.254.169.254/" }, (response) => {',
    '  console.log(response.headers["x-pipelock-block-reason"]);',
    '  process.exit(7);',
    '}).end();',
  ].join('\n');
  const ran = await pipelock(['run', '--listen', '127.0.0.1:0', '--', process.execPath, '-e', script], folder);
  t.is(ran.code, 7, ran.stderr);
  t.is(ran.stdout, 'ssrf_metadata\n', 'standard output belongs to the program');
  t.regex(ran.stderr, /evidence +.*receipts required/);
  const evidence = join(folder, 'evidence');
  const keyFile = join(folder, 'keys/receipt-signing.key.pub');
  t.is((await stat(join(folder, 'keys/receipt-signing.key'))).mode & 0o777, 0o600);
  const verified = await pipelock(['verify-receipt', evidence, '--key', keyFile, '--whole-recorder'], folder);
  t.is(verified.code, 0, verified.stdout);
  t.is((await pipelock(['verify-receipt', '--chain', evidence], folder)).code, 1, 'without a pinned key: not accepted');
  const root = await pipelock(['transcript-root', evidence, '--key', keyFile, '--json'], folder);
  t.is(root.code, 0, root.stderr);
  t.regex((JSON.parse(root.stdout) as { root_hash: string }).root_hash, /^[0-9a-f]{64}$/);
  t.is((await pipelock(['transcript-root', evidence], folder)).code, 2, 'a key is needed');

  const missing = await pipelock(['run', '--listen', '127.0.0.1:0', '--', 'no-such-program-here'], folder);
  t.is(missing.code, 10);
  t.regex(missing.stderr, /cannot run no-such-program-here/);
  await removeFolder(folder);
});

test('run refuses to start without a usable key, on a taken address and with wrong arguments', async (t) => {
  const folder = await tempFolder();
  const config = join(folder, 'pipelock.yaml');
  const keyPath = join(folder, 'absent.key');
  await writeFile(config, `version: 1\nflight_recorder: { require_receipts: true, signing_key_path: "${keyPath}" }\n`);
  const absent = await pipelock(['run', '--config', config, '--listen', '127.0.0.1:0'], folder);
  t.is(absent.code, 1);
  t.regex(absent.stderr, /no signing key at/);
  await pipelock(['keygen', '--out', keyPath], folder);
  await runProgram('chmod', ['0644', keyPath]);
  const open = await pipelock(['run', '--config', config, '--listen', '127.0.0.1:0'], folder);
  t.is(open.code, 1);
  t.regex(open.stderr, /chmod 0600/);
  const origin = await startOrigin((_incoming, response) => response.end());
  const taken = await pipelock(['run', '--listen', `127.0.0.1:${origin.port}`], folder);
  t.is(taken.code, 1);
  t.regex(taken.stderr, / is in use, .*--listen names another address/);
  stopOrigin(origin);
  t.is((await pipelock(['run', '--mode', 'lenient'], folder)).code, 2);
  t.is((await pipelock(['run', '--listen', 'somewhere'], folder)).code, 2);
  await removeFolder(folder);
});

test('demo judges every attempt as expected and keeps its evidence where told', async (t) => {
  const folder = await tempFolder();
  const kept = join(folder, 'kept');
  await mkdir(kept);
  const { code, stdout, stderr } = await pipelock(['demo', '--json', '--receipts-dir', kept], folder);
  t.is(code, 0, stderr);
  const report = JSON.parse(stdout) as { ok: boolean; attempts: { expected: boolean; receipt?: string }[] };
  t.true(report.ok);
  t.true(report.attempts.length >= 16);
  t.true(report.attempts.every(({ expected, receipt }) => expected && receipt !== undefined));
  t.true((await readdir(join(kept, 'evidence'))).some((name) => name.endsWith('.jsonl')));
  await removeFolder(folder);
});
