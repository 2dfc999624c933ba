// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { COSIGNATURE, ED25519, type NoteKey } from '../../evidence/log/note.js';
import { isKeyName, vkeyText } from '../../evidence/log/note-text.js';
import { messageOf, UsageError } from '../../evidence/model/errors.js';
import { noteKeyOf } from '../../evidence/sign/log-note.js';
import { nodeIo } from '../../evidence/store/io.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { systemProcesses } from '../../evidence/store/lock.js';
import type { WitnessPlace } from '../../evidence/store/log/witness.js';
import { readLogKey } from '../../verify/node/log-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printError, printJson } from '../output.js';
import { openLogSource } from '../witness/log-source.js';
import { cosignOnce, type Cosigned } from '../witness/cosign.js';
import { serveWitness } from '../witness/serve.js';

interface Options {
  readonly log?: string;
  readonly logKey: readonly string[];
  readonly origin?: string;
  readonly key: string;
  readonly name: string;
  readonly state: string;
  readonly out?: string;
  readonly once?: boolean;
  readonly interval: string;
  readonly listen?: string;
  readonly json?: boolean;
}

export const witness: CommandFile<Options> = {
  declare(command) {
    command
      .option('--log <folder|url>', 'log to watch: its folder, the evidence folder around it, or where it is served')
      .requiredOption('--log-key <vkey|hex|file>', 'key of a log; may be repeated', collect)
      .option('--origin <name>', "the log's name, where --log-key is a bare key")
      .requiredOption('--key <file>', "the witness's private key, made with: pipelock keygen --out FILE")
      .requiredOption('--name <name>', "the witness's name, such as witness.example.com/one")
      .requiredOption('--state <folder>', 'where it remembers what it cosigned; losing it means a new key')
      .option('--out <file>', 'where the cosigned checkpoint goes (default: checkpoint in the state folder)')
      .option('--once', 'look once and end')
      .option('--interval <seconds>', 'seconds between two looks', '60')
      .option('--listen <host:port>', 'answer add-checkpoint requests (C2SP tlog-witness) instead of looking')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 cosigned, 1 the log does not go on from what was cosigned, 2 wrong usage');
  },
  async run(options) {
    const place = openWitness(options);
    const vkey = vkeyText(noteKeyOf(place.signer, place.name, COSIGNATURE), nodeSuite);
    if (options.listen !== undefined) {
      await serveWitness(place, options.listen, (at) => printError(`witness ${vkey}\n  listening on ${at}`));
      return EXIT.ok;
    }
    if (options.log === undefined) throw new UsageError('--log or --listen is needed\ntry: pipelock witness --help');
    const source = openLogSource(options.log);
    const out = options.out ?? join(place.dir, 'checkpoint');
    const seconds = Number(options.interval);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 86_400) {
      throw new UsageError(`--interval ${options.interval}: whole seconds from 1 to 86400 are expected`);
    }
    for (;;) {
      const cosigned = await look(options, () => cosignOnce(place, source, out));
      if (cosigned !== undefined) report(cosigned, vkey, out, options.json === true);
      if (options.once === true) return EXIT.ok;
      await sleep(seconds * 1000);
    }
  },
};

/** One look. A fault ends the command when it was asked to look once; otherwise it is said, and the next look tries again. */
async function look(options: Options, work: () => Promise<Cosigned>): Promise<Cosigned | undefined> {
  try {
    return await work();
  } catch (error) {
    if (options.once === true) throw error;
    printError(`pipelock: ${messageOf(error)}`);
    return undefined;
  }
}

function report({ origin, size }: Cosigned, vkey: string, out: string, json: boolean): void {
  if (json) printJson({ origin, size, witness_key: vkey, checkpoint: out });
  else print(`cosigned ${origin} at ${size} leaves\nwitness key  ${vkey}\ncheckpoint   ${out}`);
}

function openWitness({ logKey, origin, key, name, state }: Options): WitnessPlace {
  if (!isKeyName(name)) throw new UsageError(`--name "${name}": a name has no spaces and no plus sign`);
  const logs = logKey.map(readLogKey).map((one): NoteKey => {
    const named = one.name ?? origin;
    if (named === undefined) throw new UsageError('--origin is needed with a bare --log-key');
    return { name: named, type: ED25519, publicKey: one.publicKey };
  });
  nodeIo.makeDir(state, 0o700);
  return {
    io: nodeIo,
    processes: systemProcesses(),
    dir: state,
    name,
    signer: loadSigningKey(key, 'separate_uid'),
    logs,
    now: () => BigInt(Math.floor(Date.now() / 1000)),
  };
}
