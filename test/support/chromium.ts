// SPDX-License-Identifier: Apache-2.0
import type { ExecutionContext } from 'ava';
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without these a browser looks up and calls its maker's hosts; tests stay on this machine. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** A headless browser, or undefined with a message when this machine has none. */
export async function openBrowser(t: ExecutionContext): Promise<Browser | undefined> {
  const executablePath = [process.env['CHROME_PATH'] ?? '', ...CANDIDATES].find((path) => existsSync(path));
  if (executablePath === undefined) {
    t.log('skipped: no Chromium on this machine; set CHROME_PATH');
    return undefined;
  }
  // A sandbox needs another user than root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET;
  return launch({ executablePath, args });
}
