// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../../assess/bundle-files.js';
import { followPointers, readCompliance } from '../../../assess/compliance-file.js';
import { finalizeAssessment } from '../../../assess/finalize.js';
import { initAssessment } from '../../../assess/init.js';
import { readManifest, writeManifest } from '../../../assess/manifest.js';
import { runAssessment } from '../../../assess/run.js';
import { parsePublicKeyText } from '../../../evidence/crypto/key-text.js';
import { createNodeSigner, generateKeyPair } from '../../../evidence/crypto/node/signer.js';
import type { IndexedSetting } from '../../../evidence/model/evidence-index.js';
import { FRAMEWORKS } from '../../../mappings/frameworks.js';
import { pipelock, projectFile, type Ran } from '../../support/cli.js';
import { sampleProbes, scenario, simulated } from '../../support/sample-assessment.js';

const home = mkdtempSync(join(tmpdir(), 'pipelock-compliance-'));
test.after.always(() => rmSync(home, { recursive: true, force: true }));

const { privateKey, publicKeyHex } = generateKeyPair();
const signer = createNodeSigner(privateKey, 'same_uid');
const stranger = generateKeyPair().publicKeyHex;
const NOW = '2026-11-26T00:00:00Z';
const EXAMPLE = projectFile('docs/formats/example');
const KEY = parsePublicKeyText(readFileSync(join(EXAMPLE, 'signer.pub'), 'utf8'));

function inForce(key: string, value: IndexedSetting['value']): IndexedSetting {
  return { key, value, pointer: { kind: 'config', file: 'evidence/index.json', ref: key } };
}

const probes = {
  ...sampleProbes,
  simulate: () => Promise.resolve(simulated([scenario('He said "ignore it"', 'Prompt Injection')])),
};

const settings = [
  inForce('flight_recorder.enabled', true),
  inForce('flight_recorder.require_receipts', true),
  inForce('mode', 'balanced'),
];

async function assess(name: string, more: { skip?: readonly string[]; unsigned?: boolean } = {}): Promise<string> {
  const { skip = [], unsigned = false } = more;
  const signed = unsigned ? {} : { signer };
  const dir = initAssessment({ outputDir: join(home, name), version: '0.1.0', now: NOW });
  const recorded = { dir: EXAMPLE, keys: [KEY] };
  await runAssessment({ dir, probes, skip, force: false, now: () => NOW, settings, recorded, ...signed });
  const allowPartial = skip.length > 0;
  await finalizeAssessment({
    dir,
    ...signed,
    allowPartial,
    attestation: false,
    now: NOW,
    frameworks: FRAMEWORKS,
    outputs: [],
  });
  return dir;
}

const bundle = assess('bundle');
test.before(() => bundle);

const compliance = (...args: readonly string[]): Promise<Ran> => pipelock(['compliance', ...args], home);
const explain = (framework: string, control: string, ...more: readonly string[]): Promise<Ran> =>
  compliance('explain', framework, control, '--assessment', join(home, 'bundle'), ...more);

test('list names every framework and how much of it evidence can reach', async (t) => {
  const { code, stdout } = await compliance('list');
  t.is(code, 0);
  for (const { id, name, controls } of FRAMEWORKS) {
    t.true(stdout.includes(id) && stdout.includes(name) && stdout.includes(`${controls.length} controls`), id);
  }
  const rows = JSON.parse((await compliance('list', '--json')).stdout) as readonly {
    readonly controls: number;
    readonly reach: Readonly<Record<string, number>>;
  }[];
  t.is(rows.length, FRAMEWORKS.length);
  for (const { controls, reach } of rows)
    t.is(
      Object.values(reach).reduce((sum, count) => sum + count, 0),
      controls,
    );
});

