// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signAelStatement, type AelRecordBody } from '../../evidence/attest/ael/recorder.js';
import { canonicalizeJcsValue } from '../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../evidence/canonical/json-reader.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { evaluateAelArtifact } from '../../verify/core/ael/form.js';
import { evaluateGovernability } from '../../verify/core/ael/governability.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { activity, anchor, artifactOf, BEAT, fingerprintOf, memoryTree, newSigner, record } from '../support/ael.js';
import { signText, withLines, type Scripted } from '../support/ael.js';

// The cases of the public table whose files are not at hand, made here from what the table says of them.

const [r1, r2, log, other] = [newSigner(), newSigner(), newSigner(), newSigner()];
const NONCE = 'nonce-1';
const WITH_NONCE: AelRecordBody = { type: 'open', hmax: 60, htol: 5, cp_nonce: NONCE };

interface Outcome {
  /** Grade, R and required checks of each run, as in the table: `4 +R r=PASS`. */
  readonly runs: Readonly<Record<string, string>>;
  readonly gov?: JsonValue;
}
type Files = Map<string, string>;

async function check(files: Files, { runs: expected, gov }: Outcome): Promise<readonly [unknown, unknown]> {
  const trust = createTrustRoot({ keys: [r1, r2, log, other].map(({ publicKeyHex }) => publicKeyHex) });
  const { runs, artifact } = await evaluateAelArtifact(memoryTree(files), { trust, suite: nodeSuite });
  const found = runs.map(({ run, grade, r, checks }) => {
    const ids = [...(expected[run] ?? '').matchAll(/(\w)=/g)].map(([, id = '']) => id);
    const statuses = ids.map((id) => ` ${id}=${checks[id]?.status ?? ''}`);
    return [run, `${grade} ${r}${statuses.join('')}`];
  });
  const { events, coverage, gaps, anomalies } = evaluateGovernability(runs[0]?.run ?? '', artifact);
  const result = { events, coverage, ...(gaps && { gaps }), ...(anomalies && { anomalies }) };
  return [
    { runs: Object.fromEntries(found) as unknown, ...(gov === undefined ? {} : { gov: result }) },
    { runs: expected, ...(gov === undefined ? {} : { gov }) },
  ];
}

const keep = (policy: JsonValue): readonly [string, string] => {
  const text = canonicalizeJcsValue(policy, 'ael');
  return [nodeSuite.sha256Hex(text), text];
};
const rules = [{ when: { field: 'risk', op: 'gte', value: 5 }, verdict: 'block' }];
const policy = (reversibility?: JsonValue): readonly [string, string] =>
  keep({ v: 1, rules, default: 'allow', ...(reversibility === undefined ? {} : { reversibility }) });
const decided = (hash: string, id = 'e', name = 'net'): AelRecordBody =>
  activity(id, { decision: { policy: hash, request_fp: 'fp', inputs: { risk: 7 }, verdict: 'block' } }, name);
const declared = (word: string, body = activity('e')): AelRecordBody => ({
  ...body,
  ext: { gov: { declared_reversibility: word } },
});

function recorded(bodies: readonly AelRecordBody[], change: Partial<Parameters<typeof record>[0]> = {}) {
  const steps = [WITH_NONCE, ...bodies, BEAT].map((body, at) => [body, at * 10] as const);
  return record({ signer: r1, steps, closeAt: bodies.length * 10 + 30, ...change });
}

const [PLAIN, PLAIN_TEXT] = policy();

interface Confirmation {
  readonly statements?: readonly object[];
  readonly flows?: readonly string[];
  readonly signer?: typeof other;
  readonly bodies?: readonly AelRecordBody[];
}

const said = (extra: object = {}): object => ({ run: 'run-1', flow: 'net', nonce: NONCE, ...extra });
const received = (id: string, extra: object = {}): object => said({ received: { event_id: id }, ...extra });

async function confirmed(change: Confirmation = {}): Promise<Files> {
  const { statements = [received('e')], flows = ['net'], signer = other, bodies = [decided(PLAIN)] } = change;
  const recorders = [await recorded(bodies), await recorded(bodies, { signer: r2, id: 'r2' })];
  const lines = await Promise.all(statements.map((one) => signAelStatement(one as never, signer)));
  return artifactOf({
    recorders,
    classes: ['net'],
    policies: new Map([[PLAIN, PLAIN_TEXT]]),
    anchors: { logKey: fingerprintOf(log), anchors: await anchor(recorders, log) },
    counterparty: { key: fingerprintOf(signer), flows, lines },
  });
}

