// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../../evidence/canonical/errors.js';
import { formatDetachedSignature } from '../../evidence/crypto/key-text.js';
import { UsageError } from '../../evidence/model/errors.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { readSmallBytes } from '../../verify/node/read.js';
import { EXIT, type CommandFile } from '../command.js';
import { writeWhole } from '../keys/files.js';
import { agentName, openKeystore } from '../keys/keystore.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly keystore?: string;
  readonly agent?: string;
  readonly keyFile?: string;
  readonly sig?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Ed25519 signs the file as a whole, so it has to fit into memory. */
export const MAX_SIGNED_BYTES = 512 << 20;

/** Writes a detached signature over the raw bytes of a file. */
export const sign: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<file>', 'the file to sign')
      .option('--agent <name>', 'sign with KEYSTORE/agents/NAME/id_ed25519 (default: PIPELOCK_AGENT)')
      .option('--key-file <file>', 'sign with this private key file instead')
      .option('--keystore <folder>', 'keystore (default: the product home)')
      .option('--sig <file>', 'where the signature goes (default: FILE.sig)')
      .option('--force', 'replace an existing signature')
      .option('--json', 'print JSON');
  },
  run({ keystore, agent, keyFile, sig, force, json }, [file = '']) {
    if (keyFile !== undefined && agent !== undefined) throw new UsageError('give --agent or --key-file, not both');
    const keyPath = keyFile ?? openKeystore(keystore).agentKey(agentName(agent));
    const { signer } = loadPrivateKey(keyPath, 'same_uid');
    const bytes = readSmallBytes(file, MAX_SIGNED_BYTES, true);
    if ('code' in bytes) throw new CodedError(bytes.code, `${file}: ${bytes.message}`);
    const out = sig ?? `${file}.sig`;
    writeWhole(out, formatDetachedSignature(signer.sign(bytes)), 0o644, force);
    if (json === true) printJson({ file, signature: out, public_key: signer.publicKeyHex });
    else print(`signature   ${out}\npublic key  ${signer.publicKeyHex}`);
    return EXIT.ok;
  },
};
