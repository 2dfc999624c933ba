// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { messageOf, UsageError, VerificationError } from '../../evidence/model/errors.js';
import { nodeIo } from '../../evidence/store/io.js';
import { serviceUrl } from '../../evidence/store/log/exchange.js';
import { stampPaths } from '../../evidence/store/log/log-writer.js';
import { findLog } from '../../evidence/store/log/prove.js';
import { stampCheckpoint, type KeptStamp, type StampPlace } from '../../evidence/store/log/time-stamps.js';
import { judgeTimeStamp } from '../../verify/core/log/time-stamp.js';
import type { FormOptions } from '../../verify/core/form.js';
import { NO_LOG_TRUST } from '../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly dir: string;
  readonly tsa: string;
  readonly tsaCert?: readonly string[];
  readonly timeout: string;
  readonly json?: boolean;
}

export const logTimestamp: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder, or the folder of its log')
      .requiredOption('--tsa <url>', 'the time-stamping authority (RFC 3161)')
      .option('--tsa-cert <file>', 'certificate in PEM that its stamps have to lead to; may be repeated', collect)
      .option('--timeout <seconds>', 'how long the authority may take', '30')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nStamps the newest checkpoint; it sends its SHA-256 and nothing else. Without --tsa-cert the stamp is kept\n' +
          'as it came: whoever verifies decides whose certificates count.',
      );
  },
  async run({ dir, tsa, tsaCert, timeout, json }) {
    const seconds = Number(timeout);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 600) {
      throw new UsageError(`--timeout ${timeout}: whole seconds from 1 to 600 are expected`);
    }
    const authorities = readLogTrust({ 'tsa-cert': tsaCert })?.authorities ?? [];
    const place = { io: nodeIo, dir: findLog(nodeIo, dir), fileMode: 0o644 };
    const kept = await stamp(place, assertUrl(tsa), seconds * 1000, authorities);
    if (kept === undefined) throw new VerificationError('log_empty', `${dir}: the log has no leaves to stamp yet`);
    const stamped = nodeIo.read(stampPaths(place.dir, kept.size).checkpoint);
    const { status, message } = await judgeTimeStamp(nodeIo.read(kept.path), stamped, under(authorities));
    const said = `the first ${kept.size} leaves ${message}`;
    if (json === true) printJson({ size: kept.size, path: kept.path, made: kept.made, status, message: said });
    else print(`${kept.made ? 'stamped' : 'was stamped already'}  ${kept.path}\n${said}`);
    return status === 'fail' ? EXIT.failed : EXIT.ok;
  },
};

function under(authorities: readonly Uint8Array[]): FormOptions {
  return { trust: createTrustRoot({ log: { ...NO_LOG_TRUST, authorities } }), suite: nodeSuite };
}

function assertUrl(tsa: string): string {
  try {
    return serviceUrl(tsa).href;
  } catch (cause) {
    throw new UsageError(`--tsa ${messageOf(cause)}`, { cause });
  }
}

function stamp(
  place: StampPlace,
  url: string,
  timeoutMs: number,
  authorities: readonly Uint8Array[],
): Promise<KeptStamp | undefined> {
  return stampCheckpoint(place, {
    url,
    timeoutMs,
    accept: async (der, stamped) => {
      const { status, message } = await judgeTimeStamp(der, stamped, under(authorities));
      if (status === 'fail') throw new VerificationError('time_stamp', `${url}: ${message}`);
    },
  });
}