test('show tells what would show a control, and knows it in another spelling', async (t) => {
  const whole = await compliance('show', 'soc2_tsc');
  t.is(whole.code, 0);
  for (const { id } of FRAMEWORKS.find(({ id: framework }) => framework === 'soc2_tsc')?.controls ?? []) {
    t.true(whole.stdout.includes(`\n${id}  `), id);
  }
  const one = await compliance('show', 'eu_ai_act', '12.1');
  t.regex(
    one.stdout,
    /\n12\(1\) {2}.*\n {2}shown by .*\n {2}reach .*\n {2}asked .*no_direct_http.*\n[^]*receipts exist over/,
  );
  const parsed = JSON.parse((await compliance('show', 'eu-ai-act', '12-1', '--json')).stdout) as {
    readonly controls: readonly { readonly id: string; readonly asked: readonly { readonly text: string }[] }[];
  };
  t.is(parsed.controls.length, 1);
  t.like(parsed.controls[0], { id: '12(1)', reach: 'whole' });
  t.true((parsed.controls[0]?.asked.length ?? 0) > 3);
});

for (const [args, message] of [
  [['show', 'nist'], /unknown framework "nist": one of owasp_mcp_top_10,/],
  [['show', 'soc2_tsc', 'CC99'], /soc2_tsc has no control "CC99"\ntry: pipelock compliance show soc2_tsc/],
  [['show'], /missing required argument/],
  [['explain', 'soc2_tsc', 'CC7.2'], /--assessment is needed/],
  [['explain', 'soc2_tsc', 'CC99', '--assessment', 'bundle'], /soc2_tsc has no control "CC99"/],
  [['explain', 'soc2_tsc', 'CC7.2', '--assessment', 'bundle', '--key', 'nope'], /neither 64 hex digits nor a file/],
] as const) {
  test(`compliance ${args.join(' ')}: exit 2 with a hint`, async (t) => {
    await bundle;
    const { code, stderr } = await compliance(...args);
    t.is(code, 2);
    t.regex(stderr, message);
  });
}

test('explain names status, questions and evidence, and every receipt that it names stands in the bundle', async (t) => {
  const { code, stdout, stderr } = await explain('nist_800_53', 'AU-3.1', '--key', publicKeyHex);
  t.is(code, 0, stderr);
  t.regex(stdout, /^NIST SP 800-53 AU-3\(1\): Additional Audit Information\n/);
  t.regex(stdout, /\nstatus {5}satisfied\n/);
  t.true(stdout.includes(`signed with the trusted key ${publicKeyHex}`));
  t.regex(stdout, /\n {2}yes {2}verified receipts exist with verdict block or warn over .*: \d+ verified receipts?\n/);
  t.regex(stdout, /\n {2}receipt {2}evidence\/recorded\/evidence-\S+ {2}\S+ {2}hash [0-9a-f]{64}\n/);
  t.false(stdout.includes('not in this bundle'));
  const { control } = JSON.parse((await explain('nist_800_53', 'AU-3.1', '--json')).stdout) as {
    readonly control: { readonly pointers: readonly { readonly file: string; readonly in_bundle: boolean }[] };
  };
  t.is(control.pointers.length, 2, 'the receipt and the run, each once');
  for (const { file, in_bundle } of control.pointers) t.true(in_bundle, file);
});

test('explain tells what is missing, what says no, and what is out of reach', async (t) => {
  const logged = await explain('owasp_agentic_threats', 'T8');
  t.regex(logged.stdout, /\nstatus {5}partially satisfied\n/);
  t.regex(logged.stdout, /\n {2}no {3}every run of the recorder is logged: 1 of 1 run not logged\n/);
  t.regex(logged.stdout, /\nbundle {5}whole; whose it is was not checked: --key names the key you trust\n/);
  const mode = await explain('nist_800_53', 'SC-7(5)');
  t.regex(mode.stdout, /\n {2}no {3}mode is strict: mode is balanced\n/);
  t.regex(mode.stdout, /\n {2}- {4}verified receipts exist with verdict block of layer allowlist: no receipt/);
  const none = await explain('soc2_tsc', 'CC9.2');
  t.regex(none.stdout, /\nstatus {5}not assessed\n[^]*\nasked {6}nothing: no evidence of this product reaches it\n/);
  const part = await explain('iso_42001', 'A.8.4', '--json');
  t.like(JSON.parse(part.stdout), { control: { status: 'not_assessed', pointers: [] }, bundle: { signed: false } });
});

