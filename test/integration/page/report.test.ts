// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { finalizeAssessment } from '../../../assess/finalize.js';
import { initAssessment } from '../../../assess/init.js';
import { runAssessment } from '../../../assess/run.js';
import { loadReportParts } from '../../../cli/report-parts.js';
import { synthesizeAssessment } from '../../../evidence/attest/assessment/synthesize.js';
import { createNodeSigner, generateKeyPair } from '../../../evidence/crypto/node/signer.js';
import type { Assessment, ComplianceFramework } from '../../../evidence/model/assessment.js';
import { createReportRenderer } from '../../../reports/html/render.js';
import { openBrowser } from '../../support/chromium.js';
import {
  discovered,
  MANIFEST,
  scenario,
  server,
  simulated,
  SOURCES,
  sampleProbes,
} from '../../support/sample-assessment.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{constructor}}\u202e';
const render = createReportRenderer(loadReportParts());

const FRAMEWORK: ComplianceFramework = {
  id: 'sample',
  name: `Sample ${HOSTILE}`,
  version: '1',
  mapping_version: 1,
  url: 'javascript:alert(3)',
  controls: [
    {
      id: 'S1',
      name: HOSTILE,
      status: 'satisfied',
      shown_by: HOSTILE,
      answers: [{ state: 'shown', reason: HOSTILE }],
      pointers: [{ kind: 'receipt', file: 'evidence/a.jsonl', ref: HOSTILE }],
      cannot_show: HOSTILE,
    },
  ],
};

function hostileAssessment(): Assessment {
  const servers = [server(HOSTILE, { client: HOSTILE, protection_state: 'unprotected', risk: 'high' })];
  const sources = {
    ...SOURCES,
    discover: discovered(servers),
    simulate: simulated([scenario(HOSTILE, HOSTILE, { detected: false, detail: HOSTILE })]),
  };
  return synthesizeAssessment({ manifest: MANIFEST, sources, compliance: [FRAMEWORK], signed: true });
}

async function openReport(t: ExecutionContext, text: string): Promise<{ page: Page; requests: string[] } | undefined> {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  t.teardown(() => browser.close());
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-report-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'report.html');
  writeFileSync(path, text);
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) requests.push(request.url());
  });
  page.on('dialog', (dialog) => {
    requests.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`file://${path}`);
  return { page, requests };
}

test('names from attackers stay text, and nothing is fetched or run', async (t) => {
  const text = render(hostileAssessment());
  t.false(text.includes('<script>alert'));
  t.false(text.includes('<img src=x'));
  const opened = await openReport(t, text);
  if (opened === undefined) return;
  t.is(await opened.page.$$eval('img', (images) => images.length), 0);
  t.is(await opened.page.$$eval('script', (scripts) => scripts.length), 1);
  t.deepEqual(opened.requests, []);
});

test('the report has no serious accessibility fault, opened and closed', async (t) => {
  t.timeout(300_000);
  const opened = await openReport(t, render(hostileAssessment()));
  t.pass();
  if (opened === undefined) return;
  await opened.page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });
  await opened.page.evaluate(readFileSync(AXE, 'utf8'));
  const serious = await opened.page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
  t.deepEqual(serious, []);
});

test('scope, grade, what was verified, what was not and the top risks stand on the first screen', async (t) => {
  const assessment = synthesizeAssessment({ manifest: MANIFEST, sources: SOURCES, signed: true });
  const opened = await openReport(t, render(assessment));
  t.pass();
  if (opened === undefined) return;
  await opened.page.setViewport({ width: 1280, height: 900 });
  for (const selector of [
    '.scope',
    '.grade',
    '.caps',
    '#verified-title',
    '#unverified-title',
    '#risks-title',
    '.finding',
  ]) {
    const bottom = await opened.page.$eval(selector, (element) => element.getBoundingClientRect().bottom);
    t.true(bottom <= 900, `${selector} ends at ${bottom}`);
  }
});

test('the box in a report verifies the bundle it came in, and tells a changed one', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-box-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const { privateKey, publicKeyHex } = generateKeyPair();
  const signer = createNodeSigner(privateKey, 'same_uid');
  const now = '2026-11-26T00:00:00Z';
  const dir = initAssessment({ outputDir: join(root, 'assessment'), version: '0.1.0', now });
  await runAssessment({ dir, probes: sampleProbes, skip: [], force: false, now: () => now, settings: [], signer });
  const outputs = [{ path: 'assessment.html', render }];
  await finalizeAssessment({ dir, signer, allowPartial: false, attestation: true, now, frameworks: [], outputs });
  const opened = await openReport(t, readFileSync(join(dir, 'assessment.html'), 'utf8'));
  t.pass();
  if (opened === undefined) return;
  const { page } = opened;
  const verdict = async (): Promise<string> => {
    await page.$eval('#bundle-result', (element) => element.replaceChildren());
    await (await page.$('input#bundle'))?.uploadFile(dir);
    await page.waitForSelector('#bundle-result strong');
    return page.$eval('#bundle-result strong', (element) => element.textContent);
  };
  t.is(await verdict(), 'Whole, signer unknown');
  // The key after the folder: what was chosen is judged again.
  await page.type('#bundle-keys', publicKeyHex);
  await page.$eval('#bundle-keys', (box) => (box as HTMLTextAreaElement).blur());
  await page.waitForFunction(() => document.querySelector('#bundle-result strong')?.textContent === 'Verified');
  t.is(await verdict(), 'Verified');
  writeFileSync(join(dir, 'assessment.json'), '{}');
  t.is(await verdict(), 'Failed');
});