async function governed(
  bodies: readonly AelRecordBody[],
  policies: readonly (readonly [string, string])[] = [],
  second?: readonly AelRecordBody[],
  classes: readonly string[] = second === undefined ? [] : ['net'],
): Promise<Files> {
  const recorders = [await recorded(bodies)];
  if (second !== undefined) recorders.push(await recorded(second, { signer: r2, id: 'r2' }));
  return artifactOf({ recorders, policies: new Map(policies), classes });
}

/** One recorder whose activity has another payload under a good signature. */
async function unassessable(change: (payload: Record<string, JsonValue>) => Record<string, JsonValue>): Promise<Files> {
  const scripted = await recorded([activity('e')]);
  const lines = await Promise.all(
    scripted.lines.map(async ({ text, payload, seq }) => {
      if (seq !== 1) return text;
      const value = JSON.parse(Buffer.from(payload).toString()) as Record<string, JsonValue>;
      return signText(canonicalizeJcsValue(change(value), 'ael'), r1);
    }),
  );
  return withLines(artifactOf({ recorders: [scripted] }), lines);
}

async function runs(omit: boolean): Promise<Files> {
  const made: Scripted[] = [];
  for (const [signer, id] of [[r1, 'r1'] as const, [r2, 'r2'] as const]) {
    made.push(await recorded([activity('e')], { signer, id, run: 'good' }));
    const steps = [WITH_NONCE, activity('e'), BEAT].map((body, at) => [body, at * 10] as const);
    made.push(await record({ signer, id, run: 'bad', steps }));
  }
  return artifactOf({ recorders: made, classes: ['net'] }, (manifest) =>
    omit ? { ...manifest, runs: ['good'] } : manifest,
  );
}

const event = (status: string, name: string): JsonValue => ({ e: { status, class: name } });
const gov = (status: string, name: string, coverage = 'N/A', more: object = {}): JsonValue => ({
  events: event(status, name),
  coverage,
  ...more,
});
const single = (text: string): Outcome['runs'] => ({ 'run-1': text });
const [BOUND, SILENT, BAD] = [
  policy({ net: 'reversible' }),
  policy({ fs: 'reversible' }),
  policy({ net: 'sometimes' }),
];
const WORST = 'irreversible';
const PAIR = '2 pending k=PASS l=PASS m=PASS';

