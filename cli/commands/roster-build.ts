// SPDX-License-Identifier: Apache-2.0
import type { KeyPurpose } from '../../evidence/model/key-purpose.js';
import { UsageError } from '../../evidence/model/errors.js';
import type { RosterKey, RosterKeyState } from '../../evidence/model/roster.js';
import { writeSignedBody } from '../../evidence/model/signed-body.js';
import { signRoster } from '../../evidence/sign/signed-body.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { rosterHash } from '../../verify/core/trust/key-authority.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { writeWhole } from '../keys/files.js';
import { fingerprintOf, needed, timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly root: string;
  readonly rootId?: string;
  readonly include?: readonly string[];
  readonly dataClass?: string;
  readonly schemaVersion?: string;
  readonly validFrom?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const NAME = 'signing roster build';
const MEMBERS = ['id', 'purpose', 'key', 'from', 'until', 'status', 'principal'];

export const rosterBuild: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--root <file>', 'private key file of the roster root; it signs, and is listed as the root')
      .option('--root-id <id>', 'key id of the root (default: the one in its file)')
      .option('--include <entry>', 'a key: id=ID,purpose=PURPOSE,key=HEX|FILE[,from=][,until=][,status=]', collect)
      .option('--data-class <name>', 'data class of the root (default: internal)')
      .option('--schema-version <n>', 'only 1 exists')
      .option('--valid-from <time>', 'start of every window that names none (default: now)')
      .requiredOption('--out <file>', 'the roster file')
      .option('--force', 'replace an existing file')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nstatus is active or revoked; principal=NAME says who holds the key.');
  },
  async run(options) {
    const out = options.out;
    if ((options.schemaVersion ?? '1') !== '1') throw new UsageError('--schema-version: only 1 exists');
    const root = loadPrivateKey(options.root, 'same_uid', 'roster-root');
    const rootId = options.rootId ?? root.keyId ?? 'roster-root';
    const from = timeOption(options.validFrom, '--valid-from');
    const rootKey: RosterKey = {
      key_id: rootId,
      key_purpose: 'roster-root',
      public_key_hex: root.signer.publicKeyHex,
      valid_from: from,
      valid_until: null,
      status: 'root',
    };
    const keys = [rootKey, ...(options.include ?? []).map((entry) => parseEntry(entry, from))];
    const roster = await signRoster(
      { schema_version: 1, roster_signed_by: rootId, keys, data_class_root: options.dataClass ?? 'internal' },
      root.signer,
    );
    writeWhole(out, writeSignedBody(roster), 0o644, options.force);
    const report = {
      path: out,
      keys: keys.length,
      root_fingerprint: fingerprintOf(root.signer.publicKeyHex),
      roster_hash: rosterHash(roster.body, nodeSuite),
    };
    if (options.json === true) printJson(report);
    else
      print(
        `roster       ${out}, ${keys.length} keys\nroot         ${report.root_fingerprint}\nroster hash  ${report.roster_hash}`,
      );
    return EXIT.ok;
  },
};

function parseEntry(text: string, defaultFrom: string): RosterKey {
  const members = new Map(
    text.split(',').map((part): [string, string] => {
      const at = part.indexOf('=');
      const name = part.slice(0, Math.max(at, 0)).trim();
      if (!MEMBERS.includes(name))
        throw new UsageError(`--include ${text}: ${part} is not one of ${MEMBERS.join(', ')}`);
      return [name, part.slice(at + 1).trim()];
    }),
  );
  const until = members.get('until');
  const principal = members.get('principal');
  return {
    key_id: needed(members.get('id'), '--include id=', NAME),
    key_purpose: needed(members.get('purpose'), '--include purpose=', NAME) as KeyPurpose,
    public_key_hex: readKeyArgument(needed(members.get('key'), '--include key=', NAME)),
    valid_from: members.has('from') ? timeOption(members.get('from'), '--include from=') : defaultFrom,
    valid_until: until === undefined ? null : timeOption(until, '--include until='),
    status: (members.get('status') ?? 'active') as RosterKeyState,
    ...(principal === undefined ? {} : { principal }),
  };
}
