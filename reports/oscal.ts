// SPDX-License-Identifier: Apache-2.0
import type {
  Assessment,
  AssessmentFinding,
  ComplianceControl,
  ComplianceFramework,
} from '../evidence/model/assessment.js';
import { markupText, oneLine, uriPath } from './text.js';
import { uuidV5 } from './uuid.js';

const OSCAL_VERSION = '1.1.2';

/** A name that OSCAL accepts as a token: letters, digits, dots, dashes and underscores, beginning with a letter. */
export function oscalToken(text: string): string {
  const cleaned = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  return /^[a-z_]/.test(cleaned) ? cleaned : `c-${cleaned}`;
}

function metadata({ manifest }: Assessment, title: string): object {
  return {
    title,
    'last-modified': manifest.finalized_at ?? manifest.started_at,
    version: manifest.version,
    'oscal-version': OSCAL_VERSION,
  };
}

interface Named {
  readonly framework: ComplianceFramework;
  readonly control: ComplianceControl;
}

function controlsOf({ compliance = [] }: Assessment): readonly Named[] {
  return compliance.flatMap((framework) => framework.controls.map((control) => ({ framework, control })));
}

function controlKey({ framework, control }: Named): string {
  return `${framework.id}/${control.id}`;
}

function observation(named: Named, assessment: Assessment): object {
  const { framework, control } = named;
  const { manifest } = assessment;
  const evidence = control.pointers.map(({ file, ref }) => ({
    href: uriPath(file),
    description: `look for ${markupText(ref)}`,
  }));
  return {
    uuid: uuidV5(manifest.run_id, `observation/${controlKey(named)}`),
    title: oneLine(`${framework.name} ${control.id}: ${control.name}`),
    description:
      control.answers.map(({ state, reason }) => `${state}: ${markupText(reason)}`).join('; ') ||
      'nothing was asked of the evidence',
    methods: ['TEST'],
    types: ['control-objective'],
    ...(evidence.length === 0 ? {} : { 'relevant-evidence': evidence }),
    collected: manifest.completed_at ?? manifest.started_at,
    remarks: `${control.reach === undefined ? '' : 'Evidence can show a part of it at most. '}Not shown by evidence: ${control.cannot_show}`,
  };
}

/** OSCAL knows two states; everything but satisfied is the other one, with ours beside it. */
function finding(named: Named, { manifest }: Assessment): object {
  const { framework, control } = named;
  const satisfied = control.status === 'satisfied';
  return {
    uuid: uuidV5(manifest.run_id, `finding/${controlKey(named)}`),
    title: oneLine(`${framework.name} ${control.id}`),
    description: `${control.name}: ${control.status.replaceAll('_', ' ')}`,
    props: [{ name: 'status', ns: 'urn:pipelock:oscal', value: control.status }],
    target: {
      type: 'objective-id',
      'target-id': oscalToken(`${framework.id}.${control.id}`),
      status: { state: satisfied ? 'satisfied' : 'not-satisfied', ...(satisfied ? {} : { reason: 'other' }) },
    },
    'related-observations': [{ 'observation-uuid': uuidV5(manifest.run_id, `observation/${controlKey(named)}`) }],
  };
}

function risk(
  { id, title, detail, remediation, severity, source, category }: AssessmentFinding,
  runId: string,
): object {
  return {
    uuid: uuidV5(runId, `risk/${id}`),
    title: markupText(oneLine(title)),
    description: markupText(detail ?? title),
    statement: `${markupText(category)}, found by ${source.replaceAll('_', ' ')}`,
    props: [{ name: 'severity', ns: 'urn:pipelock:oscal', value: severity }],
    status: 'open',
    ...(remediation === undefined
      ? {}
      : {
          remediations: [
            {
              uuid: uuidV5(runId, `remediation/${id}`),
              lifecycle: 'recommendation',
              title: 'Do',
              description: markupText(remediation),
            },
          ],
        }),
  };
}

