// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { synthesizeAssessment } from '../../../evidence/attest/assessment/synthesize.js';
import type { Assessment, ComplianceControl, EvidenceSummary } from '../../../evidence/model/assessment.js';
import { renderAbom } from '../../../reports/abom.js';
import { oscalToken, renderOscalComponent, renderOscalResults } from '../../../reports/oscal.js';
import { renderSarif } from '../../../reports/sarif.js';
import { renderBadge, renderControlsCsv, renderFindingsCsv, renderMarkdown } from '../../../reports/tables.js';
import { allVisible, messageText } from '../../../reports/text.js';
import { createReportRenderer } from '../../../reports/html/render.js';
import { viewReport } from '../../../reports/html/view.js';
import { loadReportParts } from '../../../cli/report-parts.js';
import { uuidV5 } from '../../../reports/uuid.js';
import { discovered, MANIFEST, server, SOURCES } from '../../support/sample-assessment.js';
import { testDataText } from '../../support/test-data.js';

const HOSTILE = "=cmd|' /C calc'!A0\"\n|<script>[x](javascript:1)@all";

const RECORDED: EvidenceSummary = {
  runs: 1,
  verified_runs: 1,
  closed_runs: 1,
  logged_runs: 0,
  receipts: 100,
  blocked: 7,
  first_at: '2026-11-22T20:00:00Z',
  last_at: '2026-11-22T21:00:00Z',
  signer_keys: ['ab'.repeat(32)],
  groups: [
    {
      layer: 'dlp',
      verdict: 'block',
      transport: 'forward',
      count: 7,
      examples: [{ kind: 'receipt', file: 'evidence/recorded/evidence-a-0.jsonl', ref: 'id-1', hash: 'cd'.repeat(32) }],
    },
    { layer: 'none', verdict: 'allow', transport: 'forward', count: 93, examples: [] },
    { layer: 'ssrf', verdict: 'block', transport: 'connect', count: 1, examples: [] },
  ],
  hosts: [
    {
      host: 'api.example.com',
      requests: 90,
      blocked: 0,
      first_at: '2026-11-22T20:00:00Z',
      last_at: '2026-11-22T21:00:00Z',
    },
    { host: '[::1]', requests: 1, blocked: 1, first_at: '2026-11-22T20:00:00Z', last_at: '2026-11-22T20:00:00Z' },
  ],
  not_proved: [],
};

function control(id: string, status: ComplianceControl['status']): ComplianceControl {
  const pointers =
    status === 'satisfied' ? [{ kind: 'receipt' as const, file: 'evidence/recorded/a b.jsonl', ref: HOSTILE }] : [];
  const answers = status === 'not_assessed' ? [] : [{ state: 'shown' as const, reason: HOSTILE }];
  return { id, name: HOSTILE, status, shown_by: 'Signed receipts.', answers, pointers, cannot_show: 'The rest.' };
}

function assessmentWith(hostileName: string): Assessment {
  const servers = [server('inside'), server(hostileName, { protection_state: 'unprotected', risk: 'high' })];
  return synthesizeAssessment({
    manifest: { ...MANIFEST, evidence_hashes: { 'simulate.jsonl': 'ef'.repeat(32) } },
    sources: { ...SOURCES, discover: discovered(servers) },
    recorded: RECORDED,
    compliance: [
      {
        id: 'nist_800_53',
        name: 'NIST SP 800-53',
        version: 'rev. 5',
        mapping_version: 1,
        url: 'https://example.org/nist',
        controls: [control('AC-4(4)', 'satisfied'), control('1.2', 'not_satisfied'), control('AU-10', 'not_assessed')],
      },
      { id: 'empty', name: 'Empty', version: '1', mapping_version: 1, url: 'https://example.org/', controls: [] },
    ],
    signed: true,
  });
}

const FULL = assessmentWith(HOSTILE);
const BARE = synthesizeAssessment({ manifest: MANIFEST, sources: { schema_version: '2' }, signed: false });