test('a control that evidence reaches in part says so when all of the part is shown', async (t) => {
  const { stdout } = await explain('nist_800_53', 'AU-8');
  t.regex(stdout, /\nstatus {5}partially satisfied: all that evidence can show of it is shown\n/);
});

test('a bundle that another key signed, or that was changed, explains nothing', async (t) => {
  const other = await explain('eu_ai_act', '12.1', '--key', stranger);
  t.is(other.code, 1);
  t.regex(other.stderr, /no trusted key made it/);
  const changed = join(home, 'changed');
  cpSync(await bundle, changed, { recursive: true });
  const file = join(changed, 'assessment.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"not_assessed"', '"satisfied"'));
  const { code, stdout, stderr } = await compliance('explain', 'eu_ai_act', '12.1', '--assessment', changed);
  t.deepEqual([code, stdout], [1, '']);
  t.regex(stderr, /assessment\.json: its SHA-256 is not the one in the manifest/);
});

test('an unsigned bundle says that anybody could have made it; with a key it is refused', async (t) => {
  const dir = await assess('unsigned', { unsigned: true });
  const shown = await compliance('explain', 'eu_ai_act', '12.1', '--assessment', dir);
  t.is(shown.code, 0);
  t.regex(shown.stdout, /\nbundle {5}whole, but nobody signed it: anybody could have made it\n/);
  t.is((await compliance('explain', 'eu_ai_act', '12.1', '--assessment', dir, '--key', publicKeyHex)).code, 1);
});

test('a bundle without frameworks says why; one that knows fewer says which', async (t) => {
  const partial = await assess('partial', { skip: ['discover'] });
  const none = await compliance('explain', 'eu_ai_act', '12.1', '--assessment', partial);
  t.is(none.code, 1);
  t.regex(none.stderr, /answers for no framework: not every part of the assessment was run/);
  const unknown = await explain('pci_dss', '1');
  t.is(unknown.code, 1);
  t.regex(unknown.stderr, /does not answer for "pci_dss"; it does for owasp_mcp_top_10, /);
  const missing = await compliance('explain', 'eu_ai_act', '12.1', '--assessment', join(home, 'nowhere'), '--json');
  t.is(missing.code, 1);
  t.regex((JSON.parse(missing.stdout) as { error: { message: string } }).error.message, /nowhere/);
});

interface Line {
  readonly category: string;
  readonly checks: readonly { readonly name: string }[];
  readonly settings: readonly { readonly key: string }[];
}

