// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { addStatements, confirmFlow, STATEMENTS_FILE, withStatements } from '../../evidence/attest/ael/confirm.js';
import { aelFingerprint } from '../../evidence/attest/ael/recorder.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import { replaceFile } from '../../evidence/store/atomic-file.js';
import { nodeIo } from '../../evidence/store/io.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { changeArtifact, publishKey } from '../artifact-folder.js';
import { readBytes, STATEMENTS_BYTES } from '../artifact-source.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly artifact?: string;
  readonly out?: string;
  readonly run: string;
  readonly flow: string;
  readonly nonce: string;
  readonly key: string;
  readonly event?: readonly string[];
  readonly none?: boolean;
  readonly publish?: string;
  readonly json?: boolean;
}

const TRY = '\ntry: pipelock evidence confirm --help';

/** What the other side says: it has to choose, because silence would look like nothing received. */
function eventsOf({ event = [], none }: Options): readonly string[] {
  if (event.length > 0 === (none === true)) {
    throw new UsageError(`name what arrived with --event, or say with --none that nothing did${TRY}`);
  }
  if (event.includes('')) throw new UsageError('--event is the id of an event; got an empty one');
  return [...new Set(event)];
}

export const evidenceConfirm: CommandFile<Options> = {
  declare(command) {
    command
      .option('--artifact <folder>', 'artifact to put the statements into')
      .option('--out <file>', 'or: file of statements to hand over (`evidence join --counterparty`); is added to')
      .requiredOption('--run <name>', 'name of the run')
      .requiredOption('--flow <class>', 'event class that the statements are about, such as observed.http.write')
      .requiredOption('--nonce <text>', "the run's nonce, as its operator gave it (--cp-nonce)")
      .requiredOption('--key <file>', "the counterparty's own private key")
      .option('--event <id>', 'id of an event that arrived; may be repeated', collect)
      .option('--none', 'nothing of this flow arrived')
      .option('--publish <folder>', 'also write the public key there, for those who check')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nConfirm what your own records say that you received, not what the artifact says.');
  },
  async run(options) {
    const { artifact, out, run, flow, nonce, key } = options;
    if ((artifact === undefined) === (out === undefined)) throw new UsageError(`name --artifact or --out${TRY}`);
    const confirmation = { run, flow, nonce, events: eventsOf(options) };
    const signer = loadSigningKey(key, 'same_uid');
    const fingerprint = aelFingerprint(signer.publicKeyHex, nodeSuite);
    const lines = await confirmFlow(confirmation, signer);
    if (artifact !== undefined) {
      await changeArtifact(artifact, (source) =>
        Promise.resolve(withStatements(source, confirmation, lines, fingerprint)),
      );
    } else if (out !== undefined) {
      const existing = existsSync(out) ? readBytes(out, STATEMENTS_BYTES) : new Uint8Array(0);
      replaceFile(nodeIo, out, addStatements(existing, lines), 0o644);
    }
    const published = options.publish === undefined ? undefined : publishKey(options.publish, signer.publicKeyHex);
    const written = out ?? `${artifact ?? ''}/${STATEMENTS_FILE}`;
    report(options, written, lines.length, fingerprint, published);
    return EXIT.ok;
  },
};

function report(
  { json, run, flow, none }: Options,
  file: string,
  statements: number,
  key: string,
  published: string | undefined,
): void {
  if (json === true) {
    printJson({
      file,
      run,
      flow,
      statements,
      none: none === true,
      key,
      ...(published === undefined ? {} : { published }),
    });
    return;
  }
  const lines = [
    `statements ${file}`,
    `run        ${run}, flow ${flow}`,
    `says       ${none === true ? 'nothing arrived' : `${statements} arrived`}`,
    `key        ${key}`,
    ...(published === undefined ? [] : [`published  ${published}`]),
  ];
  print(lines.join('\n'));
}
