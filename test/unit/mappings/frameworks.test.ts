// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compilePolicyDocument } from '../../../enforce/config/policy.js';
import { presetConfig } from '../../../enforce/config/presets.js';
import { CONFIG_SCHEMA, type Config } from '../../../enforce/config/schema.js';
import { sectionKeys } from '../../../enforce/config/shape.js';
import { builtInScenarios } from '../../../enforce/probe/simulate/scenarios.table.js';
import type { Transport } from '../../../evidence/model/action.js';
import type { EvidenceIndex, EvidencePointer } from '../../../evidence/model/evidence-index.js';
import { OUTCOMES } from '../../../evidence/model/verdict.js';
import { assessControl, assessFramework, type ControlStatus } from '../../../mappings/assess-control.js';
import type { Control, EvidenceQuery } from '../../../mappings/control.js';
import { describeQuery } from '../../../mappings/describe-query.js';
import { findControl, findFramework, FRAMEWORKS } from '../../../mappings/frameworks.js';

/** Every layer on: what the product can write into a receipt as the layer that decided. */
function layersOf(config: Config): readonly string[] {
  const pins = { rulesHash: '', engine: '', derivation: '', sha256Hex: () => '0'.repeat(64) };
  const { rules, default: otherwise } = compilePolicyDocument(config, pins);
  return [...rules.map(({ layer }) => layer), otherwise.layer];
}

const strict = presetConfig('strict');
const LAYERS: ReadonlySet<string> = new Set([
  ...layersOf({
    ...strict,
    address_protection: { ...strict.address_protection, enabled: true },
    fetch_proxy: {
      ...strict.fetch_proxy,
      monitoring: { ...strict.fetch_proxy.monitoring, max_data_per_minute: 1 },
    },
  }),
  // Written by mediation itself: how an action ended, and a block for want of evidence.
  ...['outcome', 'recorder'],
]);
const VERDICTS: ReadonlySet<string> = new Set(Object.values(OUTCOMES).map(({ receiptV1 }) => receiptV1));
const TRANSPORTS: ReadonlySet<string> = new Set(
  Object.keys({ fetch: true, forward: true, connect: true } satisfies Record<Transport, true>),
);
const SCENARIOS: ReadonlySet<string> = new Set(
  builtInScenarios(presetConfig('balanced')).map(({ category }) => category),
);
/** Published names: evidence files of every version use them. */
const CHECKS = new Set(
  (
    'config_valid proxy_health fetch_dlp forward_blocked scanning_dlp scanning_injection scanning_policy ' +
    'no_direct_http no_direct_dns no_direct_https scanning_websocket browser_shield file_sentry ' +
    'mcp_binary_integrity_smoke mcp_tool_provenance_smoke'
  ).split(' '),
);

/** A dotted key, looked up in the schema of the configuration. */
function isSetting(key: string): boolean {
  let keys = sectionKeys(CONFIG_SCHEMA);
  for (const [index, name] of key.split('.').entries()) {
    const schema = keys?.[name];
    if (schema === undefined) return false;
    keys = sectionKeys(schema);
    if (index === key.split('.').length - 1) return keys === undefined;
  }
  return false;
}

function unknownNames(query: EvidenceQuery): readonly string[] {
  switch (query.about) {
    case 'receipts':
    case 'absence':
      return [
        ...(query.layers ?? []).filter((layer) => !LAYERS.has(layer)),
        ...(query.verdicts ?? []).filter((verdict) => !VERDICTS.has(verdict)),
        ...(query.transports ?? []).filter((transport) => !TRANSPORTS.has(transport)),
      ];
    case 'check':
      return CHECKS.has(query.name) ? [] : [query.name];
    case 'scenarios':
      return SCENARIOS.has(query.category) ? [] : [query.category];
    case 'setting': {
      const isValue = query.values.every((value) => CONFIG_SCHEMA.safeParse(nested(query.key, value)).success);
      return isSetting(query.key) && isValue ? [] : [`${query.key}: ${query.values.join(' or ')}`];
    }
    default:
      return [];
  }
}

function nested(key: string, value: unknown): unknown {
  return key.split('.').reduceRight((inner, name) => ({ [name]: inner }), value);
}

