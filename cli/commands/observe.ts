// SPDX-License-Identifier: Apache-2.0
import { bracketed } from '../../enforce/net/dial.js';
import { listenAddress } from '../../enforce/runtime/listen-address.js';
import { AEL_CUSTODY } from '../../evidence/model/ael/manifest.js';
import { UsageError } from '../../evidence/model/errors.js';
import { newActionId } from '../../evidence/store/action-id.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { assertFreshFolder, assertName, assertWord, publishKey } from '../artifact-folder.js';
import { EXIT, type CommandFile } from '../command.js';
import { startObserver, type Observer } from '../observe/observer.js';
import { printError, printJson } from '../output.js';
import { untilAskedToEnd } from '../signals.js';

interface Options {
  readonly listen: string;
  readonly upstream: string;
  readonly key: string;
  readonly out: string;
  readonly run?: string;
  readonly recorderId: string;
  readonly cpNonce?: string;
  readonly heartbeat: string;
  readonly custody: string;
  readonly publish?: string;
  readonly json?: boolean;
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|::1|\[::1\])$/;

function upstreamUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && url.pathname === '/' && url.search === '' && url.username === '';
  if (!plain || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--upstream is an origin such as http://127.0.0.1:9000; got "${text}"`);
  }
  return url;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value < 1 || value > 3600) {
    throw new UsageError(`--heartbeat is a number of seconds from 1 to 3600; got "${text}"`);
  }
  return value;
}

export const observe: CommandFile<Options> = {
  declare(command) {
    command
      .option('--listen <host:port>', 'address to listen on; port 0 picks a free one', '127.0.0.1:0')
      .requiredOption('--upstream <url>', 'origin that requests are passed on to')
      .requiredOption('--key <file>', "this recorder's own private key: not the firewall's")
      .requiredOption('--out <folder>', 'artifact to record into: a new or empty folder')
      .option('--run <name>', 'name of the run, the same as in `evidence export --run` (default: a fresh one)')
      .option('--recorder-id <name>', 'name of this recorder', 'upstream')
      .option('--cp-nonce <text>', 'what counterparties of the run repeat, the same as in `evidence export --cp-nonce`')
      .option('--heartbeat <seconds>', 'longest time between two signed signs of life', '60')
      .option('--custody <word>', `declared custody: ${AEL_CUSTODY.join(', ')}`, 'same-host')
      .option('--publish <folder>', 'also write the public key there, for those who check')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nStop it with Ctrl-C, SIGTERM or SIGHUP: it closes the record. A crash leaves the run open.',
      );
  },
  async run(options) {
    const { upstream, key, out } = options;
    const address = listenAddress(options.listen);
    const target = upstreamUrl(upstream);
    const live = {
      out,
      run: assertName(options.run ?? newActionId(), '--run'),
      recorder: assertName(options.recorderId, '--recorder-id'),
      heartbeatSeconds: seconds(options.heartbeat),
      custody: assertWord(options.custody, AEL_CUSTODY, '--custody'),
      ...(options.cpNonce === undefined ? {} : { cpNonce: assertName(options.cpNonce, '--cp-nonce') }),
    };
    assertFreshFolder(out);
    const signer = loadSigningKey(key, 'same_uid');
    const observer = await startObserver({ ...live, signer }, { ...address, upstream: target });
    if (options.publish !== undefined) publishKey(options.publish, signer.publicKeyHex);
    announce(options, address.host, observer, live);
    return conclude(observer);
  },
};

function announce(
  { json, out, upstream }: Options,
  host: string,
  { port, key }: Observer,
  { run, recorder }: { readonly run: string; readonly recorder: string },
): void {
  if (json === true) {
    printJson({ listening: `${bracketed(host)}:${port}`, upstream, artifact: out, run, recorder, key });
    return;
  }
  printError(
    [
      `observing on ${bracketed(host)}:${port}, passing on to ${upstream}`,
      `  artifact   ${out}, run ${run}, recorder ${recorder}`,
      `  key        ${key}`,
      ...(LOOPBACK.test(host) ? [] : ['  NOTE: others than this host can reach it; what it records it does not judge']),
    ].join('\n'),
  );
}

async function conclude(observer: Observer): Promise<number> {
  const failure = await Promise.race([untilAskedToEnd(), observer.failure]);
  if (failure !== undefined) printError(`pipelock: the record cannot be written: ${failure.message}`);
  await observer.close().catch((error: unknown) => {
    if (failure === undefined) throw error;
  });
  return failure === undefined ? EXIT.ok : EXIT.failed;
}
