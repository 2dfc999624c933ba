// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipelock, projectFile, runProgram, type Ran } from '../../support/cli.js';
import { ecKeys } from '../../support/certificates.js';
import { removeFolder, tempFolder } from '../../support/product.js';
import { serveRekor } from '../../support/rekor.js';
import { makeAuthority, pem, serveLoopback, stampAnswer, type Authority } from '../../support/time-stamps.js';

interface Place {
  readonly home: string;
  readonly run: (line: string) => Promise<Ran>;
  readonly verify: (line: string) => Promise<Ran>;
}

async function newPlace(t: { teardown: (work: () => Promise<void>) => void }): Promise<Place> {
  const home = await tempFolder();
  t.teardown(() => removeFolder(home));
  return {
    home,
    run: (line) => pipelock(line.split(' '), home),
    verify: (line) =>
      runProgram(process.execPath, [projectFile('bin/pipelock-verify.js'), ...line.split(' ')], { cwd: home }),
  };
}

/** An authority that stamps the checkpoint of the folder `evidence`. */
function authorityFor(home: string, authority: Authority): Parameters<typeof serveLoopback>[0] {
  return (request, body, response) => {
    void readFile(join(home, 'evidence/log/checkpoint')).then((data) =>
      stampAnswer({ authority, data, time: '20260601120000.5Z' })(request, body, response),
    );
  };
}

const CONFIG = 'mode: balanced\nflight_recorder:\n  dir: evidence\n';

test('a run is stamped at its end; log timestamp stamps again; proofs carry the stamp', async (t) => {
  t.timeout(300_000);
  const { home, run, verify } = await newPlace(t);
  const authority = makeAuthority();
  const tsa = await serveLoopback(authorityFor(home, authority));
  t.teardown(tsa.close);
  await writeFile(join(home, 'ca.pem'), pem('CERTIFICATE', authority.root));
  await writeFile(join(home, 'other.pem'), pem('CERTIFICATE', makeAuthority().root));
  const config = (more: string): Promise<void> => writeFile(join(home, 'config.yaml'), `${CONFIG}${more}`);
  const serve = 'run --config config.yaml --listen 127.0.0.1:0 -- true';

  await config(`transparency_log:\n  timestamp_url: ${tsa.url}/stamp\n`);
  const first = await run(serve);
  t.is(first.code, 0, first.stderr);
  const stamps = await readdir(join(home, 'evidence/log/timestamps'));
  t.is(stamps.length, 2, stamps.join());

  const logKey = '--log-key keys/log.key.pub';
  const whole = `verify-receipt evidence --key keys/receipt-signing.key.pub ${logKey}`;
  const held = await run(`${whole} --tsa-cert ca.pem`);
  t.is(held.code, 0, held.stdout + held.stderr);
  t.regex(
    held.stdout,
    /log_timestamp: the first \d+ leaves existed no later than 2026-06-01T12:00:00\.500Z, stamped by/,
  );
  t.regex((await run(whole)).stdout, /- +log_timestamp: .*as its time stamp claims/);
  const stranger = await run(`${whole} --tsa-cert other.pem`);
  t.is(stranger.code, 1);
  t.regex(stranger.stdout, /FAIL log_timestamp: the time stamp: its certificate does not lead/);

  await config('transparency_log:\n  timestamp_url: http://127.0.0.1:9/\n');
  t.is((await run(serve)).code, 0, 'an authority that is away stops nothing');
  t.is((await readdir(join(home, 'evidence/log/timestamps'))).length, 2);
  const stamp = `log timestamp --dir evidence --tsa ${tsa.url}`;
  const refused = await run(`${stamp} --tsa-cert other.pem`);
  t.is(refused.code, 1);
  t.regex(refused.stderr, /does not lead to one that was given/);
  const made = await run(`${stamp} --tsa-cert ca.pem --json`);
  t.is(made.code, 0, made.stderr);
  t.like(JSON.parse(made.stdout), { made: true, status: 'pass' });
  t.regex((await run(stamp)).stdout, /^was stamped already/);
  t.is((await run('log timestamp --dir evidence')).code, 2);
  t.is((await run('log timestamp --dir evidence --tsa ftp://x')).code, 2);
  t.is((await run(`${stamp} --timeout 0`)).code, 2);
  t.is((await run('log timestamp --dir none --tsa http://127.0.0.1:9')).code, 1);
  const log = await run(`log verify --dir evidence ${logKey} --tsa-cert ca.pem`);
  t.is(log.code, 0);
  t.is(log.stdout.match(/ok {3}log_timestamp/g)?.length, 2);

  t.is((await run('log prove --dir evidence --index 1 --timestamped --out proof.json')).code, 0);
  const proof = await verify(`proof.json ${logKey} --tsa-cert ca.pem`);
  t.is(proof.code, 0, proof.stdout);
  t.regex(proof.stdout, /log_timestamp: the checkpoint, and the receipt in its tree, existed no later than/);
});

