// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { EvidenceIndex, EvidencePointer, IndexedRun } from '../../../evidence/model/evidence-index.js';
import { answerQuery, type AnswerState } from '../../../mappings/answer.js';
import { assessControl, assessFramework } from '../../../mappings/assess-control.js';
import type { Control, EvidenceQuery } from '../../../mappings/control.js';

function pointer(ref: string): EvidencePointer {
  return { kind: 'receipt', file: 'evidence/a.jsonl', ref };
}

const RUN: IndexedRun = {
  session: 'proxy.run.1',
  verified: true,
  closed: true,
  sealed: true,
  logged: false,
  receiptCount: 3,
  firstAt: '2026-11-22T20:00:00Z',
  lastAt: '2026-11-22T20:00:02Z',
  pointer: { kind: 'run', file: 'evidence/a.jsonl', ref: 'proxy.run.1' },
};

const NOTHING: EvidenceIndex = {
  receipts: [],
  runs: [],
  checks: undefined,
  scenarios: undefined,
  servers: undefined,
  settings: [],
};

const INDEX: EvidenceIndex = {
  receipts: [
    { layer: 'dlp', verdict: 'block', transport: 'forward', count: 7, examples: [pointer('1'), pointer('2')] },
    { layer: 'none', verdict: 'allow', transport: 'forward', count: 90, examples: [pointer('3')] },
  ],
  runs: [RUN],
  checks: [
    { name: 'fetch_dlp', category: 'scanning', status: 'pass', detail: '', pointer: pointer('c1') },
    { name: 'no_direct_http', category: 'containment', status: 'fail', detail: 'dialled', pointer: pointer('c2') },
    { name: 'no_direct_dns', category: 'containment', status: 'unknown', detail: '', pointer: pointer('c3') },
  ],
  scenarios: [
    { name: 'a', category: 'SSRF', outcome: 'detected', pointer: pointer('s1') },
    { name: 'b', category: 'SSRF', outcome: 'limitation', pointer: pointer('s2') },
    { name: 'c', category: 'DLP', outcome: 'detected', pointer: pointer('s3') },
    { name: 'd', category: 'DLP', outcome: 'missed', pointer: pointer('s4') },
    { name: 'e', category: 'MCP', outcome: 'not_applicable', pointer: pointer('s5') },
  ],
  servers: [{ client: 'cursor', server: 'git', protection: 'unprotected', risk: 'high', pointer: pointer('v1') }],
  settings: [{ key: 'dlp.enabled', value: true, pointer: pointer('k1') }],
};

