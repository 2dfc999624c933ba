// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseListen } from '../../dashboard/http/gate.js';
import { startDashboard, type DashboardOptions } from '../../dashboard/server.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { UsageError } from '../../evidence/model/errors.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { trustedKeys } from '../assess/identity.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { openInBrowser } from '../open-browser.js';
import { print, printError, printJson } from '../output.js';
import { untilAskedToEnd } from '../signals.js';
import { productVersion } from '../product.js';

interface Options {
  readonly listen: string;
  readonly dir?: string;
  readonly assessments?: string;
  readonly key?: readonly string[];
  readonly logKey?: readonly string[];
  readonly witness?: readonly string[];
  readonly tsaCert?: readonly string[];
  readonly home?: string;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** The key of this machine's own recorder counts as given when its own evidence is looked at. */
function keysFor({ key, dir }: Options, signingKey: string): readonly string[] {
  if (key !== undefined) return key.map(readKeyArgument);
  const file = `${signingKey}.pub`;
  return dir === undefined && existsSync(file) ? [parsePublicKeyText(readFileSync(file, 'utf8'))] : [];
}

function dashboardOptions(options: Options): DashboardOptions {
  const paths = productPaths(options.home, process.env);
  const { assessments, home } = options;
  if (assessments !== undefined && !existsSync(assessments)) {
    throw new UsageError(`--assessments ${assessments}: no such folder`);
  }
  if (options.dir !== undefined && !existsSync(options.dir))
    throw new UsageError(`--dir ${options.dir}: no such folder`);
  const keys = keysFor(options, paths.signingKey);
  const log = readLogTrust({ 'log-key': options.logKey, witness: options.witness, 'tsa-cert': options.tsaCert });
  const kept = trustedKeys(home === undefined ? {} : { home });
  return {
    ...parseListen(options.listen),
    evidenceDir: resolve(options.dir ?? paths.evidenceDir),
    trust: createTrustRoot({ keys, log }),
    assessorKeys: [...new Set([...keys, ...kept])],
    assessments:
      assessments === undefined
        ? [
            { folder: process.cwd(), prefix: 'assessment-' },
            { folder: join(paths.home, 'assessments'), prefix: '' },
          ]
        : [{ folder: resolve(assessments), prefix: '' }],
    version: productVersion(),
    now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}

/** Shows evidence and assessments in the browser of this machine. Changes nothing. */
export const dashboard: CommandFile<Options> = {
  declare(command) {
    command
      .option('--listen <host:port>', 'loopback address to listen on; port 0 takes a free one', '127.0.0.1:0')
      .option('--dir <folder>', 'evidence folder (default: that of the product home)')
      .option('--assessments <folder>', 'assessments (default: assessment-* here, and those of the product home)')
      .option('--key <hex|file>', 'trusted public key; may be repeated (default: the key of this machine)', collect)
      .option('--log-key <vkey|hex|file>', 'trusted key of the transparency log; may be repeated', collect)
      .option('--witness <vkey|file>', 'key of a witness of the log; may be repeated', collect)
      .option('--tsa-cert <file>', 'certificate in PEM of a time-stamping authority; may be repeated', collect)
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--open', 'open it in the browser')
      .option('--json', 'print the address as JSON')
      .addHelpText('after', '\nThe address holds a token: whoever has it sees everything. End it with Ctrl-C.');
  },
  async run(options) {
    const started = dashboardOptions(options);
    const dashboard = await startDashboard(started);
    const stopped = untilAskedToEnd();
    if (options.json === true) printJson({ url: dashboard.url, port: dashboard.port, dir: started.evidenceDir });
    else print(`dashboard   ${dashboard.url}\nevidence    ${started.evidenceDir}\nCtrl-C ends it`);
    const opened = options.open === true ? openInBrowser(dashboard.url) : undefined;
    if (opened?.fault !== undefined) printError(`pipelock: ${opened.fault}; open the address yourself`);
    await stopped;
    opened?.remove();
    await dashboard.close();
    return EXIT.ok;
  },
};
