// SPDX-License-Identifier: Apache-2.0
import { buildAelArtifact } from '../../evidence/attest/ael/artifact.js';
import { exportAelRun, type ExportedRun } from '../../evidence/attest/ael/export-run.js';
import type { RecordedRun } from '../../evidence/attest/ael/recorded-run.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { AEL_COVERAGE, AEL_CUSTODY } from '../../evidence/model/ael/manifest.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { assertFreshFolder, assertName, assertWord, publishKey, writeArtifact } from '../artifact-folder.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';
import { policyReading, readPolicyDocuments, readVerifiedRun } from '../recorded-evidence.js';

interface Options {
  readonly dir: string;
  readonly session?: string;
  readonly key: string;
  readonly out: string;
  readonly trust?: readonly string[];
  readonly run?: string;
  readonly recorderId: string;
  readonly observed?: readonly string[];
  readonly cpNonce?: string;
  readonly coverage: string;
  readonly custody: string;
  readonly publish?: string;
  readonly json?: boolean;
}

export const evidenceExport: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder of the recorder')
      .option('--session <name>', 'the recorded run (may be left out when there is only one)')
      .requiredOption('--key <file>', 'private key that signs the new records')
      .requiredOption('--out <folder>', 'artifact to make: a new or empty folder')
      .option('--trust <hex|file>', "the recorder's public key, if it is not that of --key; may be repeated", collect)
      .option('--run <name>', 'name of the run in the artifact (default: the session)')
      .option('--recorder-id <name>', 'name of this recorder', 'pipelock')
      .option('--observed <host[:port]>', 'server before which `pipelock observe` stands; may be repeated', collect)
      .option('--cp-nonce <text>', 'what counterparties of the run repeat; the same for every recorder of it')
      .option('--coverage <word>', `declared coverage: ${AEL_COVERAGE.join(', ')}`, 'mediated-only')
      .option('--custody <word>', `declared custody: ${AEL_CUSTODY.join(', ')}`, 'same-host')
      .option('--publish <folder>', 'also write the public key there, for those who check')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nThe evidence is verified first; broken evidence is refused.');
  },
  async run(options) {
    const { dir, key, out } = options;
    const recorderId = assertName(options.recorderId, '--recorder-id');
    const coverage = assertWord(options.coverage, AEL_COVERAGE, '--coverage');
    const custody = assertWord(options.custody, AEL_CUSTODY, '--custody');
    assertFreshFolder(out);
    const signer = loadSigningKey(key, 'same_uid');
    const keys = [signer.publicKeyHex, ...(options.trust ?? []).map(readKeyArgument)];
    const recorded = await readVerifiedRun(dir, keys, options.session);
    const run = assertName(options.run ?? recorded.session, '--run');
    const nonce = options.cpNonce === undefined ? {} : { cpNonce: assertName(options.cpNonce, '--cp-nonce') };
    const setting = { run, recorderId, signer, suite: nodeSuite, reading: policyReading, ...nonce };
    const observed = options.observed ?? [];
    const exported = await exportAelRun(recorded, { ...setting, observed, policies: readPolicyDocuments(dir) });
    const parts = { recorders: [exported.recorder], policies: exported.policies, declared: { coverage, custody } };
    writeArtifact(out, buildAelArtifact(parts));
    const published = options.publish === undefined ? undefined : publishKey(options.publish, signer.publicKeyHex);
    report(options, out, recorded, exported, published);
    return EXIT.ok;
  },
};

/** What a reader of the artifact will find missing, said before somebody else finds it. */
function remarks(
  recorded: RecordedRun,
  { withoutDecision, unexplained, heartbeats, activities }: ExportedRun,
): string[] {
  return [
    ...(recorded.closedAt === undefined ? ['the run has no close: it is exported as open'] : []),
    ...(recorded.heartbeatSeconds === 0 ? ['the run promised no heartbeats'] : []),
    ...(heartbeats === 0 ? ['the run recorded no heartbeat, and none is made up'] : []),
    ...(withoutDecision > 0
      ? [`${withoutDecision} of ${activities} activities carry no decision that can be replayed`]
      : []),
    ...(unexplained.length > 0
      ? [`${unexplained.length} verdicts do not follow from their policy: ${unexplained.join(', ')}`]
      : []),
  ];
}

function report(
  { json }: Options,
  out: string,
  recorded: RecordedRun,
  exported: ExportedRun,
  published: string | undefined,
): void {
  const { recorder, activities, heartbeats, withoutDecision } = exported;
  const notes = remarks(recorded, exported);
  if (json === true) {
    printJson({
      artifact: out,
      run: recorder.run,
      recorder: recorder.id,
      key: recorder.key,
      ...(published === undefined ? {} : { published }),
      records: recorder.lines.length,
      activities,
      heartbeats,
      without_decision: withoutDecision,
      unexplained: exported.unexplained,
      closed: recorded.closedAt !== undefined,
      notes,
    });
    return;
  }
  const lines = [
    `artifact     ${out}`,
    `run          ${recorder.run}`,
    `key          ${recorder.key}`,
    ...(published === undefined ? [] : [`published    ${published}`]),
    `records      ${recorder.lines.length}: ${activities} activities, ${heartbeats} heartbeats`,
    ...notes.map((note) => `note         ${note}`),
  ];
  print(lines.join('\n'));
}
