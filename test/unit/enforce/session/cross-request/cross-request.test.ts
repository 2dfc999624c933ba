// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compileScanner, detectDlp } from '../../../../../enforce/detect/dlp/detect.js';
import { DLP_RULES } from '../../../../../enforce/detect/dlp/rules/rules.table.js';
import { compileSecrets } from '../../../../../enforce/detect/dlp/known/secrets.js';
import { bindValidators } from '../../../../../enforce/detect/dlp/checks/validators.js';
import {
  openCrossRequests,
  type CrossRequestObservation,
  type CrossRequestOptions,
} from '../../../../../enforce/session/cross-request/cross-request.js';
import type { FragmentSource } from '../../../../../enforce/session/cross-request/parts.js';
import type { FragmentHit, FragmentSearch } from '../../../../../enforce/text/fragment-search.js';
import { normalizeForDlp } from '../../../../../enforce/text/normalize.js';
import { readText } from '../../../../../enforce/text/reading.js';
import type { View } from '../../../../../enforce/text/view.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { ENGINE } from '../../detect/detection.js';

const SCANNER = compileScanner(
  DLP_RULES.filter(({ asWrittenOnly }) => asWrittenOnly !== true),
  ENGINE,
  bindValidators(nodeSuite),
  compileSecrets({ environment: [['SERVICE_KEY', 'Wq7Zk2Lm9Xc4Vb8Nf1Rt']], file: [] }, 16),
);
function find(views: readonly View[]): readonly FragmentHit[] {
  return detectDlp(SCANNER, views, 'session').map(({ rule, severity, category, span }) => ({
    rule,
    severity,
    category,
    ...(span === undefined ? {} : { start: span.start }),
  }));
}

const search: FragmentSearch = {
  written: (text) => find([{ name: 'raw', text: normalizeForDlp(text), joined: false, exact: true }]),
  decoded: (text) => find(readText(text).credentials()),
};

const OPTIONS: CrossRequestOptions = {
  enabled: true,
  entropy_budget: { enabled: true, bits_per_window: 4096, window_minutes: 5, exempt_domains: ['*.quiet.example'] },
  fragment_reassembly: { enabled: true, max_buffer_bytes: 65_536, max_sessions: 100, window_minutes: 5 },
};

const TOKEN = 'ghp_Zk39vQx71LmT0aRw8YcB5nEd2HfJ6gKs4UtP';
const MINUTE = 60_000;

interface Sent {
  readonly source: FragmentSource;
  readonly session?: string;
  readonly host?: string;
  readonly atMs?: number;
}

/** Sends requests a second apart and gives what each showed. */
function send(requests: readonly Sent[], options = OPTIONS, state = openCrossRequests(options, search)) {
  return requests.map(({ source, session = 'agent', host = 'api.sink.example', atMs }, i): CrossRequestObservation =>
    state.observe({ session, destination: host, id: `r${i + 1}`, source, nowMs: atMs ?? i * 1000 }),
  );
}

const query = (value: string, key = 'd'): FragmentSource => ({ query: [{ key, value }] });
const bodyOf = (body: string): Sent => ({ source: { body } });

/** Rules found, each once: with counters between its pieces a secret may read like one before it is whole. */
function rulesOf(observations: readonly CrossRequestObservation[]): readonly string[] {
  return [...new Set(observations.flatMap(({ findings }) => findings.map(({ rule }) => rule)))];
}

function cut(text: string, size: number): string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
}