test('every check, scenario and setting that a control asks for is in a real assessment', async (t) => {
  t.timeout(300_000);
  const made = await pipelock(
    ['assess', '--output-dir', 'real', '--scanning-only', '--evidence', EXAMPLE, '--key', KEY],
    home,
  );
  t.is(made.code, 0, made.stderr);
  const linesOf = (file: string): readonly Line[] =>
    readFileSync(join(home, 'real', 'evidence', file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  const index = JSON.parse(readFileSync(join(home, 'real', 'evidence', 'index.json'), 'utf8')) as Line;
  const checks = new Set(linesOf('verify-install.jsonl').flatMap((line) => line.checks.map(({ name }) => name)));
  const categories = new Set(linesOf('simulate.jsonl').map(({ category }) => category));
  const keys = new Set(index.settings.map(({ key }) => key));
  for (const query of FRAMEWORKS.flatMap(({ controls }) => controls.flatMap((control) => control.queries))) {
    if (query.about === 'check') t.true(checks.has(query.name), query.name);
    if (query.about === 'scenarios') t.true(categories.has(query.category), query.category);
    if (query.about === 'setting') t.true(keys.has(query.key), query.key);
  }
  const explained = await compliance('explain', 'owasp_llm_top_10', 'LLM01', '--assessment', 'real');
  t.is(explained.code, 0, explained.stderr);
  t.regex(explained.stdout, /\n {2}yes {2}every scenario of Prompt Injection is caught: \d of \d scenarios/);
  // One refused request says nothing about answers.
  t.regex(explained.stdout, /\n {2}- {4}verified receipts exist of layer outcome or core_response/);
});

/** A bundle whose assessment.json is another text, with digests that fit. */
async function forged(name: string, change: (text: string) => string): Promise<string> {
  const dir = join(home, name);
  cpSync(await bundle, dir, { recursive: true });
  const text = change(readFileSync(join(dir, 'assessment.json'), 'utf8'));
  writeFileSync(join(dir, 'assessment.json'), text);
  const { manifest } = readManifest(dir);
  writeManifest(dir, { ...manifest, artifacts: { ...manifest.artifacts, 'assessment.json': sha256Hex(text) } });
  rmSync(join(dir, 'manifest.json.sig'));
  rmSync(join(dir, 'attestation.intoto.json'), { force: true });
  return dir;
}

for (const [name, change, message] of [
  ['no-json', () => '{', /no-json\/assessment\.json: a member name is expected/],
  ['two-keys', (text: string) => text.replace('{', '{"compliance":[],'), /assessment\.json: duplicate member name/],
  ['list', () => '[]', /the document has to be an object/],
  ['frameworks', () => '{"compliance":{}}', /compliance has to be a list/],
  ['nothing', () => '{"manifest":{}}', /no reason is given/],
  [
    'status',
    (text: string) => text.replace('"status": "not_assessed"', '"status": "verified"'),
    /status has to be one of satisfied,/,
  ],
  ['reach', (text: string) => text.replace('"reach": "part"', '"reach": "whole"'), /reach has to be one of part/],
  ['version', (text: string) => text.replace(/"mapping_version": 1/, '"mapping_version": "1"'), /has to be a number/],
  ['text', (text: string) => text.replace(/"shown_by": "[^"]*"/, '"shown_by": 7'), /shown_by has to be text/],
] as const) {
  test(`explain refuses an assessment that is not one: ${name}`, async (t) => {
    const dir = await forged(name, change);
    const { code, stdout, stderr } = await compliance('explain', 'eu_ai_act', '12.1', '--assessment', dir);
    t.deepEqual([code, stdout], [1, '']);
    t.regex(stderr, message);
  });
}

test('text of a bundle cannot move the cursor, and a pointer out of the bundle leads nowhere', async (t) => {
  const dir = await forged('hostile', (text) =>
    text
      .replaceAll('Automatic recording', '\\u001b[2JAutomatic')
      .replaceAll('"file": "evidence/recorded/', '"file": "../bundle/evidence/recorded/'),
  );
  const { code, stdout } = await compliance('explain', 'eu_ai_act', '12.1', '--assessment', dir);
  t.is(code, 0);
  t.false(stdout.includes('\u001b'));
  t.true(stdout.includes('\\u001b[2JAutomatic'));
  t.true(stdout.includes('(not in this bundle)'));
});

test('every pointer of a bundle leads to something in it, of every kind', async (t) => {
  const dir = await bundle;
  const { frameworks } = readCompliance(dir);
  const pointers = frameworks.flatMap(({ controls }) => controls.flatMap((control) => control.pointers));
  t.deepEqual(
    pointers.filter((_pointer, index) => followPointers(dir, pointers)[index] !== true),
    [],
  );
  t.deepEqual([...new Set(pointers.map(({ kind }) => kind))].sort(), ['check', 'config', 'receipt', 'run', 'scenario']);
  const server = { kind: 'server', file: 'evidence/discover.jsonl', ref: 'cursor/inside' } as const;
  t.deepEqual(followPointers(dir, [server, { ...server, ref: 'cursor/elsewhere' }]), [true, false]);
  const [receipt] = pointers.filter(({ kind }) => kind === 'receipt');
  if (receipt !== undefined) t.deepEqual(followPointers(dir, [{ ...receipt, hash: '0'.repeat(64) }]), [false]);
});
