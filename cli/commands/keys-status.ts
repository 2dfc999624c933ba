// SPDX-License-Identifier: Apache-2.0
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../../evidence/model/errors.js';
import { KEY_PURPOSES, type KeyPurpose } from '../../evidence/model/key-purpose.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { productPaths, type ProductPaths } from '../../enforce/runtime/paths.js';
import { EXIT, type CommandFile } from '../command.js';
import { fingerprintOf } from '../keys/options.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly config?: string;
  readonly home?: string;
  readonly json?: boolean;
}

/** `absent` is not a fault: a purpose without a key is not used. `refused` is: a key is there and cannot be used. */
type FileState = 'usable' | 'absent' | 'refused';

interface Row {
  readonly purpose: KeyPurpose;
  /** Where the path comes from: a configuration, or the product home's place for the purpose. */
  readonly configured: boolean;
  readonly path: string;
  readonly file: FileState;
  readonly mode: string | null;
  readonly public_key: string | null;
  readonly fingerprint: string | null;
  readonly problem: string | null;
}

export const keysStatus: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration that names the key for receipts')
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nThe key of a purpose stands at HOME/keys/PURPOSE.json, that of receipts at HOME/keys/receipt-signing.key.' +
          '\nexit codes: 0 every key that is there can be used, 1 one cannot',
      );
  },
  run({ config, home, json }) {
    const paths = productPaths(home, process.env);
    const configured = loadConfigFile(config).config.flight_recorder.signing_key_path;
    const rows = KEY_PURPOSES.map((purpose) => statusOf(purpose, configured, paths));
    if (json === true) printJson({ schema: 'pipelock.keys_status.v1', keys: rows });
    else print(rows.map(renderRow).join('\n'));
    return rows.some(({ file }) => file === 'refused') ? EXIT.failed : EXIT.ok;
  },
};

function statusOf(purpose: KeyPurpose, receiptKey: string, paths: ProductPaths): Row {
  const own = purpose === 'receipt-signing' ? paths.signingKey : join(dirname(paths.signingKey), `${purpose}.json`);
  const configured = purpose === 'receipt-signing' && receiptKey !== '';
  const path = configured ? receiptKey : own;
  const none = { mode: null, public_key: null, fingerprint: null, problem: null };
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { purpose, configured, path, file: 'absent', ...none };
  const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
  try {
    const key = loadPrivateKey(path, 'same_uid', purpose).signer.publicKeyHex;
    const found = { mode, public_key: key, fingerprint: fingerprintOf(key), problem: null };
    return { purpose, configured, path, file: 'usable', ...found };
  } catch (error) {
    return { purpose, configured, path, file: 'refused', ...none, mode, problem: messageOf(error) };
  }
}

function renderRow(row: Row): string {
  const head = `${row.purpose.padEnd(28)} ${row.file.padEnd(8)} ${row.mode ?? '-   '}`;
  if (row.file === 'absent') return `${head} ${row.configured ? `configured: ${row.path}` : ''}`.trimEnd();
  return `${head} ${row.public_key ?? ''}${row.problem ?? ''}\n${' '.repeat(29)}${row.path}${row.configured ? ' (configured)' : ''}`;
}
