// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { pipelock } from '../support/cli.js';
import { ask, enter, EXAMPLE_KEY, linksOf, makeWorkspace, startTestDashboard } from '../support/dashboard.js';

const SESSION = 'proxy.run.000102030405060708090a0b0c0d0e0f';
const SHARD = `evidence-${SESSION}-0.jsonl`;
const RUN = `/runs/${SESSION}`;

/** The words of the four facts, in their order. */
function words(html: string): string[] {
  return [...html.matchAll(/<dd><span class="mark (\w+)">.*?<\/svg>([^<]*)<\/span>/g)].map(
    ([, state = '', word = '']) => `${state} ${word}`,
  );
}

/** Asks until the background verification has an answer. */
async function settled(get: (target: string) => Promise<{ body: string }>, target = '/'): Promise<string> {
  for (;;) {
    const { body } = await get(target);
    if (!body.includes('Being verified')) return body;
  }
}

test('four facts stand beside each other, and completeness is at best limited', async (t) => {
  const get = await enter(await startTestDashboard(t, await makeWorkspace(t)));
  const html = await settled(get);
  t.deepEqual(words(html), ['yes Yes', 'yes Yes', 'open Not anchored', 'limited LIMITED']);
  t.regex(html, /L-KEYHOLDER-OMIT/);
});

