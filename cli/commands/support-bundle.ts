// SPDX-License-Identifier: Apache-2.0
import { createWriteStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { productPaths } from '../../enforce/runtime/paths.js';
import { messageOf, UsageError } from '../../evidence/model/errors.js';
import { createScrubber } from '../activity/scrub.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';
import { healthUrl } from '../proxy-health.js';
import { collectSupport, type BundleFile } from '../support/collect.js';

interface Options {
  readonly config?: string;
  readonly output?: string;
  readonly home?: string;
  readonly log?: string;
  readonly logs: boolean;
  readonly addr?: string;
  readonly json?: boolean;
}

export const supportBundle: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration in use (default: the balanced preset)')
      .option('-o, --output <file>', 'a new file (default: pipelock-support-<time>.tar.gz)')
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--log <file>', 'log to take the last lines of (default: the one of the configuration)')
      .option('--no-logs', 'leave the log out')
      .option('--addr <host:port>', 'address of the proxy (default: the one of the configuration)')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nHolds no secret, no content of a key file, no address and no path of a URL, and is not signed.' +
          '\nexit codes: 0 packed, 1 cannot be written, 2 wrong usage',
      );
  },
  async run({ config, output, home, log, logs, addr, json }) {
    const now = new Date();
    if (addr !== undefined) healthUrl(addr);
    const scrub = createScrubber();
    const paths = productPaths(home, process.env);
    const files = await collectSupport({ config, paths, logs, logFile: log, addr, scrub });
    const path = output ?? `pipelock-support-${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.tar.gz`;
    // Whatever the parts did: no line with something that looks like a credential is packed.
    const safe = files.map(({ name, text }) => ({ name, text: text.split('\n').map(scrub).join('\n') }));
    await writeArchive(path, safe, now);
    const names = safe.map(({ name }) => name);
    if (json === true) printJson({ file: path, contents: names });
    else print([`written: ${path}`, ...names.map((name) => `  ${name}`), 'look into it before you send it'].join('\n'));
    return EXIT.ok;
  },
};

async function writeArchive(path: string, files: readonly BundleFile[], mtime: Date): Promise<void> {
  const archive = pack();
  for (const { name, text } of files) archive.entry({ name: `pipelock-support/${name}`, mode: 0o600, mtime }, text);
  archive.finalize();
  const out = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  try {
    await pipeline(archive, createGzip({ level: 9 }), out);
  } catch (cause) {
    const { syscall } = cause as NodeJS.ErrnoException;
    if (syscall === 'open') throw new UsageError(`cannot write ${path}: ${messageOf(cause)}`, { cause });
    // Half an archive is of no use to anybody.
    rmSync(path, { force: true });
    throw cause;
  }
}
