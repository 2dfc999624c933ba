// SPDX-License-Identifier: Apache-2.0
import { writeSignedBody } from '../../evidence/model/signed-body.js';
import { signRootTransition } from '../../evidence/sign/signed-body.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { EXIT, type CommandFile } from '../command.js';
import { writeWhole } from '../keys/files.js';
import { fingerprintOf, timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly oldKeyFile: string;
  readonly newKeyFile: string;
  readonly rootKind?: string;
  readonly effectiveAt?: string;
  readonly reason: string;
  readonly out: string;
  readonly json?: boolean;
}

export const transitionBuild: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--old-key-file <file>', 'private key file of the root that goes')
      .requiredOption('--new-key-file <file>', 'private key file of the root that comes')
      .option('--root-kind <name>', 'which root changes (default: roster-root)')
      .option('--effective-at <time>', 'when (default: now)')
      .requiredOption('--reason <text>', 'why')
      .requiredOption('--out <file>', 'the transition file')
      .option('--json', 'print JSON');
  },
  async run(options) {
    const out = options.out;
    const reason = options.reason;
    const before = loadPrivateKey(options.oldKeyFile, 'same_uid').signer;
    const after = loadPrivateKey(options.newKeyFile, 'same_uid').signer;
    const body = {
      schema_version: 1,
      root_kind: options.rootKind ?? 'roster-root',
      old_fingerprint: fingerprintOf(before.publicKeyHex),
      new_fingerprint: fingerprintOf(after.publicKeyHex),
      effective_at: timeOption(options.effectiveAt, '--effective-at'),
      reason,
    } as const;
    writeWhole(out, writeSignedBody(await signRootTransition(body, before, after)), 0o644);
    if (options.json === true) printJson({ path: out, ...body });
    else print(`transition  ${out}\nold root    ${body.old_fingerprint}\nnew root    ${body.new_fingerprint}`);
    return EXIT.ok;
  },
};
