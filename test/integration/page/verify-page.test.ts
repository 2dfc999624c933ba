// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { nodeSuite } from '../../../evidence/crypto/node/suite.js';
import { writeLogProof } from '../../../evidence/log/write-log-proof.js';
import { vkeyText } from '../../../evidence/log/note-text.js';
import { noteKeyOf } from '../../../evidence/sign/log-note.js';
import { run } from '../../../verify/node/main.js';
import { buildRun } from '../../unit/verify/evidence-runs.js';
import { ecKeys, rsaKeys } from '../../support/certificates.js';
import { openBrowser } from '../../support/chromium.js';
import { checkpointOf, newLogSigner, ORIGIN, receiptEntries } from '../../support/log-samples.js';
import { testData } from '../../support/test-data.js';
import { makeAuthority, makeToken, pem } from '../../support/time-stamps.js';

const PAGE = join(dirname(fileURLToPath(import.meta.url)), '../../../verify/page.html');
const KEYS = [
  '4655a7e605c12ebb00a46037881c33c5bca5eb74b45a02e8e7261a7ff5a21678',
  '970955695494cf0fb3109671e673ecaeb0a161e834861a325b97b0656e3c9cd1',
  '026e37b56c724ac0a60f015673e108972a0efd68462c580a5e648eee3cf54815',
];

interface Sent {
  readonly path: string;
  readonly base64: string;
}

interface Opened {
  readonly page: Page;
  /** Whatever the page tried to fetch beside itself. */
  readonly requests: readonly string[];
}

async function openPage(t: ExecutionContext): Promise<Opened | undefined> {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  t.teardown(() => browser.close());
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) requests.push(request.url());
  });
  await page.goto(`file://${PAGE}`);
  return { page, requests };
}

/** The page and a corpus folder; undefined, with a message, where either is absent. */
async function openWith(t: ExecutionContext, corpus: string): Promise<{ root: string; opened: Opened } | undefined> {
  const root = testData(corpus);
  if (root === undefined) t.log(`skipped: ${corpus} is absent`);
  const opened = root === undefined ? undefined : await openPage(t);
  t.pass();
  return root === undefined || opened === undefined ? undefined : { root, opened };
}

/** The relying party's time, so that both sides judge ages alike. */
const AT = '2026-08-01T00:00:00Z';

async function judgeInPage(page: Page, path: string, files: readonly Sent[], keys: readonly string[]): Promise<string> {
  return page.evaluate(
    async (name, sent, keyText, at) => {
      const verify = (globalThis as unknown as { pipelockVerify: (...args: unknown[]) => Promise<string> })
        .pipelockVerify;
      const decoded = sent.map((file) => ({
        path: file.path,
        bytes: Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0)),
      }));
      try {
        return await verify(name, decoded, keyText, at);
      } catch (error) {
        return `error: ${(error as Error).message}`;
      }
    },
    path,
    files as Sent[],
    keys.join('\n'),
    AT,
  );
}

async function judgeInTerminal(path: string, keys: readonly string[], more: readonly string[] = []): Promise<string> {
  let out = '';
  let err = '';
  const argv = [path, '--json', '--at', AT, ...more, ...keys.flatMap((key) => ['--key', key])];
  await run(argv, { out: (text) => (out += text), err: (text) => (err += text) });
  return out === '' ? err.replace('pipelock-verify: ', 'error: ').trim() : out;
}

