// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../evidence/canonical/text.js';
import { formatPublicKeyFile } from '../../evidence/crypto/key-files.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { EXIT, type CommandFile } from '../command.js';
import { writeWhole } from '../keys/files.js';
import { fingerprintOf } from '../keys/options.js';
import { loadConfigFile } from '../load-config.js';
import { print, printError, printJson } from '../output.js';

interface Options {
  readonly keyFile?: string;
  readonly config?: string;
  readonly home?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** The public half of a private key file: what an auditor has to be given. */
export const signingPubkey: CommandFile<Options> = {
  declare(command) {
    command
      .option('--key-file <file>', 'private key file, text or JSON (default: the key that signs receipts)')
      .option('-c, --config <file>', 'configuration that names the key for receipts')
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--out <file>', 'write a public key file instead of printing')
      .option('--json', 'print JSON');
  },
  run({ keyFile, config, home, out, json }) {
    const configured = loadConfigFile(config).config.flight_recorder.signing_key_path;
    const path = keyFile ?? (configured === '' ? productPaths(home, process.env).signingKey : configured);
    const { signer, purpose, keyId } = loadPrivateKey(path, 'same_uid');
    const key = signer.publicKeyHex;
    if (out !== undefined) {
      writeWhole(out, formatPublicKeyFile(fromHex(key)), 0o644);
      printError(`written: ${out}`);
    }
    if (json === true) {
      const named = { purpose: purpose ?? null, key_id: keyId ?? null };
      printJson({ key_file: path, public_key: key, fingerprint: fingerprintOf(key), ...named });
    } else if (out === undefined) print(key);
    return EXIT.ok;
  },
};