const NOTHING: EvidenceIndex = {
  receipts: [],
  runs: [],
  checks: undefined,
  scenarios: undefined,
  servers: undefined,
  settings: [],
};

const pointer: EvidencePointer = { kind: 'receipt', file: 'evidence/a.jsonl', ref: '1' };

const queries = FRAMEWORKS.flatMap(({ controls }) => controls.flatMap((control) => control.queries));
const settings = queries.filter((query) => query.about === 'setting');

/** Tunnels were refused, so that nothing passed unread. */
function isReadable(verdict: string): (transport: string) => boolean {
  return (transport) => transport !== 'connect' || (verdict !== 'allow' && verdict !== 'warn');
}

/** A deployment in which everything happened and everything held. */
const RICH: EvidenceIndex = {
  receipts: [...LAYERS].flatMap((layer) =>
    [...VERDICTS].flatMap((verdict) =>
      [...TRANSPORTS]
        .filter(isReadable(verdict))
        .map((transport) => ({ layer, verdict, transport, count: 1, examples: [pointer] })),
    ),
  ),
  runs: [
    {
      session: 's',
      verified: true,
      closed: true,
      sealed: true,
      logged: true,
      receiptCount: 1,
      firstAt: '',
      lastAt: '',
      pointer,
    },
  ],
  checks: [...CHECKS].map((name) => ({ name, category: 'scanning', status: 'pass', detail: '', pointer })),
  scenarios: [...SCENARIOS].map((category) => ({ name: category, category, outcome: 'detected', pointer })),
  servers: [{ client: 'cursor', server: 'git', protection: 'protected_pipelock', risk: 'low', pointer }],
  // Of settings that several controls want differently, the value that satisfies the strictest.
  settings: settings.map(({ key, values }) => ({ key, value: key === 'mode' ? 'strict' : (values[0] ?? ''), pointer })),
};

const SESSION_RECORD: EvidenceIndex = {
  ...NOTHING,
  receipts: [{ layer: 'none', verdict: 'allow', transport: 'receipt_session', count: 2, examples: [pointer] }],
  runs: RICH.runs,
};

function expected(control: Control): ControlStatus {
  if (control.queries.length === 0) return 'not_assessed';
  return control.reach === 'part' ? 'partially_satisfied' : 'satisfied';
}

test('the frameworks stand in a fixed order, each once, each with an address', (t) => {
  const ids = FRAMEWORKS.map(({ id }) => id);
  t.deepEqual(ids, [
    'owasp_mcp_top_10',
    'owasp_agentic_top_10',
    'owasp_agentic_threats',
    'owasp_llm_top_10',
    'mitre_atlas',
    'nist_800_53',
    'nist_ai_rmf',
    'eu_ai_act',
    'soc2_tsc',
    'iso_42001',
    'hipaa_security',
  ]);
  for (const { url } of FRAMEWORKS) t.true(URL.canParse(url) && url.startsWith('https://'), url);
});

test('a control is found in any spelling of its brackets and blanks', (t) => {
  const act = findFramework('EU-AI-ACT');
  for (const id of ['12(2)(a)', '12.2.a', '12-2-A']) t.is(findControl(act?.controls ?? [], id)?.id, '12(2)(a)');
  t.is(findControl(act?.controls ?? [], '12.2'), undefined);
  t.is(findFramework('other'), undefined);
});

