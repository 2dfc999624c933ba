// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { presetConfig } from '../../enforce/config/presets.js';
import { compilePolicyDocument } from '../../enforce/config/policy.js';
import { compilePolicy, decide, ruleHolds } from '../../enforce/decide/decide.js';
import { compileDerivations, DERIVATION_VERSION, deriveFacts } from '../../enforce/decide/derive.js';
import { projectPolicy, type PolicyReading } from '../../evidence/attest/ael/policy-projection.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { evaluateAelPolicy, parseAelPolicy } from '../../evidence/model/ael/policy.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import type { FactValue, Facts, PolicyDocument } from '../../evidence/model/policy.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import { artifactOf, evaluate, newSigner, plainRun } from '../support/ael.js';

const signer = newSigner();

test('every change of a single byte of a recorder file is noticed', async (t) => {
  const files = artifactOf({ recorders: [await plainRun(signer)] });
  const file = Buffer.from(files.get('recorders/r1.jsonl') ?? '', 'utf8');
  const gradeOf = async (bytes: Uint8Array) =>
    (await evaluate(new Map<string, string | Uint8Array>(files).set('recorders/r1.jsonl', bytes), [signer]))[0]?.grade;
  t.is(await gradeOf(file), 1);
  const unnoticed: string[] = [];
  for (let at = 0; at < file.length; at += 1) {
    const flipped = Buffer.from(file);
    flipped[at] = (file[at] ?? 0) ^ (at % 2 === 0 ? 0x20 : 0x01);
    if ((await gradeOf(flipped)) !== 'ungraded')
      unnoticed.push(`${at}: ${file.subarray(at - 20, at + 10).toString('latin1')}`);
  }
  t.deepEqual(unnoticed, []);
});

test('outside the signed bytes there are only line ends: blank lines and a CR change nothing', async (t) => {
  const files = artifactOf({ recorders: [await plainRun(signer)] });
  const text = files.get('recorders/r1.jsonl') ?? '';
  for (const same of [text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\n\n'), text.trimEnd()]) {
    t.is((await evaluate(new Map(files).set('recorders/r1.jsonl', same), [signer]))[0]?.grade, 1);
  }
});

test('a byte order mark or a space before the first line is no line end', async (t) => {
  const files = artifactOf({ recorders: [await plainRun(signer)] });
  const text = files.get('recorders/r1.jsonl') ?? '';
  for (const other of [`\ufeff${text}`, ` ${text}`, `${text} `]) {
    t.is((await evaluate(new Map(files).set('recorders/r1.jsonl', other), [signer]))[0]?.grade, 'ungraded');
  }
});

test('any line left out, doubled or moved lowers the result', async (t) => {
  const files = artifactOf({ recorders: [await plainRun(signer)] });
  const lines = (files.get('recorders/r1.jsonl') ?? '').trimEnd().split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const without = lines.toSpliced(at, 1);
    const moved =
      at === 0
        ? [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]
        : lines.toSpliced(at - 1, 2, lines[at] ?? '', lines[at - 1] ?? '');
    for (const changed of [without, lines.toSpliced(at, 0, lines[at] ?? ''), moved]) {
      const [run] = await evaluate(new Map(files).set('recorders/r1.jsonl', changed.join('\n')), [signer]);
      t.not(run?.grade, 1);
    }
  }
});

const reading: PolicyReading = {
  derive: (document, facts) => deriveFacts(compileDerivations(document.observed_rules), facts),
  derivedNames: ({ observed_rules }) =>
    new Set([...compileDerivations(observed_rules).values()].map(({ name }) => name)),
  holds: ruleHolds,
};

function documents(): PolicyDocument[] {
  const pins = {
    rulesHash: 'a'.repeat(64),
    engine: 'test',
    derivation: DERIVATION_VERSION,
    sha256Hex: (text: string) => nodeSuite.sha256Hex(text),
  };
  return (['balanced', 'strict', 'audit'] as const).map((preset) => compilePolicyDocument(presetConfig(preset), pins));
}

/** Values near the ones that a policy compares with, so that every rule is met from both sides. */
function factsFor(document: PolicyDocument): fc.Arbitrary<Facts> {
  const values = new Map<string, Set<FactValue>>();
  for (const { field, value } of document.rules.flatMap(({ when }) => when)) {
    const known = values.get(field) ?? new Set<FactValue>([0, 1, 'other', '', true, false]);
    for (const one of Array.isArray(value) ? (value as FactValue[]) : [value as FactValue]) {
      known.add(one);
      if (typeof one === 'number') known.add(one + 1).add(one - 1);
    }
    values.set(field, known);
  }
  for (const group of ['url', 'body'])
    for (const end of ['count', 'core_count']) values.set(`dlp.${group}.${end}`, new Set([0, 1, 2]));
  const fields = [...values].map(([field, known]) => fc.constantFrom(...known).map((value) => [field, value] as const));
  return fc
    .tuple(...fields.map((field) => fc.option(field, { freq: 1, nil: undefined })))
    .map((list) => Object.fromEntries(list.filter((one) => one !== undefined)));
}

for (const [at, document] of documents().entries()) {
  test(`preset ${at}: the projected policy decides about the inputs as the policy does about the facts`, (t) => {
    const compiled = compilePolicy(document);
    const projection = projectPolicy(document, reading, nodeSuite);
    const policy = parseAelPolicy(utf8Encode(projection.text));
    fc.assert(
      fc.property(factsFor(document), fc.integer({ min: 0, max: 40 }), (facts, keep) => {
        // Few facts, or the first rules would decide everything.
        const some = Object.fromEntries(Object.entries(facts).filter((_, index) => (index * 7 + keep) % 5 === 0));
        const expected = OUTCOMES[decide(compiled, some).outcome].evidenceLevel;
        return evaluateAelPolicy(policy, projection.inputsOf(some)) === expected;
      }),
      { numRuns: 400 },
    );
    t.pass();
  });
}
