// SPDX-License-Identifier: Apache-2.0
import type { AelCounterparty, AelFiles, AelRecorderLines } from '../../evidence/attest/ael/artifact.js';
import { classesOf, joinAelArtifacts } from '../../evidence/attest/ael/join.js';
import { aelFingerprint } from '../../evidence/attest/ael/recorder.js';
import { signedLinesOf } from '../../evidence/attest/ael/source.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { AEL_COVERAGE, AEL_CUSTODY, parseAelManifest } from '../../evidence/model/ael/manifest.js';
import { UsageError } from '../../evidence/model/errors.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { assertFreshFolder, assertWord, publishKey, writeArtifact } from '../artifact-folder.js';
import { openArtifact, readBytes, STATEMENTS_BYTES } from '../artifact-source.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { OBSERVED, UNMEDIATED } from '../observe/event.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly out?: string;
  readonly class?: readonly string[];
  readonly coverage: string;
  readonly custody: string;
  readonly counterparty?: string;
  readonly counterpartyKey?: string;
  readonly flow?: readonly string[];
  readonly key?: readonly string[];
  readonly publish?: string;
  readonly json?: boolean;
}

/** What an upstream observer sees, and what it must see nothing of. */
function observedClasses(recorders: readonly AelRecorderLines[]): readonly string[] {
  const all = recorders.flatMap(({ lines }) => [...classesOf(lines.map(({ text }) => text))]);
  const observed = all.filter((name) => name.startsWith(OBSERVED));
  return [...new Set([...observed, UNMEDIATED])].sort();
}

/** What the other side handed in: its statements, its key, and the flows that they are about. */
function readCounterparty({
  counterparty: file,
  counterpartyKey: key,
  flow: flows,
}: Options): AelCounterparty | undefined {
  if (file === undefined && key === undefined && flows === undefined) return undefined;
  if (file === undefined || key === undefined || flows === undefined) {
    throw new UsageError('a counterparty needs --counterparty FILE, --counterparty-key KEY and --flow CLASS');
  }
  const lines = signedLinesOf(readBytes(file, STATEMENTS_BYTES));
  return { key: aelFingerprint(readKeyArgument(key), nodeSuite), flows: [...new Set(flows)].sort(), lines };
}

/** Public keys that are to be published with an artifact: named by whoever joins, and only those that it declares. */
function keysToPublish({ publish, key = [], counterpartyKey }: Options, files: AelFiles): readonly string[] {
  const named = [...key, ...(counterpartyKey === undefined ? [] : [counterpartyKey])].map(readKeyArgument);
  if (publish !== undefined && named.length === 0) {
    throw new UsageError('--publish needs the public keys: name them with --key');
  }
  if (publish === undefined && key.length > 0) throw new UsageError('--key is for --publish FOLDER');
  const { recorders, counterparty } = parseAelManifest(utf8Encode(files.get('manifest.json') ?? ''));
  const declared = new Set([...recorders.map((one) => one.key), counterparty?.key]);
  const stranger = named.find((hex) => !declared.has(aelFingerprint(hex, nodeSuite)));
  if (stranger !== undefined) throw new UsageError(`--key ${stranger}: no recorder of these artifacts has it`);
  return named;
}

export const evidenceJoin: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<artifacts...>', 'artifacts with one recorder each, of one run')
      .option('--out <folder>', 'artifact to make: a new or empty folder')
      .option(
        '--class <name>',
        `event class that all recorders see; may be repeated (default: every ${OBSERVED}* and ${UNMEDIATED})`,
        collect,
      )
      .option('--coverage <word>', `declared coverage: ${AEL_COVERAGE.join(', ')}`, 'mediated-only')
      .option('--custody <word>', `declared custody: ${AEL_CUSTODY.join(', ')}`, 'same-host')
      .option('--counterparty <file>', 'statements that the other side signed with `evidence confirm --out`')
      .option('--counterparty-key <hex|file>', 'public key of the other side')
      .option('--flow <class>', 'event class that the other side confirms; may be repeated', collect)
      .option('--publish <folder>', 'also write the public keys named here to it, for those who check')
      .option('--key <hex|file>', 'public key of a recorder, for --publish; may be repeated', collect)
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nLines are taken over as they were signed. Nothing is judged: see pipelock evidence check.',
      );
  },
  run(options, folders) {
    const { out, class: named, coverage, custody, publish } = options;
    if (out === undefined || folders.length === 0) {
      throw new UsageError('name the artifacts and --out FOLDER\ntry: pipelock evidence join --help');
    }
    const declared = {
      coverage: assertWord(coverage, AEL_COVERAGE, '--coverage'),
      custody: assertWord(custody, AEL_CUSTODY, '--custody'),
    };
    assertFreshFolder(out);
    let classes: readonly string[] = [];
    const files = joinAelArtifacts(
      folders.map(openArtifact),
      declared,
      (recorders) => (classes = named ?? observedClasses(recorders)),
      readCounterparty(options),
    );
    const keys = keysToPublish(options, files);
    writeArtifact(out, files);
    const published = publish === undefined ? [] : keys.map((hex) => publishKey(publish, hex));
    report(options, out, files, classes, published);
    return EXIT.ok;
  },
};

function report(
  { json, flow: flows = [] }: Options,
  out: string,
  files: AelFiles,
  classes: readonly string[],
  published: readonly string[],
): void {
  const recorders = [...files.keys()].filter((path) => path.startsWith('recorders/'));
  if (json === true) {
    printJson({ artifact: out, recorders, classes, flows, published });
    return;
  }
  const lines = [
    `artifact   ${out}`,
    ...recorders.map((path) => `recorder   ${path}`),
    `classes    ${classes.join(', ')}`,
    ...(flows.length === 0 ? [] : [`flows      ${flows.join(', ')}`]),
    ...published.map((path) => `published  ${path}`),
  ];
  print(lines.join('\n'));
}