test('the end of a session goes to a log of somebody else, when that is confirmed', async (t) => {
  t.timeout(300_000);
  const { home, run, verify } = await newPlace(t);
  await cp(projectFile('docs/formats/example'), join(home, 'evidence'), { recursive: true });
  const log = await serveRekor();
  t.teardown(() => log.close());
  await writeFile(join(home, 'rekor.pem'), pem('PUBLIC KEY', log.publicKey));
  const other = ecKeys().publicKey.export({ format: 'der', type: 'spki' });
  await writeFile(join(home, 'other.pem'), pem('PUBLIC KEY', other));
  t.is((await run('keygen --out submit.key')).code, 0);
  const anchor = 'anchor receipts --dir evidence --key evidence/signer.pub --backend rekor';
  const full = `${anchor} --rekor-url ${log.url} --rekor-key submit.key`;

  const unsure = await run(`${full} --out bundle.json`);
  t.is(unsure.code, 2);
  t.regex(unsure.stderr, /would be sent to .*confirm with --yes-send-to-remote-log/);
  const yes = `${full} --yes-send-to-remote-log`;
  t.is((await run(`${yes} --rekor-hash-algorithm sha256 --out x.json`)).code, 2);
  t.is((await run(`${yes} --local-log x --out x.json`)).code, 2);
  t.is((await run(`${yes} --log-key evidence/signer.pub --out x.json`)).code, 2);
  t.is((await run(`${anchor} --rekor-key submit.key --yes-send-to-remote-log --out x.json`)).code, 2);
  t.is((await run(yes.replace(log.url, 'ftp://x').concat(' --out x.json'))).code, 2);
  t.is((await run(`${yes.replace('--backend rekor', '--backend paper')} --out x.json`)).code, 2);
  t.is(log.entries.length, 5, 'nothing was sent yet');

  const sent = await run(`${yes} --log-key rekor.pem --out bundle.json`);
  t.is(sent.code, 0, sent.stderr);
  t.is(log.entries.length, 6);
  t.is((await stat(join(home, 'bundle.json'))).mode & 0o777, 0o600);
  const check = 'anchor verify --bundle bundle.json --dir evidence --key evidence/signer.pub';
  const held = await run(`${check} --log-key rekor.pem`);
  t.is(held.code, 0, held.stdout);
  t.regex(held.stdout, /log_time: the log took the entry in at 2026-07-23T16:30:00\.000Z/);
  t.is((await run(check)).code, 1, 'without the key of the log nothing is shown');
  const stranger = await run(`${check} --log-key other.pem`);
  t.is(stranger.code, 1);
  t.regex(stranger.stdout, /FAIL log_signature/);
  t.is((await verify('bundle.json --key evidence/signer.pub --log-key rekor.pem')).code, 0);
  t.is((await verify('bundle.json --key evidence/signer.pub')).code, 1);

  log.change = (entry) => void (entry.verification.inclusionProof.treeSize += 1);
  const lied = await run(`${yes} --out lie.json`);
  t.is(lied.code, 1);
  t.regex(lied.stderr, /does not lead to the root/);
  log.change = () => undefined;
  t.regex((await run(`${yes} --log-key other.pem --out lie.json`)).stderr, /a log whose key was not given/);
  t.false((await readdir(home)).includes('lie.json'));
});