function schema(path: string): AnySchemaObject | undefined {
  const text = testDataText(`schemas/${path}`);
  return text === undefined ? undefined : (JSON.parse(text) as AnySchemaObject);
}

const SARIF = 'sarif-schema/sarif-schema-2.1.0.json';
const CYCLONEDX = 'cyclonedx-schema/bom-1.6.schema.json';
const OSCAL_RESULTS = 'oscal-schemas/oscal_assessment-results_schema.json';
const OSCAL_COMPONENT = 'oscal-schemas/oscal_component_schema.json';

for (const [name, path, render] of [
  ['SARIF', SARIF, renderSarif],
  ['CycloneDX', CYCLONEDX, renderAbom],
  ['OSCAL results', OSCAL_RESULTS, renderOscalResults],
  ['OSCAL component', OSCAL_COMPONENT, renderOscalComponent],
] as const) {
  test(`${name}: valid against the official schema, full and bare, and the same bytes each time`, (t) => {
    t.is(render(FULL), render(assessmentWith(HOSTILE)));
    const found = schema(path);
    if (found === undefined) {
      t.log(`skipped: schemas/${path} is absent`);
      return;
    }
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
    addFormats.default(ajv);
    ajv.addFormat('iri-reference', true);
    ajv.addFormat('idn-email', true);
    if (name === 'CycloneDX') {
      for (const other of ['spdx.schema.json', 'jsf-0.82.schema.json']) {
        const extra = schema(`cyclonedx-schema/${other}`);
        if (extra !== undefined) ajv.addSchema(extra);
      }
    }
    // The oldest of the drafts names itself with `id`; nothing refers to it.
    const body = Object.fromEntries(Object.entries(found).filter(([key]) => key !== 'id'));
    const validate = ajv.compile({ ...body, $schema: 'http://json-schema.org/draft-07/schema#' });
    for (const assessment of [FULL, BARE]) {
      t.true(validate(JSON.parse(render(assessment))), JSON.stringify(validate.errors?.slice(0, 3), null, 1));
    }
  });
}

