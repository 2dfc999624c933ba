// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT as VERIFIER_EXIT, run as runVerifier } from '../../verify/node/main.js';
import { collect, EXIT, type CommandFile } from '../command.js';

interface Options {
  readonly chain?: string;
  readonly key?: readonly string[];
  readonly rotationEndorsement?: readonly string[];
  readonly logKey?: readonly string[];
  readonly checkpoint?: string;
  readonly witness?: readonly string[];
  readonly witnessThreshold?: string;
  readonly tsaCert?: readonly string[];
  readonly session?: string;
  readonly expectPayloadKind?: string;
  readonly expectContract?: string;
  readonly fleetReport?: boolean;
  readonly wholeRecorder?: boolean;
  readonly allowUnanchoredSeal?: boolean;
  readonly allowUnpinned?: boolean;
  readonly at?: string;
  readonly maxAge?: string;
  readonly json?: boolean;
}

/** The verifier that anybody can run, under the name it has in this command. */
export const verifyReceipt: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[path]', 'a receipt, a chain, a recorder file or an evidence folder')
      .option('--chain <path>', 'the same, under its older name')
      .option('--key <hex|file|id=hex>', 'trusted public key, by itself or for one key id; may be repeated', collect)
      .option('--rotation-endorsement <file>', 'statement of an old key for a new one; may be repeated', collect)
      .option('--log-key <vkey|hex|file>', 'trusted key of a transparency log; may be repeated', collect)
      .option('--checkpoint <file>', 'a checkpoint kept from an earlier day, which the log must still begin with')
      .option('--witness <vkey|file>', 'key of a witness; may be repeated', collect)
      .option('--witness-threshold <k>', 'how many of them must have cosigned (all)')
      .option('--tsa-cert <file>', 'certificate in PEM of a time-stamping authority; may be repeated', collect)
      .option('--session <name>', 'only this session and its base')
      .option('--expect-payload-kind <kind>', 'v2 receipts have to be of this kind')
      .option('--expect-contract <hash>', 'v2 receipts have to be about this contract')
      .option('--fleet-report', 'the file has to be a fleet report')
      .option('--whole-recorder', 'require the transcript root and signed checkpoints')
      .option('--allow-unanchored-seal', 'accept a transcript root without a signed checkpoint after it')
      .option('--allow-unpinned', 'accept intact evidence without a trusted key')
      .option('--at <time>', 'judge ages by this RFC 3339 time instead of now')
      .option('--max-age <age>', 'refuse what was signed earlier than that: 12h, 7d')
      .option('--json', 'print the full result as JSON')
      .addHelpText('after', '\nexit codes: 0 valid, 1 invalid, unpinned or unreadable, 2 wrong usage');
  },
  async run(options, [path]) {
    const target = path ?? options.chain;
    if (target === undefined)
      throw new UsageError('name a file or folder to verify\ntry: pipelock verify-receipt --help');
    const exitCode = await runVerifier([...verifierFlags(options), '--', target], {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
    if (exitCode === VERIFIER_EXIT.usage) return EXIT.config;
    return exitCode === VERIFIER_EXIT.valid ? EXIT.ok : EXIT.failed;
  },
};

function verifierFlags(options: Options): string[] {
  const flag = (name: string, on: boolean | undefined): string[] => (on === true ? [`--${name}`] : []);
  const text = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [`--${name}`, value]);
  return [
    ...(options.key ?? []).flatMap((key) => ['--key', key]),
    ...(options.rotationEndorsement ?? []).flatMap((file) => ['--rotation-endorsement', file]),
    ...text('session', options.session),
    ...text('at', options.at),
    ...text('max-age', options.maxAge),
    ...text('expect-payload-kind', options.expectPayloadKind),
    ...text('expect-contract', options.expectContract),
    ...flag('fleet-report', options.fleetReport),
    ...(options.logKey ?? []).flatMap((key) => ['--log-key', key]),
    ...text('checkpoint', options.checkpoint),
    ...(options.witness ?? []).flatMap((key) => ['--witness', key]),
    ...text('witness-threshold', options.witnessThreshold),
    ...(options.tsaCert ?? []).flatMap((file) => ['--tsa-cert', file]),
    ...flag('whole-recorder', options.wholeRecorder),
    ...flag('allow-unanchored-seal', options.allowUnanchoredSeal),
    ...flag('allow-unpinned', options.allowUnpinned),
    ...flag('json', options.json),
  ];
}