test('every answer is guarded, and nobody sees anything without the secret', async (t) => {
  const dashboard = await startTestDashboard(t, await makeWorkspace(t));
  const get = await enter(dashboard);
  const { headers } = await get('/');
  t.is(headers['cache-control'], 'no-store');
  t.is(headers['x-content-type-options'], 'nosniff');
  t.regex(
    String(headers['content-security-policy']),
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
  );
  for (const path of ['/', RUN, '/assessments', '/nothing']) {
    const refused = await ask(dashboard.port, path);
    t.is(refused.status, 401, path);
    t.false(refused.body.includes(SESSION));
  }
  t.is((await get('/', { headers: { host: 'evil.example' } })).status, 421);
  t.is((await get('/', { method: 'POST' })).status, 405);
  const head = await get('/', { method: 'HEAD' });
  t.is(head.status, 200);
  t.is(head.body, '');
  const entrance = await ask(dashboard.port, dashboard.url.slice(dashboard.url.indexOf('/?')));
  t.regex(String(entrance.headers['set-cookie']), /; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('every link of every page leads somewhere', async (t) => {
  t.timeout(300_000);
  const get = await enter(await startTestDashboard(t, await makeWorkspace(t)));
  await settled(get);
  const seen = new Set<string>(['/']);
  for (const target of seen) {
    const { status, headers, body } = await get(target);
    const missing = target.includes('evidence?') && body.includes('Not found');
    t.true(status === 200 && !missing, `${target}: ${status}`);
    if (headers['content-disposition'] !== undefined || target.endsWith('report.html')) continue;
    for (const link of linksOf(body)) if (link.startsWith('/')) seen.add(link);
  }
  const all = [...seen];
  for (const part of ['/receipts/0', 'receipt.json', 'bundle.tar.gz', 'report.html', 'kind=receipt', 'kind=check']) {
    t.true(
      all.some((link) => link.includes(part)),
      part,
    );
  }
});

test('a receipt is shown with its proofs and the controls that point at it, and can be taken along', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  const lines = readFileSync(join(workspace.evidence, SHARD), 'utf8').split('\n');
  const receipts = lines.filter((line) => line.includes('"type":"action_receipt"'));
  const blocked = receipts.findIndex((line) => line.includes('"verdict":"block"'));
  t.true(blocked > 0);
  const { body } = await get(`${RUN}/receipts/${blocked}`);
  t.regex(body, /it names the hash of the receipt before/);
  t.regex(body, /Controls that point at it[\s\S]*S1/);
  t.regex(body, /no transparency log lies in this folder/);
  const file = await get(`${RUN}/receipts/${blocked}/receipt.json`);
  t.regex(String(file.headers['content-disposition']), /^attachment; filename="receipt-[0-9a-f]{16}\.json"$/);
  t.true(receipts[blocked]?.includes(file.body.trim()));
  const path = join(workspace.root, 'receipt.json');
  writeFileSync(path, file.bytes);
  t.is((await pipelock(['verify-receipt', path, '--key', EXAMPLE_KEY], workspace.root)).code, 0);
  t.is((await get(`${RUN}/receipts/${receipts.length}`)).status, 404);
  t.is((await get(`${RUN}/receipts/${blocked}/log-proof.json`)).status, 404);
});

test('receipts are filtered by column and by the text of their target', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  const rows = async (query: string): Promise<number> =>
    [...(await get(`${RUN}?${query}`)).body.matchAll(/<th scope="row">/g)].length;
  const text = readFileSync(join(workspace.evidence, SHARD), 'utf8');
  const all = text.match(/"type":"action_receipt"/g)?.length ?? 0;
  const blocks = text.match(/"type":"action_receipt".*"verdict":"block"/g)?.length ?? 0;
  t.is(await rows(''), all);
  t.is(await rows('verdict=block'), blocks);
  t.is(await rows('verdict=nothing'), 0);
  t.is(await rows('text=PIPELOCK%3A'), text.match(/"target":"pipelock:/g)?.length ?? 0);
  t.is(await rows('text=no-such-target'), 0);
  t.is(await rows('page=999'), all, 'a page past the end is the last one');
});

test('an assessment can be opened in its own origin and taken along whole', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  const page = (await get('/assessments')).body;
  t.regex(page, /verified/);
  const [, id = ''] = /href="\/assessments\/([0-9a-f]{16})"/.exec(page) ?? [];
  const report = await get(`/assessments/${id}/report.html`);
  t.regex(String(report.headers['content-security-policy']), /^sandbox allow-scripts; .*script-src 'sha256-/);
  t.deepEqual(report.bytes, readFileSync(join(workspace.assessment, 'assessment.html')));
  const { bytes } = await get(`/assessments/${id}/bundle.tar.gz`);
  t.true(gunzipSync(bytes).includes('assessment-one/manifest.json'));
  const head = await get(`/assessments/${id}/bundle.tar.gz`, { method: 'HEAD' });
  t.is(head.status, 200);
  t.is(head.body, '');
  const again = await get(`/assessments/${id}/bundle.tar.gz`);
  t.deepEqual(again.bytes, bytes);
});

test('what a control points at is found in the bundle, whatever kind it is', async (t) => {
  const get = await enter(await startTestDashboard(t, await makeWorkspace(t)));
  const [, id = ''] = /href="\/assessments\/([0-9a-f]{16})"/.exec((await get('/assessments')).body) ?? [];
  const cases = [
    ['scenario', 'simulate.jsonl', 'leetspeak', /nothing fired/],
    ['server', 'discover.jsonl', 'cursor/inside', /protected_pipelock/],
    ['check', 'verify-install.jsonl', 'config_valid', /scanning/],
    ['run', `recorded/${SHARD}`, SESSION, /Open it in the evidence folder/],
  ] as const;
  for (const [kind, file, ref, expected] of cases) {
    const query = new URLSearchParams({ kind, file: `evidence/${file}`, ref });
    const { status, body } = await get(`/assessments/${id}/evidence?${query.toString()}`);
    t.is(status, 200, kind);
    t.regex(body, expected, kind);
  }
  const nothing = await get(`/assessments/${id}/evidence?kind=check&file=evidence%2Fverify-install.jsonl&ref=none`);
  t.is(nothing.status, 404);
  t.regex(nothing.body, /the file holds no such record/);
});

test('a changed assessment is named as such, and its grade is not shown', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  t.regex((await get('/assessments')).body, /grade [A-F]/);
  writeFileSync(join(workspace.assessment, 'assessment.json'), '{"overall_grade":"A"}');
  const { body } = await get('/assessments');
  t.regex(body, /does not verify/);
  t.regex(body, /assessment\.json: its SHA-256 is not the one in the manifest/);
  t.notRegex(body, /class="grade"/);
  const [, id = ''] = /href="\/assessments\/([0-9a-f]{16})"/.exec(body) ?? [];
  t.is((await get(`/assessments/${id}/report.html`)).status, 409);
  t.notRegex((await get('/controls')).body, /satisfied/);
});

test('an assessment by a signer whom nobody trusts is claimed, not shown as good', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace, { assessorKeys: ['11'.repeat(32)] }));
  t.regex((await get('/assessments')).body, /signature not trusted/);
  const { body } = await get('/controls');
  t.regex(body, /satisfied \(claimed\)/);
  t.notRegex(body, /class="mark yes"/);
});

test('a path that leaves the bundle is refused, and so is a link in it', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  const [, id = ''] = /href="\/assessments\/([0-9a-f]{16})"/.exec((await get('/assessments')).body) ?? [];
  for (const file of ['../../evidence/signer.pub', '/etc/passwd', 'evidence/../manifest.json', '..\\x', '']) {
    const got = await get(`/assessments/${id}/evidence?kind=check&ref=x&file=${encodeURIComponent(file)}`);
    t.is(got.status, 404, file);
    t.regex(got.body, /not a path inside the bundle/, file);
  }
  symlinkSync('/etc/passwd', join(workspace.assessment, 'link'));
  const linked = await get(`/assessments/${id}/evidence?kind=check&ref=x&file=link`);
  t.regex(linked.body, /is a symbolic link/);
  for (const path of ['/runs/..%2F..%2Fetc', '/runs/%2e%2e/receipts/0', '/assessments/..%2F', '/%2e%2e/etc/passwd']) {
    t.is((await get(path)).status, 404, path);
  }
});