function reviewed(frameworks: readonly ComplianceFramework[]): object {
  const selected = frameworks.filter(({ controls }) => controls.length > 0);
  // The format wants a selection; one of a control that does not exist says that none was.
  const none = { description: 'no control was assessed', 'include-controls': [{ 'control-id': 'none' }] };
  if (selected.length === 0) return { 'control-selections': [none] };
  return {
    'control-selections': selected.map((framework) => ({
      description: `${framework.name} ${framework.version}`,
      'include-controls': framework.controls.map(({ id }) => ({ 'control-id': oscalToken(`${framework.id}.${id}`) })),
    })),
  };
}

/** Every evidence file of the bundle with its digest, so that the document alone says what it rests on. */
function backMatter({ manifest }: Assessment): object {
  const resources = Object.entries(manifest.evidence_hashes).map(([name, value]) => ({
    uuid: uuidV5(manifest.run_id, `resource/${name}`),
    title: name,
    rlinks: [{ href: uriPath(`evidence/${name}`), hashes: [{ algorithm: 'SHA-256', value }] }],
  }));
  return resources.length === 0 ? {} : { 'back-matter': { resources } };
}

/** An assessment as OSCAL assessment results. */
export function renderOscalResults(assessment: Assessment): string {
  const { manifest, findings, compliance = [] } = assessment;
  const controls = controlsOf(assessment);
  const risks = findings.filter(({ severity }) => severity !== 'info');
  const result = {
    uuid: uuidV5(manifest.run_id, 'result'),
    title: 'Assessment of an agent firewall',
    description: `Grade ${assessment.overall_grade}, ${assessment.overall_score} of 100, of the configuration ${manifest.config_file}`,
    start: manifest.started_at,
    ...(manifest.completed_at === undefined ? {} : { end: manifest.completed_at }),
    'reviewed-controls': reviewed(compliance),
    ...(controls.length === 0 ? {} : { observations: controls.map((named) => observation(named, assessment)) }),
    ...(risks.length === 0 ? {} : { risks: risks.map((one) => risk(one, manifest.run_id)) }),
    ...(controls.length === 0 ? {} : { findings: controls.map((named) => finding(named, assessment)) }),
  };
  const document = {
    'assessment-results': {
      uuid: uuidV5(manifest.run_id, 'assessment-results'),
      metadata: metadata(assessment, 'Pipelock assessment results'),
      'import-ap': {
        href: '#none',
        remarks: 'The assessment follows the steps of pipelock assess; there is no separate plan.',
      },
      results: [result],
      ...backMatter(assessment),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function implementation(framework: ComplianceFramework, runId: string): object {
  return {
    uuid: uuidV5(runId, `implementation/${framework.id}`),
    source: framework.url,
    description: `${framework.name} ${framework.version}, mapping ${framework.mapping_version}`,
    'implemented-requirements': framework.controls.map((control) => ({
      uuid: uuidV5(runId, `requirement/${framework.id}/${control.id}`),
      'control-id': oscalToken(`${framework.id}.${control.id}`),
      description: control.shown_by === '' ? 'nothing of this product shows it' : control.shown_by,
      remarks: `Not shown by evidence: ${control.cannot_show}`,
    })),
  };
}

/** What the product can show of each control, as an OSCAL component definition. */
export function renderOscalComponent(assessment: Assessment): string {
  const { manifest, compliance = [] } = assessment;
  const withControls = compliance.filter(({ controls }) => controls.length > 0);
  const component = {
    uuid: uuidV5(manifest.run_id, 'component'),
    type: 'software',
    title: 'Pipelock',
    description: 'A firewall between an AI agent and everything it talks to, with signed receipts.',
    props: [{ name: 'version', value: manifest.version }],
    ...(withControls.length === 0
      ? {}
      : { 'control-implementations': withControls.map((framework) => implementation(framework, manifest.run_id)) }),
  };
  const document = {
    'component-definition': {
      uuid: uuidV5(manifest.run_id, 'component-definition'),
      metadata: metadata(assessment, 'Pipelock component definition'),
      components: [component],
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
