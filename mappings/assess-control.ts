// SPDX-License-Identifier: Apache-2.0
import type { EvidenceIndex, EvidencePointer } from '../evidence/model/evidence-index.js';
import { answerQuery, type Answer } from './answer.js';
import type { Control, Framework } from './control.js';

/** `not_assessed` is the state of a control without evidence; it is never counted as covered. */
export type ControlStatus = 'satisfied' | 'partially_satisfied' | 'not_satisfied' | 'not_assessed';

export interface AssessedControl {
  readonly id: string;
  readonly name: string;
  readonly status: ControlStatus;
  /** As the mapping has it. */
  readonly reach?: 'part';
  readonly shownBy: string;
  readonly answers: readonly Answer[];
  readonly pointers: readonly EvidencePointer[];
  readonly cannotShow: string;
}

export interface AssessedFramework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly mappingVersion: number;
  readonly url: string;
  readonly controls: readonly AssessedControl[];
  readonly counts: Readonly<Record<ControlStatus, number>>;
}

function statusOf({ reach }: Control, answers: readonly Answer[]): ControlStatus {
  const contradicted = answers.some(({ state }) => state === 'contradicted');
  // A setting says what was meant, not what happened: it can hold a status back, and never carries one.
  const happened = answers.some(({ query, state }) => state === 'shown' && query.about !== 'setting');
  if (!happened) return contradicted ? 'not_satisfied' : 'not_assessed';
  const isWhole = answers.every(({ state }) => state === 'shown');
  return isWhole && reach === undefined ? 'satisfied' : 'partially_satisfied';
}

/** Several questions are often answered by the same run or receipt. */
function distinct(pointers: readonly EvidencePointer[]): readonly EvidencePointer[] {
  const byPlace = new Map(pointers.map((pointer) => [JSON.stringify([pointer.file, pointer.ref]), pointer]));
  return [...byPlace.values()];
}

export function assessControl(control: Control, index: EvidenceIndex): AssessedControl {
  const answers = control.queries.map((query) => answerQuery(query, index));
  return {
    id: control.id,
    name: control.name,
    status: statusOf(control, answers),
    ...(control.reach === undefined ? {} : { reach: control.reach }),
    shownBy: control.shownBy,
    answers,
    pointers: distinct(answers.filter(({ state }) => state === 'shown').flatMap(({ pointers }) => pointers)),
    cannotShow: control.cannotShow,
  };
}

/** Derives the status of every control of a framework from one deployment's evidence. */
export function assessFramework(framework: Framework, index: EvidenceIndex): AssessedFramework {
  const controls = framework.controls.map((control) => assessControl(control, index));
  const count = (status: ControlStatus): number => controls.filter((control) => control.status === status).length;
  const { id, name, version, mappingVersion, url } = framework;
  return {
    id,
    name,
    version,
    mappingVersion,
    url,
    controls,
    counts: {
      satisfied: count('satisfied'),
      partially_satisfied: count('partially_satisfied'),
      not_satisfied: count('not_satisfied'),
      not_assessed: count('not_assessed'),
    },
  };
}
