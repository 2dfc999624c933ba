// SPDX-License-Identifier: Apache-2.0
import { canonicalTime } from '../../evidence/canonical/go-json.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import { parseRoster } from '../../evidence/model/roster.js';
import { writeSignedBody } from '../../evidence/model/signed-body.js';
import { signRecoveryAuthorization } from '../../evidence/sign/signed-body.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { rosterHash } from '../../verify/core/trust/key-authority.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { EXIT, type CommandFile } from '../command.js';
import { parseNamed, readJsonOrYaml, writeWhole } from '../keys/files.js';
import { timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly recoveryKeyFile: string;
  readonly roster: string;
  readonly reason: string;
  readonly operator: string;
  readonly minutes?: string;
  readonly out: string;
  readonly json?: boolean;
}

export const recoveryMint: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--recovery-key-file <file>', 'private key file of the recovery root')
      .requiredOption('--roster <file>', 'the roster that is to be put in place')
      .requiredOption('--reason <text>', 'why')
      .requiredOption('--operator <name>', 'who')
      .option('--minutes <n>', 'life, 1 to 60 (default: 30)')
      .requiredOption('--out <file>', 'the authorization file')
      .option('--json', 'print JSON');
  },
  async run(options) {
    const out = options.out;
    const minutes = Number(options.minutes ?? '30');
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60) throw new UsageError('--minutes: 1 to 60');
    const roster = parseNamed(options.roster, readJsonOrYaml(options.roster, LIMITS.linkBytes), parseRoster);
    const issued = timeOption(undefined, '');
    const body = {
      schema_version: 1,
      reason: options.reason,
      expires_at: canonicalTime(new Date(Date.parse(issued) + minutes * 60_000).toISOString()),
      target_roster_hash: rosterHash(roster.body, nodeSuite),
      operator_identity: options.operator,
      issued_at: issued,
    } as const;
    const keyFile = options.recoveryKeyFile;
    const { signer } = loadPrivateKey(keyFile, 'same_uid', 'recovery-root');
    writeWhole(out, writeSignedBody(await signRecoveryAuthorization(body, signer)), 0o600);
    if (options.json === true) printJson({ path: out, ...body });
    else print(`authorization  ${out}\nroster hash    ${body.target_roster_hash}\nexpires        ${body.expires_at}`);
    return EXIT.ok;
  },
};