const ASKED: readonly (readonly [string, EvidenceQuery, AnswerState, EvidenceIndex?])[] = [
  ['receipts of a layer', { about: 'receipts', layers: ['dlp'], verdicts: ['block'] }, 'shown'],
  ['any receipt', { about: 'receipts' }, 'shown'],
  ['receipts of another transport', { about: 'receipts', transports: ['mcp_stdio'] }, 'no_evidence'],
  [
    'receipts of a run that fails',
    { about: 'receipts' },
    'no_evidence',
    { ...INDEX, runs: [{ ...RUN, verified: false }] },
  ],
  ['receipts that belong to no run', { about: 'receipts' }, 'no_evidence', { ...INDEX, runs: [] }],
  ['the absence of what is there', { about: 'absence', layers: ['dlp'] }, 'contradicted'],
  ['the absence of what is not there', { about: 'absence', transports: ['connect'] }, 'shown'],
  [
    'an absence in a record whose end is open',
    { about: 'absence', transports: ['connect'] },
    'no_evidence',
    { ...INDEX, runs: [{ ...RUN, sealed: false }] },
  ],
  ['an absence where there is no record', { about: 'absence' }, 'no_evidence', NOTHING],
  ['closed runs', { about: 'runs', property: 'closed' }, 'shown'],
  ['logged runs', { about: 'runs', property: 'logged' }, 'contradicted'],
  ['runs where there are none', { about: 'runs', property: 'closed' }, 'no_evidence', NOTHING],
  ['a check that passes', { about: 'check', name: 'fetch_dlp' }, 'shown'],
  ['a check that fails', { about: 'check', name: 'no_direct_http' }, 'contradicted'],
  ['a check that could not tell', { about: 'check', name: 'no_direct_dns' }, 'no_evidence'],
  ['a check that was not run', { about: 'check', name: 'other' }, 'no_evidence'],
  ['scenarios all caught', { about: 'scenarios', category: 'SSRF' }, 'shown'],
  ['scenarios with a miss', { about: 'scenarios', category: 'DLP' }, 'contradicted'],
  ['scenarios that do not apply', { about: 'scenarios', category: 'MCP' }, 'no_evidence'],
  ['scenarios that were not run', { about: 'scenarios', category: 'SSRF' }, 'no_evidence', NOTHING],
  ['servers with one outside', { about: 'servers' }, 'contradicted'],
  [
    'servers all inside',
    { about: 'servers' },
    'shown',
    { ...INDEX, servers: (INDEX.servers ?? []).map((one) => ({ ...one, protection: 'protected_pipelock' as const })) },
  ],
  ['servers where none are', { about: 'servers' }, 'no_evidence', { ...INDEX, servers: [] }],
  ['a setting', { about: 'setting', key: 'dlp.enabled', values: [true] }, 'shown'],
  ['another value', { about: 'setting', key: 'dlp.enabled', values: [false] }, 'contradicted'],
  ['a setting that is not there', { about: 'setting', key: 'x', values: [true] }, 'no_evidence'],
];

for (const [name, query, state, index] of ASKED) {
  test(`asked about ${name}: ${state}`, (t) => {
    const answered = answerQuery(query, index ?? INDEX);
    t.is(answered.state, state);
    t.not(answered.reason, '');
    if (state === 'shown') t.true(answered.pointers.length > 0, 'what is shown has to be pointed at');
  });
}

const [BLOCKED, CLOSED, SETTING, FAILING, MISSING]: readonly EvidenceQuery[] = [
  { about: 'receipts', layers: ['dlp'] },
  { about: 'runs', property: 'closed' },
  { about: 'setting', key: 'dlp.enabled', values: [true] },
  { about: 'check', name: 'no_direct_http' },
  { about: 'check', name: 'other' },
];

function control(...queries: (EvidenceQuery | undefined)[]): Control {
  const given = queries.filter((query) => query !== undefined);
  return { id: 'C1', name: 'One', shownBy: 'It is shown.', queries: given, cannotShow: 'The rest.' };
}

for (const [queries, status] of [
  [[BLOCKED, CLOSED], 'satisfied'],
  [[BLOCKED, SETTING], 'satisfied'],
  [[SETTING], 'not_assessed'],
  [[SETTING, MISSING], 'not_assessed'],
  [[SETTING, FAILING], 'not_satisfied'],
  [[BLOCKED, MISSING], 'partially_satisfied'],
  [[BLOCKED, FAILING], 'partially_satisfied'],
  [[FAILING, MISSING], 'not_satisfied'],
  [[MISSING], 'not_assessed'],
  [[], 'not_assessed'],
] as const) {
  test(`${queries.map((query) => JSON.stringify(query)).join(' and ') || 'nothing asked'}: ${status}`, (t) => {
    t.is(assessControl(control(...queries), INDEX).status, status);
  });
}

test('without any evidence nothing is more than not assessed', (t) => {
  const framework = {
    id: 'f',
    name: 'F',
    version: '1',
    mappingVersion: 1,
    url: 'https://example.org/',
    controls: [control(BLOCKED, CLOSED), control(BLOCKED, MISSING), control(FAILING)],
  };
  t.deepEqual(assessFramework(framework, NOTHING).counts, {
    satisfied: 0,
    partially_satisfied: 0,
    not_satisfied: 0,
    not_assessed: 3,
  });
  t.like(assessFramework(framework, INDEX).counts, { satisfied: 1, partially_satisfied: 1, not_satisfied: 1 });
});
