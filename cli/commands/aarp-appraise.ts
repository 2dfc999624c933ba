// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT as VERIFIER_EXIT, run as runVerifier } from '../../verify/node/main.js';
import { EXIT, type CommandFile } from '../command.js';

interface Options {
  readonly trust?: string;
  readonly svid?: string;
  readonly chain?: boolean;
  readonly json?: boolean;
}

/** The verifier that anybody can run, under the name it has in this command. */
export const aarpAppraise: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[path]', 'an AARP envelope, or with --chain a file with one a line')
      .option('--trust <file>', 'trusted keys, and which mediator each speaks for; without it no key is known')
      .option('--svid <file>', "proof of the workload's identity, with your own authorities")
      .option('--chain', 'check the links of a stream and nothing else')
      .option('--json', 'print the comparable result')
      .addHelpText(
        'after',
        '\nexit codes: 0 appraised, even if nothing is verified, or linked; 1 refused, or not linked;\n' +
          '2 a file could not be used, or wrong usage',
      );
  },
  async run({ trust, svid, chain, json }, [path]) {
    if (path === undefined) throw new UsageError('name an envelope\ntry: pipelock aarp appraise --help');
    const flags = [
      ...(trust === undefined ? [] : ['--trust', trust]),
      ...(svid === undefined ? [] : ['--svid', svid]),
      ...(chain === true ? ['--chain'] : []),
      ...(json === true ? ['--json'] : []),
    ];
    const exitCode = await runVerifier(['aarp', ...flags, '--', path], {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
    return exitCode === VERIFIER_EXIT.usage ? EXIT.config : exitCode;
  },
};