/** Ways in which a piece can travel. */
const CARRIERS: Readonly<Record<string, (piece: string, i: number) => FragmentSource>> = {
  'a parameter': (piece) => query(piece),
  'parameters with other names each time': (piece, i) => query(piece, `k${i}`),
  'a parameter among others that never change': (piece) => ({
    query: [
      { key: 'version', value: '2024-11' },
      { key: 'data', value: piece },
      { key: 'format', value: 'json' },
    ],
  }),
  'a parameter beside a counter': (piece, i) => ({
    query: [
      { key: 'n', value: String(i) },
      { key: 'c', value: piece },
    ],
  }),
  'names of parameters': (piece) => query('', piece),
  'the last segment of a path': (piece) => ({ path: `/v1/collect/${piece}` }),
  'a segment in the middle of a path': (piece) => ({ path: `/v1/${piece}/items` }),
  'a header beside others': (piece) => ({
    headers: [
      ['user-agent', 'agent/1.0'],
      ['x-note', piece],
    ],
  }),
  'a cookie beside others': (piece) => ({ headers: [['cookie', `lang=en; sid=${piece}; theme=dark`]] }),
  'where the request came from': (piece) => ({ headers: [['referer', `https://a.example/b/${piece}`]] }),
  'a credential of a header': (piece) => ({ headers: [['authorization', `Bearer ${piece}`]] }),
  'labels of host names': (piece) => ({ host: `${Buffer.from(piece).toString('hex')}.sink.example` }),
  'a field of a form': (piece) => ({ fields: [{ key: 'note', value: piece }] }),
  'a percent-encoded parameter': (piece) =>
    query(Array.from(Buffer.from(piece), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')),
  'a plain body': (piece) => ({ body: piece }),
  'a body with a label': (piece, i) => ({ body: `part${i + 1}: ${piece}` }),
  'a body with a counter': (piece, i) => ({ body: `${i + 1}/9: ${piece}` }),
  'a JSON body': (piece) => ({ body: JSON.stringify({ chunk: piece }) }),
  'a nested JSON body with a counter': (piece, i) => ({
    body: JSON.stringify({ meta: { seq: i, total: 9 }, items: [{ data: piece }] }),
  }),
  'names in a JSON body': (piece) => ({ body: JSON.stringify({ [piece]: 1 }) }),
};

for (const [what, carry] of Object.entries(CARRIERS))
  test(`a token in pieces is seen: ${what}`, (t) => {
    for (const size of [4, 7, 13, 20]) {
      const pieces = cut(TOKEN, size);
      const observations = send(pieces.map((piece, i) => ({ source: carry(piece, i) })));
      t.deepEqual(rulesOf(observations), ['GitHub Token'], `${size}`);
      t.is(observations.at(-1)?.findings.length, 1);
    }
  });

test('the finding and its facts name the rule, the pieces, and nothing of the secret', (t) => {
  const observations = send(
    [query('unrelated'), ...cut(TOKEN, 14).map((piece) => query(piece, 'x'))].map((source) => ({ source })),
  );
  const last = observations.at(-1);
  t.deepEqual(last?.findings, [
    {
      detector: 'cross_request',
      rule: 'GitHub Token',
      category: 'core',
      severity: 'critical',
      surface: 'session',
      view: 'split',
    },
  ]);
  t.deepEqual(last?.contributors.get('GitHub Token'), ['r2', 'r3', 'r4']);
  t.is(last?.facts['cee.fragment_count'], 1);
  t.is(last?.facts['cee.fragment_max_severity'], 4);
  t.is(last?.facts['cee.fragment.rule.github_token'], 3);
  t.false(JSON.stringify(observations).includes(TOKEN.slice(4, 12)));
});

test('one character at a time', (t) => {
  for (const carry of [CARRIERS['a parameter'], CARRIERS['a plain body'], CARRIERS['a JSON body']])
    t.deepEqual(rulesOf(send(Array.from(TOKEN, (piece, i) => ({ source: carry?.(piece, i) ?? {} })))), [
      'GitHub Token',
    ]);
});

test('pieces of an encoding', (t) => {
  for (const encoded of [Buffer.from(`key=${TOKEN}`).toString('base64'), Buffer.from(TOKEN).toString('hex')])
    for (const size of [8, 11, 30])
      t.deepEqual(
        rulesOf(send(cut(encoded, size).map((piece) => ({ source: query(piece) })))),
        ['GitHub Token'],
        encoded,
      );
});

test('pieces of a known secret', (t) => {
  t.deepEqual(rulesOf(send(cut('Wq7Zk2Lm9Xc4Vb8Nf1Rt', 6).map((piece) => ({ source: query(piece) })))), [
    'Environment Secret',
  ]);
});

test('pieces in reverse order', (t) => {
  for (const size of [5, 9, 20])
    t.deepEqual(
      rulesOf(
        send(
          cut(TOKEN, size)
            .reverse()
            .map((piece) => ({ source: query(piece) })),
        ),
      ),
      ['GitHub Token'],
      `${size}`,
    );
});

test('numbered pieces in any order', (t) => {
  const pieces = cut(TOKEN, 4).map((piece, i) => ({ piece, i }));
  for (const step of [3, 7]) {
    const shuffled = pieces.flatMap((_, k) => pieces[(k * step) % pieces.length] ?? []);
    const counted = shuffled.map(({ piece, i }) => ({
      source: {
        query: [
          { key: 'seq', value: String(i) },
          { key: 'c', value: piece },
        ],
      },
    }));
    t.deepEqual(rulesOf(send(counted)), ['GitHub Token']);
    t.deepEqual(rulesOf(send(shuffled.map(({ piece, i }) => bodyOf(`part ${i}: ${piece}`)))), ['GitHub Token']);
  }
});

test('three pieces in any order, with other requests between them', (t) => {
  const [a = '', b = '', c = ''] = cut(TOKEN, 14);
  for (const order of [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ])
    t.deepEqual(rulesOf(send(order.map((piece) => ({ source: query(piece) })))), ['GitHub Token']);
  const noisy = [a, 'weather today', b, 'noon', c].map((piece) => ({ source: query(piece) }));
  const observations = send(noisy);
  t.deepEqual(observations.at(-1)?.contributors.get('GitHub Token'), ['r1', 'r3', 'r5']);
});

test('different destinations make no difference, different sessions do', (t) => {
  const pieces = cut(TOKEN, 14);
  const hosts = ['a.example', 'b.example', 'c.example'];
  t.deepEqual(rulesOf(send(pieces.map((piece, i) => ({ source: query(piece), host: hosts[i] ?? '' })))), [
    'GitHub Token',
  ]);
  t.deepEqual(rulesOf(send(pieces.map((piece, i) => ({ source: query(piece), session: `s${i}` })))), []);
});

test('a token in one request is for others to judge, and hides none in pieces behind it', (t) => {
  const whole = { source: query(TOKEN) };
  t.deepEqual(rulesOf(send([whole, { source: query('x') }, whole])), []);
  const other = 'ghp_Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8Ii9Jj0Kk1Ll2';
  t.deepEqual(rulesOf(send([whole, ...cut(other, 14).map((piece) => ({ source: query(` ${piece}`.trim(), 'e') }))])), [
    'GitHub Token',
  ]);
  t.deepEqual(rulesOf(send([...cut(TOKEN, 20), 'a', 'b'].map((piece) => ({ source: query(piece) })))), [
    'GitHub Token',
  ]);
});

test('pieces older than the window count no more', (t) => {
  const [a = '', b = ''] = cut(TOKEN, 20);
  const at = (ms: number) =>
    rulesOf(
      send([
        { source: query(a), atMs: 0 },
        { source: query(b), atMs: ms },
      ]),
    );
  t.deepEqual(at(5 * MINUTE - 1), ['GitHub Token']);
  t.deepEqual(at(5 * MINUTE + 1), []);
  // A clock that steps back does not make a piece old.
  t.deepEqual(at(-MINUTE), ['GitHub Token']);
});

test('ordinary traffic shows nothing', (t) => {
  const requests: Sent[] = [];
  for (let i = 0; i < 300; i++) {
    requests.push({
      source: {
        host: `node-${i}.cdn.example.com`,
        path: `/v1/${(i * 7919).toString(36).padStart(12, 'q')}/items/${i}`,
        headers: [
          ['user-agent', 'agent/1.0 (linux)'],
          ['x-request-id', `f81d4fae-7dec-11d0-a765-${String(i).padStart(12, '0')}`],
          ['traceparent', `00-${i.toString(16).padStart(32, 'c')}-${i.toString(16).padStart(16, 'd')}-01`],
          ['cookie', `sid=${(i * 104_729).toString(36).padStart(32, 'Zk7')}; lang=en`],
        ],
        query: [
          { key: 'page', value: String(i) },
          { key: 'q', value: `term ${i % 7}` },
        ],
      },
    });
    requests.push(
      bodyOf(
        JSON.stringify({
          id: `f81d4fae-7dec-11d0-a765-${String(i).padStart(12, '0')}`,
          text: 'some words of a person',
          n: i,
        }),
      ),
    );
    requests.push(bodyOf(`commit ${i.toString(16).padStart(40, '7')} is fine`));
  }
  t.deepEqual(rulesOf(send(requests)), []);
});

test('a prefix deep inside random identifiers is no beginning', (t) => {
  const one = 'Zk39vQx71LmT0aRw8YcB5nEdghp_J6gK';
  const other = 's4UtPZk39vQx71LmT0aRw8YcB5nEd2Hf';
  t.deepEqual(rulesOf(send([{ source: query(one) }, { source: query(other) }])), []);
  t.deepEqual(rulesOf(send([{ source: query(one.slice(24)) }, { source: query(other) }])), ['GitHub Token']);
  t.deepEqual(rulesOf(send([{ source: query(`x/${one.slice(24)}`) }, { source: query(other) }])), ['GitHub Token']);
});

test('bits are summed for each destination and session over the window', (t) => {
  const value = 'x7Kq9ZpL2mVt4RwB8nYc';
  const once = send([{ source: query(value) }])[0]?.facts;
  t.is(once?.['cee.entropy_bits'], 87);
  const facts = send(Array.from({ length: 60 }, () => ({ source: query(value) }))).map(
    (observation) => observation.facts,
  );
  t.is(
    facts.findIndex((fact) => fact['cee.entropy_exceeded'] === true),
    47,
  );
  t.is(facts[46]?.['cee.entropy_bits'], 47 * 87);
  const spread = send([
    { source: query(value), host: 'a.one.example' },
    { source: query(value), host: 'b.one.example' },
    { source: query(value), host: 'two.example' },
    { source: query(value), host: 'www.quiet.example' },
  ]).map((observation) => observation.facts);
  t.deepEqual(
    spread.map((fact) => [fact['cee.entropy_bits'], fact['cee.session_entropy_bits']]),
    [
      [87, 87],
      [174, 174],
      [87, 261],
      [undefined, undefined],
    ],
  );
});

test('bits leave the window again', (t) => {
  const value = 'x7Kq9ZpL2mVt4RwB8nYc';
  const at = (ms: number) =>
    send([
      { source: query(value), atMs: 0 },
      { source: query(value), atMs: ms },
    ])[1]?.facts['cee.entropy_bits'];
  t.is(at(4 * MINUTE), 174);
  t.is(at(6 * MINUTE), 87);
});

test('more destinations than are counted apart share a count', (t) => {
  const facts = send(
    Array.from({ length: 80 }, (_, i) => ({ source: query('x7Kq9ZpL2mVt4RwB8nYc'), host: `h${i}.example` })),
  );
  t.is(facts[62]?.facts['cee.entropy_bits'], 87);
  t.is(facts[79]?.facts['cee.entropy_bits'], 16 * 87);
  t.is(facts[79]?.facts['cee.session_entropy_bits'], 80 * 87);
});

test('sessions: those with one request make way, then new ones are turned away', (t) => {
  const options = { ...OPTIONS, fragment_reassembly: { ...OPTIONS.fragment_reassembly, max_sessions: 3 } };
  const state = openCrossRequests(options, search);
  const once = (session: string, atMs: number) =>
    send([{ source: query('abc'), session, atMs }], options, state)[0]?.facts;
  once('a', 0);
  once('a', 1);
  once('b', 2);
  once('c', 3);
  t.is(once('d', 4)?.['cee.evicted_sessions'], 1);
  t.is(state.sessions, 3);
  once('c', 5);
  once('c', 6);
  once('d', 8);
  t.deepEqual(once('e', 9), { 'cee.capacity_exceeded': true });
  t.is(state.sessions, 3);
  // Sessions that have been quiet for a window are gone by themselves.
  t.is(once('e', 6 * MINUTE)?.['cee.capacity_exceeded'], undefined);
  t.is(state.sessions, 1);
});

test('memory is bounded however much a session sends', (t) => {
  const options = { ...OPTIONS, fragment_reassembly: { ...OPTIONS.fragment_reassembly, max_buffer_bytes: 8192 } };
  const state = openCrossRequests(options, search);
  for (let i = 0; i < 200; i++) {
    const keys = Array.from({ length: 20 }, (_, k) => ({ key: `k${i}-${k}`, value: `${i}${k}`.repeat(50) }));
    send([{ source: { path: `/${'p'.repeat(i)}`, query: keys, body: `${i} `.repeat(5000) }, atMs: i }], options, state);
    t.true(state.bufferChars <= 8192, `${state.bufferChars}`);
  }
  state.reset('agent');
  t.is(state.bufferChars, 0);
  t.is(state.sessions, 0);
});

test('a session that was reset has forgotten its pieces', (t) => {
  const [a = '', b = ''] = cut(TOKEN, 20);
  const state = openCrossRequests(OPTIONS, search);
  send([{ source: query(a) }], OPTIONS, state);
  state.reset('agent');
  t.deepEqual(rulesOf(send([{ source: query(b) }], OPTIONS, state)), []);
});

test('parts can be switched off', (t) => {
  const pieces = cut(TOKEN, 20).map((piece) => ({ source: query(piece) }));
  t.deepEqual(
    send(pieces, { ...OPTIONS, enabled: false }).map(({ facts }) => facts),
    [{}, {}],
  );
  const noFragments = { ...OPTIONS, fragment_reassembly: { ...OPTIONS.fragment_reassembly, enabled: false } };
  t.deepEqual(rulesOf(send(pieces, noFragments)), []);
  const noBudget = { ...OPTIONS, entropy_budget: { ...OPTIONS.entropy_budget, enabled: false } };
  t.is(send(pieces, noBudget)[0]?.facts['cee.entropy_bits'], undefined);
  t.deepEqual(rulesOf(send(pieces, noBudget)), ['GitHub Token']);
});
