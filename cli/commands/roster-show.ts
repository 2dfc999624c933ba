// SPDX-License-Identifier: Apache-2.0
import { parseRoster } from '../../evidence/model/roster.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { printable } from '../../verify/core/results/render.js';
import { EXIT, type CommandFile } from '../command.js';
import { parseNamed, readJsonOrYaml } from '../keys/files.js';
import { fingerprintOf } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly path: string;
  readonly json?: boolean;
}

/** Shows what a roster says. Nothing of it is verified, and the output says so. */
export const rosterShow: CommandFile<Options> = {
  declare(command) {
    command.requiredOption('--path <file>', 'roster, JSON or YAML by its extension').option('--json', 'print JSON');
  },
  run({ path, json }) {
    const { body } = parseNamed(path, readJsonOrYaml(path, LIMITS.linkBytes), parseRoster);
    if (json === true) {
      printJson({ verified: false, ...body });
      return EXIT.ok;
    }
    const rows = body.keys.map(
      (key) =>
        `  ${key.status.padEnd(7)}  ${printable(key.key_id)}  ${key.key_purpose}  ${key.valid_from} to ${key.valid_until ?? 'open'}` +
        `\n           ${fingerprintOf(key.public_key_hex)}${key.principal === undefined ? '' : `  ${printable(key.principal)}`}`,
    );
    print(
      [
        `not verified: signed by ${printable(body.roster_signed_by)}, data class ${printable(body.data_class_root)}`,
        ...rows,
      ].join('\n'),
    );
    return EXIT.ok;
  },
};