test('SARIF tells what the firewall stopped, from surface to receipt', (t) => {
  const log = JSON.parse(renderSarif(FULL)) as {
    runs: { results: { ruleId: string; level: string; codeFlows?: { threadFlows: { locations: object[] }[] }[] }[] }[];
  };
  const results = log.runs[0]?.results ?? [];
  const blocked = results.filter(({ ruleId }) => ruleId.startsWith('runtime/'));
  t.deepEqual(
    blocked.map(({ ruleId, level }) => `${ruleId} ${level}`),
    ['runtime/dlp warning', 'runtime/ssrf warning'],
  );
  t.is(blocked[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.length, 4);
});

test('OSCAL never calls anything but a satisfied control satisfied', (t) => {
  const document = JSON.parse(renderOscalResults(FULL)) as {
    'assessment-results': { results: { findings: { title: string; target: { status: { state: string } } }[] }[] };
  };
  const findings = document['assessment-results'].results[0]?.findings ?? [];
  t.deepEqual(
    findings.map(({ title, target }) => `${title}: ${target.status.state}`),
    ['NIST SP 800-53 AC-4(4): satisfied', 'NIST SP 800-53 1.2: not-satisfied', 'NIST SP 800-53 AU-10: not-satisfied'],
  );
  t.is(oscalToken('AC-4(4)'), 'ac-4.4');
  t.is(oscalToken('1.2'), 'c-1.2');
});

test('the bill of materials claims nothing of a control without evidence', (t) => {
  const bom = JSON.parse(renderAbom(FULL)) as {
    declarations: { claims: { 'bom-ref': string }[]; attestations: { map: object[] }[] };
    services: { name: string }[];
    dependencies: object[];
  };
  t.deepEqual(
    bom.declarations.claims.map((claim) => claim['bom-ref']),
    ['claim-nist_800_53-AC-4(4)', 'claim-nist_800_53-1.2'],
  );
  t.is(bom.declarations.attestations.length, 1);
  t.deepEqual(bom.services.map(({ name }) => name).sort(), ['[::1]', 'api.example.com']);
  t.true(bom.dependencies.length > 0);
});

test('tables: no cell runs, no markup comes through', (t) => {
  const csv = renderControlsCsv(FULL);
  t.true(csv.includes(`"'=cmd`));
  t.notRegex(csv, /(?:^|,)"[=+@-]/m);
  t.regex(renderFindingsCsv(FULL), /^"id","severity"/);
  const markdown = renderMarkdown(FULL);
  t.notRegex(markdown, /<script>|\]\(javascript|@all/);
  t.regex(markdown, /grade [A-F] \(\d+ of 100/);
  t.regex(renderMarkdown(BARE), /not measured/);
  t.regex(renderBadge(FULL), /width="138" height="24"/);
});

const TRICK = '[x](http://evil.example/)\u202egnp.exe\u200b![y](z)<b>';

test('names that turn others around, and links, come through in no output', (t) => {
  const assessment = assessmentWith(TRICK);
  const html = createReportRenderer(loadReportParts())(assessment);
  const outputs = {
    html,
    sarif: renderSarif(assessment),
    oscal: renderOscalResults(assessment),
    csv: renderFindingsCsv(assessment),
    markdown: renderMarkdown(assessment),
  };
  for (const [name, text] of Object.entries(outputs)) {
    t.notRegex(text, /[\u202e\u200b]/, name);
    t.true(text.includes('u202egnp.exe'), name);
  }
  for (const name of ['sarif', 'oscal', 'markdown'] as const) t.false(outputs[name].includes('[x](http'), name);
  t.false(html.includes('<b>'));
  t.is(messageText('see [a](b) and [c] (d)'), 'see [a] (b) and [c] (d)');
  t.deepEqual(allVisible({ a: ['x\u0007', 1, null], b: 'tab\tand\nline' }), {
    a: ['x\\u0007', 1, null],
    b: 'tab\tand\nline',
  });
});

test('servers of the same name have documents of their own: no identifier stands twice', (t) => {
  const names = ['a!b', 'a?b', 'a?b'].map((name) => server(name, { protection_state: 'unprotected', risk: 'high' }));
  const assessment = synthesizeAssessment({
    manifest: MANIFEST,
    sources: { ...SOURCES, discover: discovered(names) },
    signed: true,
  });
  for (const [text, member] of [
    [renderOscalResults(assessment), 'uuid'],
    [renderSarif(assessment), 'guid'],
    [renderAbom(assessment), 'bom-ref'],
  ] as const) {
    const found = [...text.matchAll(new RegExp(`"${member}": ?"([^"]+)"`, 'g'))].map(([, id]) => id);
    t.is(new Set(found).size, found.length, member);
  }
  t.is(renderAbom(assessment), renderAbom(assessment), 'and none of them is made up');
});

test('the first screen: the worst limit first, many servers as one line, different risks', (t) => {
  const servers = Array.from({ length: 30 }, (_, n) =>
    server(`s${n}`, { protection_state: 'unprotected', risk: 'high' }),
  );
  const assessment = synthesizeAssessment({
    manifest: MANIFEST,
    sources: { ...SOURCES, discover: discovered(servers) },
    signed: true,
  });
  const { limits, topRisks } = viewReport(assessment) as {
    limits: { shown: { cap: string; reason: string }[]; more: number };
    topRisks: { source: string; category: string }[];
  };
  t.true(limits.shown.length <= 5);
  t.deepEqual(
    limits.shown.map(({ cap }) => cap),
    limits.shown
      .map(({ cap }) => cap)
      .toSorted()
      .toReversed(),
  );
  t.is(limits.shown.filter(({ reason }) => reason.includes('30 high-risk servers')).length, 1);
  t.is(topRisks.length, 3);
  t.is(new Set(topRisks.map(({ source, category }) => `${source} ${category}`)).size, 3);
});

test('UUIDs of version 5 are those of the standard', (t) => {
  t.is(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2');
});