test('evidence that changes while it is shown is never shown with its old result', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  t.is(words(await settled(get))[0], 'yes Yes');
  const path = join(workspace.evidence, SHARD);
  const text = readFileSync(path, 'utf8');
  const receipt = `${RUN}/receipts/1`;
  t.is((await get(receipt)).status, 200);
  writeFileSync(path, text.replace('"verdict":"block"', '"verdict":"allow"'));
  const broken = await settled(get);
  t.deepEqual(words(broken), ['yes Yes', 'no No', 'open Not anchored', 'no BROKEN'], 'an entry beside the receipts');
  t.regex(broken, /Do not rely on this folder/);
  writeFileSync(path, text.replace(/("action_record":\{.*?"verdict":")block/, '$1allow'));
  t.false(words(await settled(get)).includes('yes Yes'));
  writeFileSync(path, text);
  t.is(words(await settled(get))[0], 'yes Yes');
  appendFileSync(path, '{"half a line');
  t.regex(await settled(get), /Do not rely on this folder|torn|bytes after the last complete line/);
});

test('a folder that is removed is said to be gone, and seen again when it is back', async (t) => {
  const workspace = await makeWorkspace(t);
  const get = await enter(await startTestDashboard(t, workspace));
  await settled(get);
  renameSync(workspace.evidence, `${workspace.evidence}-away`);
  const gone = await get('/');
  t.is(gone.status, 200);
  t.regex(gone.body, /The folder cannot be read/);
  t.is((await get(RUN)).status, 404);
  t.is((await get(`${RUN}/receipts/0`)).status, 404);
  renameSync(`${workspace.evidence}-away`, workspace.evidence);
  t.is(words(await settled(get))[0], 'yes Yes');
  rmSync(workspace.assessments, { recursive: true });
  t.regex((await get('/assessments')).body, /No assessment was found/);
});

test('a wrong key, or none, never gives a yes', async (t) => {
  const workspace = await makeWorkspace(t);
  const none = await enter(await startTestDashboard(t, workspace, { trust: createTrustRoot({}) }));
  t.deepEqual(words(await settled(none)), ['open Not shown', 'open Not shown', 'open Not anchored', 'open UNVERIFIED']);
  const keys = ['11'.repeat(32)];
  const wrong = await enter(await startTestDashboard(t, workspace, { trust: createTrustRoot({ keys }) }));
  const facts = words(await settled(wrong));
  t.is(facts[0], 'no No');
  t.is(facts[3], 'no BROKEN');
  t.false(facts.includes('yes Yes'));
});

test('names and texts of attackers stay text', async (t) => {
  const workspace = await makeWorkspace(t);
  const name = `evidence-x"><script>alert(1)<%2F{{constructor}}-0.jsonl`;
  const hostile = {
    type: 'action_receipt',
    detail: { action_record: { verdict: '<img src=x>', target: '"><script>\u202e' } },
  };
  writeFileSync(join(workspace.evidence, name), `${JSON.stringify(hostile)}\nnot json action_receipt\n`);
  mkdirSync(join(workspace.assessments, '<b>assessment'));
  cpSync(workspace.assessment, join(workspace.assessments, '<b>assessment'), { recursive: true });
  const get = await enter(await startTestDashboard(t, workspace));
  await settled(get);
  const run = `/runs/${encodeURIComponent(name.slice('evidence-'.length, -'-0.jsonl'.length))}`;
  const targets = [
    '/',
    run,
    `${run}?verdict=%3Cimg%20src%3Dx%3E`,
    `${run}/receipts/0`,
    `${run}/receipts/1`,
    '/assessments',
    '/controls',
  ];
  for (const target of [...targets, '/controls?control=%22%3E%3Cscript%3E', `${run}?text=%22%3E%3Cscript%3E`]) {
    const { status, body } = await get(target);
    t.is(status, 200, target);
    t.notRegex(body, /<script|<img|<b>|\u202e/, target);
  }
  t.regex((await get(`${run}/receipts/1`)).body, /Not a receipt/);
});

test('the command refuses an address that others can reach, and a folder that is not there', async (t) => {
  const { root } = await makeWorkspace(t);
  const open = await pipelock(['dashboard', '--listen', '0.0.0.0:0'], root);
  t.is(open.code, 2);
  t.regex(open.stderr, /for this machine only/);
  t.is((await pipelock(['dashboard', '--dir', join(root, 'none')], root)).code, 2);
});
