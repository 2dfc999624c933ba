// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface OpenedBrowser {
  /** Why no browser was opened. */
  readonly fault: string | undefined;
  /** Removes what was written for it. */
  remove(): void;
}

/**
 * Opens an address in the browser of the desktop. The address holds a secret, and arguments of programs can be seen by
 * everybody on the machine; so the browser is given a file that only its owner reads, and the file leads on.
 */
export function openInBrowser(url: string): OpenedBrowser {
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-dashboard-'));
  const file = join(folder, 'open.html');
  const html = `<!doctype html><meta charset="utf-8"><title>Pipelock</title><meta http-equiv="refresh" content="0;url=${url}">`;
  writeFileSync(file, html, { mode: 0o600 });
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const { error, status } = spawnSync(program, [pathToFileURL(file).href], { stdio: 'ignore', timeout: 10_000 });
  const fault = error === undefined && status === 0 ? undefined : `${program} opened no browser`;
  return { fault, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
