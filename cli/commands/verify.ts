// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../../evidence/canonical/errors.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { readSmallBytes } from '../../verify/node/read.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { verifyDetached } from '../keys/detached.js';
import { printable } from '../../verify/core/results/render.js';
import { agentName, openKeystore } from '../keys/keystore.js';
import { print, printJson } from '../output.js';
import { MAX_SIGNED_BYTES } from './sign.js';

interface Options {
  readonly keystore?: string;
  readonly agent?: string;
  readonly key?: readonly string[];
  readonly sig?: string;
  readonly json?: boolean;
}

/** Checks a detached signature under keys that the user trusts; never under a key that came with the file. */
export const verify: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<file>', 'the signed file')
      .option('--sig <file>', 'its signature (default: FILE.sig)')
      .option('--key <hex|file>', 'trusted public key; may be repeated (default: every key of trust NAME PUB)', collect)
      .option('--agent <name>', 'trust the key of this agent in the keystore instead')
      .option('--keystore <folder>', 'keystore (default: the product home)')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 signed by a trusted key, 1 not, 2 wrong usage');
  },
  run({ keystore, agent, key, sig, json }, [file = '']) {
    const store = openKeystore(keystore);
    const keys =
      key?.map((value) => ({ name: value, publicKey: readKeyArgument(value) })) ??
      (agent === undefined
        ? store.trusted()
        : [{ name: agent, publicKey: readKeyArgument(`${store.agentKey(agentName(agent))}.pub`) }]);
    const bytes = readSmallBytes(file, MAX_SIGNED_BYTES, true);
    if ('code' in bytes) throw new CodedError(bytes.code, `${file}: ${bytes.message}`);
    return verifyDetached(bytes, sig ?? `${file}.sig`, keys).then((signer) => {
      if (json === true) {
        printJson({ file, verified: true, signer: signer.name, public_key: signer.publicKey });
      } else print(`OK: ${printable(file)} is signed by ${printable(signer.name)}\npublic key  ${signer.publicKey}`);
      return EXIT.ok;
    });
  },
};