function send(path: string, name: string): Sent {
  return { path: name, base64: readFileSync(path).toString('base64') };
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The relying party's time and the path are not the evidence's. */
function comparable(json: string): unknown {
  if (json.startsWith('error: ')) return json.replace(/error: .*\/([^/]+): /, 'error: $1: ');
  return { ...(JSON.parse(json) as object), path: '' };
}

test('every corpus file gets the same result in the page as in the terminal', async (t) => {
  t.timeout(300_000);
  const found = await openWith(t, 'corpora/receipts');
  if (found === undefined) return;
  const { root, opened } = found;
  let judged = 0;
  for (const path of filesUnder(root).filter((name) => /\.jsonl?$/.test(name))) {
    for (const keys of [KEYS, []]) {
      const page = await judgeInPage(opened.page, path, [send(path, basename(path))], keys);
      t.deepEqual(comparable(page), comparable(await judgeInTerminal(path, keys)), relative(root, path));
      judged += 1;
    }
  }
  t.true(judged > 50, `${judged} files`);
  t.deepEqual(opened.requests, []);
});

test('every corpus folder gets the same result in the page as in the terminal', async (t) => {
  t.timeout(300_000);
  const found = await openWith(t, 'corpora/receipts/run-chains');
  if (found === undefined) return;
  const { root, opened } = found;
  for (const name of readdirSync(root)) {
    const folder = join(root, name);
    if (!statSync(folder).isDirectory()) continue;
    const files = filesUnder(folder).map((path) => send(path, `${name}/${relative(folder, path)}`));
    const page = await judgeInPage(opened.page, folder, files, KEYS);
    t.deepEqual(comparable(page), comparable(await judgeInTerminal(folder, KEYS)), name);
  }
});

test('every AARP envelope and stream gets the same result in the page as in the terminal', async (t) => {
  t.timeout(300_000);
  const found = await openWith(t, 'corpora/aarp');
  if (found === undefined) return;
  const { root, opened } = found;
  const trust = join(root, 'trust.json');
  const files = filesUnder(root).filter((path) => /\.aarp\.jsonl?$/.test(path));
  for (const path of files) {
    const page = await judgeInPage(opened.page, path, [send(path, basename(path))], [readFileSync(trust, 'utf8')]);
    const terminal = await judgeInTerminal(path, [], ['--aarp-trust', trust]);
    t.deepEqual(comparable(page), comparable(terminal), relative(root, path));
  }
  t.true(files.length > 20, `${files.length} files`);
});

test('every evidence-level artifact gets the same result in the page as in the terminal', async (t) => {
  t.timeout(300_000);
  const found = await openWith(t, 'corpora/ael/fixtures');
  if (found === undefined) return;
  const { root, opened } = found;
  const cases = filesUnder(root).flatMap((path) => (basename(path) === 'expect.json' ? [dirname(path)] : []));
  for (const folder of cases) {
    const inside = filesUnder(folder);
    const keys = inside
      .filter((path) => path.endsWith('.pub'))
      .map((path) => Buffer.from(readFileSync(path, 'utf8'), 'base64').toString('hex'))
      .filter((key) => key.length === 64);
    const files = inside.map((path) => send(path, `case/${relative(folder, path)}`));
    const page = await judgeInPage(opened.page, folder, files, keys);
    t.deepEqual(comparable(page), comparable(await judgeInTerminal(folder, keys)), relative(root, folder));
  }
  t.true(cases.length > 20, `${cases.length} cases`);
});

test('an auditor chooses a file, pins a key and reads the result; a changed byte is told', async (t) => {
  const opened = await openPage(t);
  t.pass();
  if (opened === undefined) return;
  const { page, requests } = opened;
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-page-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const evidence = buildRun();
  const path = join(folder, 'receipts.jsonl');
  const hostile = join(folder, '<img src=x onerror=alert(1)>.jsonl');
  writeFileSync(path, `${evidence.receipts.join('\n')}\n`);
  writeFileSync(hostile, `${evidence.receipts.join('\n').replace('agent-a', 'agent-b')}\n`);
  const results = async (): Promise<readonly string[]> =>
    page.$$eval('.result h2', (titles) => titles.map((title) => title.textContent));
  const choose = async (file: string, count: number): Promise<void> => {
    await (await page.$('input#file'))?.uploadFile(file);
    await page.waitForFunction((n) => document.querySelectorAll('.result').length === n, {}, count);
  };

  await choose(path, 1);
  t.regex((await results())[0] ?? '', /^Intact, signer unknown/);
  const retype = async (keys: string, word: string): Promise<void> => {
    await page.$eval('#keys', (box, text) => ((box as HTMLTextAreaElement).value = text), '');
    await page.type('#keys', keys);
    await page.$eval('#keys', (box) => (box as HTMLTextAreaElement).blur());
    await page.waitForFunction(
      (start) => document.querySelector('.result h2')?.textContent.startsWith(start),
      {},
      word,
    );
  };
  // Keys typed after the evidence was given: the result is replaced.
  await retype('no-key', 'Could not be judged');
  t.regex(await page.$eval('.result', (one) => one.textContent), /the keys: "no-key" is no key; expected is 64 hex/);
  await retype(evidence.signer.publicKeyHex, 'Verified');
  // Pasted, and the box not left.
  for (const [text, word] of [
    ['no-key', 'Could not be judged'],
    [evidence.signer.publicKeyHex, 'Verified'],
  ] as const) {
    await page.$eval(
      '#keys',
      (box, pasted) => {
        (box as HTMLTextAreaElement).value = pasted;
        box.dispatchEvent(new Event('paste'));
      },
      text,
    );
    await page.waitForFunction(
      (start) => document.querySelector('.result h2')?.textContent.startsWith(start),
      {},
      word,
    );
  }
  t.is((await results()).length, 1);
  writeFileSync(join(folder, 'again.jsonl'), readFileSync(path));
  await choose(join(folder, 'again.jsonl'), 2);
  t.regex((await results())[0] ?? '', /^Verified/);
  t.is(await page.$$eval('.result svg', (drawings) => drawings.length), 2);
  await choose(hostile, 3);
  t.regex((await results())[0] ?? '', /^Failed/);
  t.is(await page.$$eval('.result img', (images) => images.length), 0);
  t.deepEqual(requests, []);
});

test('a certificate of a time-stamping authority pasted beside the keys shows until when something existed', async (t) => {
  const opened = await openPage(t);
  t.pass();
  if (opened === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-page-stamp-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const signer = newLogSigner();
  const digest = 'ab'.repeat(32);
  const checkpoint = checkpointOf(receiptEntries([digest]), signer);
  const vkey = vkeyText(noteKeyOf(signer, ORIGIN), nodeSuite);
  const [path, file] = [join(folder, 'proof.json'), join(folder, 'ca.pem')];
  for (const key of [rsaKeys(), ecKeys()]) {
    const authority = makeAuthority(key, {}, key);
    const timeStamp = new Uint8Array(makeToken({ authority, data: Buffer.from(checkpoint) }));
    const proof = { kind: 'receipt', digest, index: 0, inclusion: [], checkpoint, consistency: undefined } as const;
    writeFileSync(path, `${writeLogProof({ ...proof, timeStamp })}\n`);
    writeFileSync(file, pem('CERTIFICATE', authority.root));
    const page = await judgeInPage(opened.page, path, [send(path, 'proof.json')], [readFileSync(file, 'utf8'), vkey]);
    const terminal = await judgeInTerminal(path, [], ['--log-key', vkey, '--tsa-cert', file]);
    t.deepEqual(comparable(page), comparable(terminal));
    t.regex(page, /existed no later than 2026-06-01T12:00:00\.000Z, stamped by an authority that was given/);
  }
});

test('the page may open no connection, and is small', async (t) => {
  const text = readFileSync(PAGE, 'utf8');
  t.regex(text, /default-src 'none'/);
  t.notRegex(text, /(?:src|href)="http/);
  t.true(gzipSync(text).length < 150_000, `${gzipSync(text).length} bytes`);
  const opened = await openPage(t);
  if (opened === undefined) return;
  const refused = await opened.page.evaluate(async () => {
    try {
      await fetch('http://127.0.0.1:9/');
      return false;
    } catch {
      return true;
    }
  });
  t.true(refused);
});
