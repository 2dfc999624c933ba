// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AssessError } from '../../assess/errors.js';
import { messageOf } from '../../evidence/model/errors.js';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A browser prints a local file and nothing else: no look-ups, no calls home. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

function findBrowser(named: string | undefined): string {
  const found = [named ?? process.env['CHROME_PATH'] ?? '', ...CANDIDATES].find(
    (path) => path !== '' && existsSync(path),
  );
  if (found !== undefined) return found;
  throw new AssessError(
    1,
    'no Chromium was found; install one, or name it with --browser, or print assessment.html yourself',
  );
}

interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(script: string): Promise<unknown>;
  pdf(options: { path: string; format: 'A4'; printBackground: boolean }): Promise<unknown>;
}

/** The part of the browser driver that is used; its own types ask for those of a browser. */
interface Driver {
  launch(options: { executablePath: string; args: readonly string[] }): Promise<{
    newPage(): Promise<Page>;
    close(): Promise<void>;
  }>;
}

const DRIVER = 'puppeteer-core';

async function loadDriver(): Promise<Driver> {
  try {
    return (await import(DRIVER)) as Driver;
  } catch (cause) {
    throw new AssessError(1, 'the optional package puppeteer-core is not installed; print assessment.html yourself', {
      cause,
    });
  }
}

/** Prints a report to PDF. The bytes differ from run to run: browsers put times into them. */
export async function printPdf(htmlPath: string, pdfPath: string, browserPath: string | undefined): Promise<void> {
  const executablePath = findBrowser(browserPath);
  const driver = await loadDriver();
  // A browser's sandbox needs another user than root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET;
  try {
    const browser = await driver.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(htmlPath).href);
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      await page.pdf({ path: pdfPath, format: 'A4', printBackground: true });
    } finally {
      await browser.close();
    }
  } catch (cause) {
    throw new AssessError(1, `the browser ${executablePath} could not print: ${messageOf(cause)}`, { cause });
  }
}
