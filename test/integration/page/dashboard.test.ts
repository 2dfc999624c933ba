// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { openBrowser } from '../../support/chromium.js';
import { makeWorkspace, startTestDashboard } from '../../support/dashboard.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SIZES = [1280, 400];

interface Opened {
  readonly page: Page;
  readonly base: string;
  /** Requests to anywhere else, dialogs and messages of the console. */
  readonly strange: string[];
}

async function openDashboard(t: ExecutionContext): Promise<Opened | undefined> {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  t.teardown(() => browser.close());
  const { url } = await startTestDashboard(t, await makeWorkspace(t));
  const base = new URL(url).origin;
  const page = await browser.newPage();
  const strange: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${base}/`)) strange.push(request.url());
  });
  page.on('console', (message) => strange.push(message.text()));
  page.on('dialog', (dialog) => {
    strange.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.waitForSelector('.facts');
  t.is(page.url(), `${base}/`, 'the token does not stay in the address');
  return { page, base, strange };
}

async function hrefs(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(selector, (links) => links.map((link) => (link as HTMLAnchorElement).href));
}

/** One address of each kind of page. */
async function everyPage(page: Page, base: string): Promise<readonly string[]> {
  await page.goto(base);
  const [run = ''] = await hrefs(page, '.run a');
  await page.goto(`${base}/assessments`);
  const [assessment = ''] = await hrefs(page, '.run a');
  await page.goto(`${base}/controls`);
  const controls = await hrefs(page, 'tbody a');
  await page.goto(controls[0] ?? '');
  const pointers = await hrefs(page, 'main a[href*="kind=receipt"]');
  const fixed = [base, `${base}/assessments`, `${base}/controls`, `${base}/nothing`];
  return [...fixed, run, `${run}?text=pipelock`, `${run}/receipts/1`, assessment, ...controls, pointers[0] ?? ''];
}

async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}

test('every page is accessible at both widths, fits, and asks nobody else', async (t) => {
  t.timeout(300_000);
  const opened = await openDashboard(t);
  t.pass();
  if (opened === undefined) return;
  const { page, base, strange } = opened;
  for (const address of await everyPage(page, base)) {
    for (const width of SIZES) {
      await page.setViewport({ width, height: 900 });
      await page.goto(address);
      t.is(await page.$$eval('script, img, iframe', (elements) => elements.length), 0, address);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
      t.true(over <= 0, `${address} at ${width}: ${over} pixels too wide`);
      t.deepEqual(await seriousFaults(page), [], `${address} at ${width}`);
    }
  }
  // A page that is not there is told by the console as well.
  t.deepEqual(
    strange.filter((text) => !text.includes('404 (Not Found)')),
    [],
  );
});

/** Presses Tab until an element that fits has the focus. */
async function tabTo(page: Page, selector: string): Promise<boolean> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const fits = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
    if (fits) return true;
  }
  return false;
}

async function follow(page: Page, selector: string, t: ExecutionContext): Promise<void> {
  t.true(await tabTo(page, selector), selector);
  const outlined = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
  t.not(outlined, 'none', 'the focus can be seen');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

test('from the overview to a receipt, a control and the report with the keyboard alone', async (t) => {
  t.timeout(300_000);
  const opened = await openDashboard(t);
  t.pass();
  if (opened === undefined) return;
  const { page } = opened;
  await follow(page, '.run a', t);
  await follow(page, 'button', t);
  await follow(page, 'tbody a[aria-label="Receipt 1"]', t);
  t.regex(await page.$eval('main', (main) => main.innerText), /What proves it/);
  await follow(page, 'header a[href="/controls"]', t);
  await follow(page, 'tbody a', t);
  await follow(page, 'main a[href*="kind=receipt"]', t);
  t.regex(await page.$eval('main', (main) => main.innerText), /Open it in the evidence folder/);
  await follow(page, 'header a[href="/assessments"]', t);
  await follow(page, '.run a', t);
  await follow(page, 'main a[href$="report.html"]', t);
  t.regex(await page.title(), /Pipelock assessment/);
});

test('the report is shown whole, in an origin that cannot read the dashboard', async (t) => {
  t.timeout(300_000);
  const opened = await openDashboard(t);
  t.pass();
  if (opened === undefined) return;
  const { page, base } = opened;
  await page.goto(`${base}/assessments`);
  await page.goto(`${(await hrefs(page, '.run a'))[0] ?? ''}/report.html`);
  t.is(await page.evaluate(() => globalThis.origin), 'null');
  t.not(await page.$eval('.grade', (element) => getComputedStyle(element).borderTopStyle), 'none', 'its style holds');
  t.true(await page.$eval('#bundle', (element) => element instanceof HTMLInputElement));
  const read = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'read',
        () => 'refused',
      ),
    base,
  );
  t.is(read, 'refused');
});
