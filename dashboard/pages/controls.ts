// SPDX-License-Identifier: Apache-2.0
import type { EvidencePointer } from '../../evidence/model/evidence-index.js';
import type { JudgedAssessment, ShownControl, ShownFramework } from '../assessments.js';
import { href } from '../http/route.js';
import { assessmentStatus, statusIn, type Page, type Sources, type Status } from './page.js';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

function options<T>(all: readonly T[], chosen: string, describe: (one: T) => [string, string]): readonly Option[] {
  return all.map((one) => {
    const [value, label] = describe(one);
    return { value, label, selected: value === chosen };
  });
}

/** Where the thing that a pointer names is shown. */
function pointerHref(assessment: string, { kind, file, ref, hash }: EvidencePointer): string {
  return href(['assessments', assessment, 'evidence'], { kind, file, ref, hash });
}

function controlView(judged: JudgedAssessment, control: ShownControl): Record<string, unknown> {
  return {
    ...control,
    status: statusIn(judged, control.status),
    answers: control.answers.map(({ state, reason }) => ({ ...statusIn(judged, state), reason })),
    pointers: control.pointers.map((pointer) => ({ ...pointer, href: pointerHref(judged.id, pointer) })),
  };
}

interface Chosen {
  readonly assessment: JudgedAssessment | undefined;
  readonly framework: ShownFramework | undefined;
  readonly control: ShownControl | undefined;
}

function choose(all: readonly JudgedAssessment[], query: URLSearchParams): Chosen {
  const wanted = query.get('assessment') ?? '';
  const assessment = all.find(({ id }) => id === wanted) ?? (wanted === '' ? all.at(-1) : undefined);
  const frameworks = assessment?.shown?.frameworks ?? [];
  const framework = frameworks.find(({ id }) => id === query.get('framework')) ?? frameworks[0];
  return { assessment, framework, control: framework?.controls.find(({ id }) => id === query.get('control')) };
}

/** "Which evidence supports this control?", asked with three lists and without a script. */
export async function controlsPage({ assessments }: Sources, query: URLSearchParams): Promise<Page> {
  const all = (await assessments.all()).filter(({ shown }) => shown !== undefined);
  const { assessment, framework, control } = choose(all, query);
  const omitted = assessment?.verification.manifest?.compliance_omitted_reason ?? 'it holds no framework';
  const view = {
    none: framework === undefined ? `No control was assessed in this assessment: ${omitted}.` : '',
    assessments: options(all, assessment?.id ?? '', ({ id, name }) => [id, name]),
    frameworks: options(assessment?.shown?.frameworks ?? [], framework?.id ?? '', ({ id, name }) => [id, name]),
    controls: options(framework?.controls ?? [], control?.id ?? '', ({ id, name }) => [id, `${id} ${name}`]),
    framework: framework === undefined ? undefined : { name: framework.name, version: framework.version },
    chosen: assessment === undefined ? undefined : { name: assessment.name, ...assessmentStatus(assessment) },
    control: assessment === undefined || control === undefined ? undefined : controlView(assessment, control),
    list:
      assessment === undefined || control !== undefined
        ? []
        : (framework?.controls ?? []).map((one) => ({
            id: one.id,
            name: one.name,
            ...statusIn(assessment, one.status),
            pointers: one.pointers.length,
            href: href(['controls'], { assessment: assessment.id, framework: framework?.id, control: one.id }),
          })),
  };
  return { status: 200, template: 'controls', title: 'Controls', section: 'controls', view };
}

export interface PointingControl extends Status {
  readonly assessment: string;
  readonly verified: Status;
  readonly framework: string;
  readonly id: string;
  readonly name: string;
  readonly href: string;
}

/** The reverse question: controls of any assessment here that point at a receipt. */
export async function controlsPointingAt(
  { assessments }: Sources,
  actionId: string,
  entryHash: string,
): Promise<readonly PointingControl[]> {
  const isThis = ({ kind, ref, hash }: EvidencePointer): boolean =>
    kind === 'receipt' && ref === actionId && (hash === undefined || hash === entryHash);
  const found: PointingControl[] = [];
  for (const judged of await assessments.all()) {
    for (const framework of judged.shown?.frameworks ?? []) {
      for (const control of framework.controls.filter(({ pointers }) => pointers.some(isThis))) {
        const { state, word } = assessmentStatus(judged);
        found.push({
          ...statusIn(judged, control.status),
          assessment: judged.name,
          verified: { state, word },
          framework: framework.name,
          id: control.id,
          name: control.name,
          href: href(['controls'], { assessment: judged.id, framework: framework.id, control: control.id }),
        });
      }
    }
  }
  return found;
}