for (const framework of FRAMEWORKS) {
  const { id, controls } = framework;

  test(`${id}: every control has an id of its own, and words of its own for what shows it`, (t) => {
    for (const control of controls) {
      t.is(findControl(controls, control.id), control, `${control.id} is spelt like another`);
      for (const text of [control.name, control.shownBy, control.cannotShow]) {
        t.true(text.length > 0 && text.length < 300, `${control.id}: ${text}`);
        t.notRegex(text, /[\n<>`*]|\bcompliant\b|\bguarantee/i);
      }
      for (const text of [control.shownBy, control.cannotShow]) t.regex(text, /^[A-Z].*\.$/, control.id);
    }
  });

  test(`${id}: a control asks for what the product has, never twice, and not for settings only`, (t) => {
    for (const control of controls) {
      t.deepEqual(control.queries.flatMap(unknownNames), [], control.id);
      const asked = control.queries.map((query) => JSON.stringify(query));
      t.is(new Set(asked).size, asked.length, `${control.id} asks the same twice`);
      t.is(
        control.queries.some(({ about }) => about !== 'setting'),
        control.queries.length > 0,
        `${control.id} asks for settings only`,
      );
      t.is(control.queries.length === 0, control.shownBy.startsWith('Nothing in this evidence:'), control.id);
    }
  });

  test(`${id}: without evidence nothing is assessed; with all of it every control is as far as it can be`, (t) => {
    t.is(assessFramework(framework, NOTHING).counts.not_assessed, controls.length);
    for (const control of controls) {
      t.is(assessControl(control, RICH).status, expected(control), control.id);
      t.is(assessControl(control, { ...NOTHING, settings: RICH.settings }).status, 'not_assessed', control.id);
    }
  });

  test(`${id}: one run that does not verify, or one hole in the evidence, and a control is not satisfied`, (t) => {
    const [run] = RICH.runs;
    const unverified = { ...RICH, runs: run === undefined ? [] : [{ ...run, verified: false }] };
    for (const control of controls) {
      const needsRecord = control.queries.some(({ about }) => about === 'receipts' || about === 'runs');
      if (needsRecord) t.not(assessControl(control, unverified).status, 'satisfied', control.id);
      for (const left of control.queries) {
        const index = without(left, RICH);
        t.not(assessControl(control, index).status, 'satisfied', `${control.id} without: ${describeQuery(left)}`);
      }
    }
  });

  test(`${id}: receipts about the recorder itself are no traffic`, (t) => {
    for (const control of controls) {
      const { answers } = assessControl(control, SESSION_RECORD);
      for (const { query, state } of answers) if (query.about === 'receipts') t.is(state, 'no_evidence', control.id);
    }
  });
}

/** The same evidence without what answers a question. */
function without(query: EvidenceQuery, index: EvidenceIndex): EvidenceIndex {
  switch (query.about) {
    case 'receipts': {
      const { layers, verdicts, transports } = query;
      const matches = ({ layer, verdict, transport }: EvidenceIndex['receipts'][number]): boolean =>
        layers?.includes(layer) !== false &&
        verdicts?.includes(verdict) !== false &&
        transports?.includes(transport) !== false;
      return { ...index, receipts: index.receipts.filter((group) => !matches(group)) };
    }
    case 'absence': {
      const [layer = 'none', verdict = 'allow', transport = 'connect'] = [
        query.layers?.[0],
        query.verdicts?.[0],
        query.transports?.[0],
      ];
      return { ...index, receipts: [...index.receipts, { layer, verdict, transport, count: 1, examples: [pointer] }] };
    }
    case 'runs':
      return { ...index, runs: index.runs.map((run) => ({ ...run, [query.property]: false })) };
    case 'check':
      return { ...index, checks: index.checks?.filter(({ name }) => name !== query.name) };
    case 'scenarios':
      return { ...index, scenarios: index.scenarios?.filter(({ category }) => category !== query.category) };
    case 'servers':
      return { ...index, servers: [] };
    case 'setting':
      return { ...index, settings: index.settings.filter(({ key }) => key !== query.key) };
  }
}

test('every kind of question can be told in words', (t) => {
  for (const query of queries) t.regex(describeQuery(query), /^[a-z].* /);
  t.is(
    describeQuery({ about: 'receipts', verdicts: ['block'], layers: ['dlp', 'core_dlp'], transports: ['fetch'] }),
    'verified receipts exist with verdict block of layer dlp or core_dlp over fetch',
  );
  t.is(new Set(queries.map(({ about }) => about)).size, 7, 'all seven kinds are used');
});

test('a control that evidence reaches in part is never satisfied', (t) => {
  const control: Control = {
    id: 'A',
    name: 'A',
    shownBy: 'Shown.',
    queries: [{ about: 'receipts' }],
    cannotShow: 'The rest.',
  };
  t.is(assessControl(control, RICH).status, 'satisfied');
  t.is(assessControl({ ...control, reach: 'part' }, RICH).status, 'partially_satisfied');
  t.is(assessControl({ ...control, reach: 'part' }, NOTHING).status, 'not_assessed');
});
