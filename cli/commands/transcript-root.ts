// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { transcriptRoot as computeRoot } from '../../verify/node/transcript-root.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly chain?: string;
  readonly key: readonly string[];
  readonly session?: string;
  readonly json?: boolean;
}

export const transcriptRoot: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[path]', 'a recorder file or an evidence folder')
      .option('--chain <path>', 'the same, under its older name')
      .requiredOption('--key <hex|file>', 'trusted public key; may be repeated', collect)
      .option('--session <name>', 'the session, where several lie in the folder')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 computed, 1 the evidence does not verify, 2 wrong usage');
  },
  async run({ chain, key, session, json }, [path]) {
    const target = path ?? chain;
    if (target === undefined) throw new UsageError('a path is needed\ntry: pipelock transcript-root --help');
    const keys = key.map(readKeyArgument);
    const root = await computeRoot(target, { keys, ...(session === undefined ? {} : { session }) });
    if (json === true) printJson(root);
    else print(`${root.root_hash}  ${root.session_id}  ${root.receipt_count} receipts`);
    return EXIT.ok;
  },
};
