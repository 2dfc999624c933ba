// SPDX-License-Identifier: Apache-2.0
import { describeQuery } from '../../mappings/describe-query.js';
import type { Control, Framework } from '../../mappings/control.js';
import { findControl, findFramework, FRAMEWORKS } from '../../mappings/frameworks.js';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly json?: boolean;
}

const NOTE =
  'What would show a control is no advice on the law, and no statement about a deployment: that takes an assessment.';

function frameworkNamed(id: string): Framework {
  const framework = findFramework(id);
  if (framework !== undefined) return framework;
  throw new UsageError(`unknown framework "${id}": one of ${FRAMEWORKS.map((known) => known.id).join(', ')}`);
}

export function unknownControl(framework: string, id: string): UsageError {
  return new UsageError(`${framework} has no control "${id}"\ntry: pipelock compliance show ${framework}`);
}

/** How far evidence of this product can get with a control. */
function reachOf({ queries, reach }: Control): 'whole' | 'part' | 'none' {
  return queries.length === 0 ? 'none' : (reach ?? 'whole');
}

function countReach({ controls }: Framework): Record<'whole' | 'part' | 'none', number> {
  const count = (reach: string): number => controls.filter((control) => reachOf(control) === reach).length;
  return { whole: count('whole'), part: count('part'), none: count('none') };
}

export const complianceList: CommandFile<Options> = {
  declare(command) {
    command
      .option('--json', 'print JSON')
      .addHelpText('after', '\nwhole, part, none: how much of a control evidence of this product can show');
  },
  run({ json }) {
    const rows = FRAMEWORKS.map((framework) => {
      const { id, name, version, mappingVersion, url, controls } = framework;
      const reach = countReach(framework);
      return { id, name, version, mapping_version: mappingVersion, url, controls: controls.length, reach };
    });
    if (json === true) printJson(rows);
    else {
      const width = Math.max(...rows.map(({ id }) => id.length));
      const lines = rows.map(({ id, name, version, controls, reach: { whole, part, none } }) =>
        [
          `${id.padEnd(width)}  ${name}, ${version}`,
          `${' '.repeat(width)}  ${controls} controls; within reach of evidence: ${whole} whole, ${part} in part, ${none} not`,
        ].join('\n'),
      );
      print([...lines, '', NOTE].join('\n'));
    }
    return EXIT.ok;
  },
};

const REACH_WORDS = {
  whole: 'satisfied when all of it holds',
  part: 'never more than partially satisfied: evidence reaches a part of it',
  none: 'never assessed: no evidence of this product reaches it',
} as const;

function describeControl(control: Control): Record<string, unknown> {
  const { id, name, shownBy, queries, cannotShow } = control;
  const asked = queries.map((query) => ({ ...query, text: describeQuery(query) }));
  return { id, name, reach: reachOf(control), shown_by: shownBy, asked, cannot_show: cannotShow };
}

function renderControl(control: Control): string {
  const { id, name, shownBy, queries, cannotShow } = control;
  return [
    `${id}  ${name}`,
    `  shown by     ${shownBy}`,
    `  reach        ${REACH_WORDS[reachOf(control)]}`,
    ...queries.map((query, index) => `  ${index === 0 ? 'asked' : '     '}        ${describeQuery(query)}`),
    `  not shown    ${cannotShow}`,
  ].join('\n');
}

export const complianceShow: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<framework>', 'id of a framework; pipelock compliance list names them')
      .argument('[control]', 'id of a control; 12(1) may be written 12.1')
      .option('--json', 'print JSON');
  },
  run({ json }, [frameworkId = '', controlId]) {
    const framework = frameworkNamed(frameworkId);
    const { id, name, version, url } = framework;
    const only = controlId === undefined ? undefined : findControl(framework.controls, controlId);
    if (controlId !== undefined && only === undefined) throw unknownControl(id, controlId);
    const controls = only === undefined ? framework.controls : [only];
    if (json === true) {
      const { mappingVersion: mapping_version } = framework;
      printJson({ id, name, version, mapping_version, url, controls: controls.map(describeControl) });
    } else {
      const heading = `${name}, ${version}\n${url}`;
      print([heading, ...controls.map(renderControl), NOTE].join('\n\n'));
    }
    return EXIT.ok;
  },
};