const CASES: Readonly<Record<string, readonly [() => Promise<Files>, Outcome]>> = {
  'ael4/valid': [() => confirmed(), { runs: single('4 +R R=PASS r=PASS s=PASS t=PASS v=PASS') }],
  'ael4/counterparty_empty_statement': [() => confirmed({ statements: [said()] }), { runs: single('3 +R s=FAIL') }],
  'ael4/counterparty_none': [
    () => confirmed({ statements: [said({ flow: 'mail', none: true })], flows: ['mail'], bodies: [activity('e')] }),
    { runs: single('4 pending r=PASS s=PASS t=PASS v=PASS') },
  ],
  'ael4/cp_key_not_independent': [
    () => confirmed({ signer: r1 }),
    { runs: single('3 +R r=PASS s=PASS t=PASS v=FAIL') },
  ],
  'ael4/cp_nonce_mismatch': [
    () => confirmed({ statements: [received('e', { nonce: 'nonce-2' })] }),
    { runs: single('3 +R s=FAIL') },
  ],
  'ael4/empty_flows': [() => confirmed({ flows: [] }), { runs: single('3 +R t=UV') }],
  'ael4/no_counterparty_file': [
    async () => {
      const files = await confirmed();
      files.delete('counterparty.jsonl');
      return files;
    },
    { runs: single('3 +R r=UV s=UV t=UV') },
  ],
  'ael4/unrecorded_delivery': [
    () => confirmed({ statements: [received('e'), received('ghost')] }),
    { runs: single('3 +R t=FAIL') },
  ],
  'ael4/wrong_run_confirmation': [
    () => confirmed({ statements: [received('e', { run: 'run-2' })] }),
    { runs: single('3 +R s=FAIL') },
  ],
  'gov/declared': [
    () => governed([declared('reversible')]),
    { runs: single('1 pending f=PASS w=PASS'), gov: gov('DECLARED', 'reversible') },
  ],
  'gov/declared_no_lower': [
    () => governed([declared('read-only')], [], [activity('e')]),
    { runs: single(PAIR), gov: gov('UNCLASSIFIED', WORST, 'OK') },
  ],
  'gov/downgrade': [
    () => governed([declared('read-only', decided(BOUND[0]))], [BOUND]),
    { runs: single('1 +R R=PASS'), gov: gov('POLICY-BOUND', 'reversible') },
  ],
  'gov/dup_id_class_conflict': [
    () => governed([activity('e')], [], [activity('e'), activity('e', {}, 'fs')]),
    {
      runs: single(PAIR),
      gov: gov('UNCLASSIFIED', WORST, 'GAP', { gaps: ['e'], anomalies: ['DUPLICATE-ID-CLASS-CONFLICT: e'] }),
    },
  ],
  'gov/hash_mismatch': [
    () => governed([decided(BOUND[0])], [[BOUND[0], SILENT[1]]]),
    { runs: single('1 fail R=FAIL'), gov: gov('POLICY-INVALID', WORST) },
  ],
  'gov/irreversible_scoped_out': [
    () => governed([activity('e', {}, 'mail')], [], [activity('x', {}, 'fs')], ['net']),
    {
      runs: single(PAIR),
      gov: {
        events: { e: { status: 'UNCLASSIFIED', class: WORST }, x: { status: 'UNCLASSIFIED', class: WORST } },
        coverage: 'GAP',
        gaps: ['e', 'x'],
      },
    },
  ],
  'gov/merge_worstcase': [
    () => governed([decided(BOUND[0])], [BOUND], [declared('external-reversible')]),
    { runs: single('2 pending R=UV k=PASS l=PASS m=PASS'), gov: gov('DECLARED', 'external-reversible', 'OK') },
  ],
  'gov/missing_policy': [
    () => governed([decided(BOUND[0])]),
    { runs: single('1 fail R=FAIL'), gov: gov('POLICY-INVALID', WORST) },
  ],
  'gov/policy_bound': [
    () => governed([decided(BOUND[0])], [BOUND]),
    { runs: single('1 +R R=PASS'), gov: gov('POLICY-BOUND', 'reversible') },
  ],
  'gov/policy_invalid_value': [
    () => governed([decided(BAD[0])], [BAD]),
    { runs: single('1 +R R=PASS'), gov: gov('POLICY-INVALID', WORST) },
  ],
  'gov/policy_silent': [
    () => governed([decided(SILENT[0])], [SILENT]),
    { runs: single('1 +R R=PASS'), gov: gov('POLICY-SILENT', WORST) },
  ],
  'gov/unassessable_recoverable': [
    () => unassessable((payload) => ({ ...payload, extra: 1 })),
    { runs: single('ungraded pending w=FAIL'), gov: gov('UNASSESSABLE', WORST) },
  ],
  'gov/unassessable_unrecoverable': [
    () => unassessable((payload) => Object.fromEntries(Object.entries(payload).filter(([name]) => name !== 'event'))),
    { runs: single('ungraded pending w=FAIL'), gov: { events: {}, coverage: 'UNASSESSABLE' } },
  ],
  'gov/unclassified': [
    () => governed([activity('e')]),
    { runs: single('1 pending f=PASS'), gov: gov('UNCLASSIFIED', WORST) },
  ],
  'limits/a record that was wrong when it was made, with what only the corpus reads': [
    () => governed([{ ...activity('e'), ext: { fixture: { tool_result: 'wrong' } } }]),
    { runs: single('1 pending a=PASS b=PASS d=PASS e=PASS f=PASS g=PASS h=PASS i=PASS w=PASS') },
  ],
  'multi_run/mixed': [() => runs(false), { runs: { good: PAIR, bad: '0 pending j=FAIL' } }],
  'multi_run/manifest_omits_bad_run': [() => runs(true), { runs: { good: PAIR, bad: '0 pending j=FAIL' } }],
};

for (const [name, [files, expected]] of Object.entries(CASES)) {
  test(name, async (t) => {
    const [found, wanted] = await check(await files(), expected);
    t.deepEqual(found, wanted);
  });
}
