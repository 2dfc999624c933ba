// SPDX-License-Identifier: Apache-2.0
import { followPointers, readCompliance } from '../../assess/compliance-file.js';
import { AssessError } from '../../assess/errors.js';
import { verifyBundle } from '../../assess/verify.js';
import type { ComplianceControl, ComplianceFramework } from '../../evidence/model/assessment.js';
import type { Control } from '../../mappings/control.js';
import { describeQuery } from '../../mappings/describe-query.js';
import { findControl, findFramework } from '../../mappings/frameworks.js';
import { printable } from '../../verify/core/results/render.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';
import { unknownControl } from './compliance.js';

interface Options {
  readonly assessment: string;
  readonly key?: readonly string[];
  readonly json?: boolean;
}

interface Bundle {
  readonly signed: boolean;
  /** In words, for a reader. */
  readonly state: string;
}

/** A bundle that was changed explains nothing; one that nobody vouches for says so. */
async function judge(dir: string, keys: readonly string[]): Promise<Bundle> {
  const { exitCode, faults, key } = await verifyBundle(dir, keys);
  if (exitCode === 1) throw new AssessError(1, `${dir} is not a whole assessment: ${faults.join('; ')}`);
  if (exitCode === 0) return { signed: true, state: `whole, and signed with the trusted key ${key ?? ''}` };
  if (keys.length > 0) throw new AssessError(1, `${dir}: ${faults.join('; ')}`);
  if (exitCode === 3) return { signed: false, state: 'whole, but nobody signed it: anybody could have made it' };
  return { signed: false, state: 'whole; whose it is was not checked: --key names the key you trust' };
}

function frameworkIn(dir: string, id: string): ComplianceFramework {
  const { frameworks, omitted } = readCompliance(dir);
  if (omitted !== undefined) throw new AssessError(1, `${dir} answers for no framework: ${printable(omitted)}`);
  const wanted = findFramework(id)?.id ?? id;
  const found = frameworks.find((framework) => framework.id === wanted);
  if (found !== undefined) return found;
  const known = frameworks.map((framework) => printable(framework.id)).join(', ');
  throw new AssessError(1, `${dir} does not answer for "${id}"; it does for ${known}`);
}

/** The control as this build knows it, where the bundle was made with the same mapping. */
function mappedControl(
  { id, mapping_version: version }: ComplianceFramework,
  control: ComplianceControl,
): Control | undefined {
  const framework = findFramework(id);
  const mapped = framework === undefined ? undefined : findControl(framework.controls, control.id);
  const isSame = framework?.mappingVersion === version && mapped?.queries.length === control.answers.length;
  return isSame ? mapped : undefined;
}

const MARKS = { shown: 'yes', contradicted: 'no ', no_evidence: '-  ' } as const;

function explainStatus({ status, answers, reach }: ComplianceControl): string {
  const words = status.replaceAll('_', ' ');
  const isWhole = answers.length > 0 && answers.every(({ state }) => state === 'shown');
  return status === 'partially_satisfied' && isWhole && reach === 'part'
    ? `${words}: all that evidence can show of it is shown`
    : words;
}

function render(
  control: ComplianceControl,
  framework: ComplianceFramework,
  bundle: Bundle,
  found: readonly boolean[],
): string {
  const mapped = mappedControl(framework, control);
  const asked = control.answers.map(({ state, reason }, index) => {
    const query = mapped?.queries[index];
    const question = query === undefined ? '' : describeQuery(query);
    return `  ${MARKS[state]}  ${question === '' || question === reason ? '' : `${question}: `}${printable(reason)}`;
  });
  const pointers = control.pointers.map(({ kind, file, ref, hash }, index) => {
    const digest = hash === undefined || hash === '' ? '' : `  hash ${printable(hash)}`;
    const missing = found[index] === true ? '' : '  (not in this bundle)';
    return `  ${kind}  ${printable(file)}  ${printable(ref)}${digest}${missing}`;
  });
  return [
    `${printable(framework.name)} ${printable(control.id)}: ${printable(control.name)}`,
    `status     ${explainStatus(control)}`,
    `bundle     ${bundle.state}`,
    `shown by   ${printable(control.shown_by)}`,
    ...(asked.length === 0 ? ['asked      nothing: no evidence of this product reaches it'] : ['asked', ...asked]),
    ...(pointers.length === 0 ? ['evidence   none'] : ['evidence', ...pointers]),
    `not shown  ${printable(control.cannot_show)}`,
  ].join('\n');
}

export const complianceExplain: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<framework>', 'id of a framework; pipelock compliance list names them')
      .argument('<control>', 'id of a control; 12(1) may be written 12.1')
      .requiredOption('--assessment <dir>', 'folder of a finalized assessment')
      .option('--key <hex|file>', 'public key that has to have signed it; may be repeated', collect)
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nexit codes: 0 answered, whatever the status; 1 changed, unfinished or without an answer; 2 wrong usage',
      );
  },
  async run({ assessment: dir, key = [], json }, [frameworkId = '', controlId = '']) {
    const bundle = await judge(dir, key.map(readKeyArgument));
    const framework = frameworkIn(dir, frameworkId);
    const control = findControl(framework.controls, controlId);
    if (control === undefined) throw unknownControl(framework.id, controlId);
    const found = followPointers(dir, control.pointers);
    if (json === true) {
      const { id, name, version, mapping_version } = framework;
      const pointers = control.pointers.map((pointer, index) => ({ ...pointer, in_bundle: found[index] ?? false }));
      printJson({ framework: { id, name, version, mapping_version }, control: { ...control, pointers }, bundle });
    } else print(render(control, framework, bundle, found));
    return EXIT.ok;
  },
};
