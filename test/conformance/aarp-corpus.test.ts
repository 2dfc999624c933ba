// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { writeAarpEnvelope, signAarpEnvelope } from '../../evidence/attest/aarp.js';
import { fromHex, utf8Encode } from '../../evidence/canonical/text.js';
import { createNodeSigner } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import { AARP_CLAIMS_DICTIONARY } from '../../evidence/model/aarp/claims-dictionary.table.js';
import { parseAarpEnvelope } from '../../evidence/model/aarp/envelope.codec.js';
import { aarpSigningInput, canonicalizeAarpPayload } from '../../evidence/model/aarp/envelope.js';
import { canonicalizeSvidBinding } from '../../evidence/model/aarp/svid-binding.js';
import { appraiseAarp, renderComparable } from '../../verify/core/aarp/appraise.js';
import { svidCheck } from '../../verify/core/aarp/svid.js';
import { parseSvidSidecar } from '../../verify/core/aarp/svid-sidecar.js';
import { parseAarpTrust } from '../../verify/core/aarp/trust.js';
import { run } from '../../verify/node/main.js';
import { testData, testDataFiles, testDataText } from '../support/test-data.js';

const ROOT = 'corpora/aarp';
const expectations = testDataFiles(ROOT, '.expect.json');
const trustPath = testData(`${ROOT}/trust.json`);

interface Expectation {
  readonly fixture_id: string;
  readonly input_format: 'envelope' | 'chain';
  readonly verdict: 'appraise' | 'fatal';
}

interface Fixture extends Expectation {
  readonly path: string;
  readonly svid: string | undefined;
  /** The exact bytes of the comparable result; undefined where there is none. */
  readonly result: string | undefined;
}

function fixtureOf(path: string): Fixture {
  const expected = JSON.parse(readFileSync(path, 'utf8')) as Expectation;
  const stem = path.slice(path.indexOf(ROOT), -'.expect.json'.length);
  const evidence = testData(`${stem}.aarp.${expected.input_format === 'chain' ? 'jsonl' : 'json'}`) ?? '';
  const result = testDataText(`${stem}.appraisal.json`);
  return { ...expected, path: evidence, svid: testData(`${stem}.svid.json`), result };
}

const fixtures = expectations.map(fixtureOf);

async function verifier(argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await run(argv, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

if (trustPath === undefined) {
  test('AARP corpus', (t) => {
    t.log('skipped: the corpus is absent');
    t.pass();
  });
}

for (const fixture of fixtures) {
  test(`${fixture.fixture_id}: ${fixture.verdict}`, async (t) => {
    const trust = ['--trust', trustPath ?? ''];
    const flags = fixture.input_format === 'chain' ? ['--chain'] : [...(fixture.svid ? ['--svid', fixture.svid] : [])];
    const { code, out } = await verifier(['aarp', fixture.path, ...trust, ...flags, '--json']);
    if (fixture.verdict === 'appraise') {
      t.is(out, fixture.result ?? 'no expected result');
      t.is(code, 0);
      return;
    }
    t.is(code, 1);
    t.regex(
      out,
      fixture.input_format === 'chain' ? /^\{"chain_linked":false,"length":\d+\}\n$/ : /"envelope_fatal":true/,
    );
  });

  if (fixture.verdict === 'appraise' && fixture.input_format === 'envelope') {
    test(`${fixture.fixture_id}: the same without a platform`, async (t) => {
      const sidecar = fixture.svid && parseSvidSidecar(readFileSync(fixture.svid, 'utf8'));
      const appraisal = await appraiseAarp(parseAarpEnvelope(readFileSync(fixture.path, 'utf8')), {
        suite: portableSuite,
        trust: parseAarpTrust(testDataText(`${ROOT}/trust.json`) ?? ''),
        ...(sidecar ? { workload: svidCheck(sidecar, portableSuite) } : {}),
      });
      t.is(renderComparable(appraisal), fixture.result ?? 'no expected result');
    });
  }
}

const present = (condition: boolean): typeof test | typeof test.skip => (condition ? test : test.skip);

present(fixtures.length > 0)('every folder of the corpus was found', (t) => {
  t.true(fixtures.filter(({ verdict }) => verdict === 'appraise').length >= 30);
  t.true(fixtures.filter(({ verdict }) => verdict === 'fatal').length >= 10);
});

const frozen = testData('corpora/receipts/frozen/v1/aarp-v0.1-envelope.aarp.json');

present(frozen !== undefined)('the frozen envelope has its digest and is signed', async (t) => {
  const bytes = readFileSync(frozen ?? '');
  t.is(nodeSuite.sha256Hex(bytes), '1c873a078f0ba4b3a75a87c6f3dd423fcb0b52939a1aac9c9e785082ed11a46e');
  const { code, out } = await verifier(['aarp', frozen ?? '', '--trust', trustPath ?? '', '--json']);
  t.is(code, 0);
  t.true((JSON.parse(out) as { readonly assertion_signed: boolean }).assertion_signed);
});

present(frozen !== undefined)('the general command knows the frozen envelope', async (t) => {
  const pinned = await verifier([frozen ?? '', '--aarp-trust', trustPath ?? '']);
  t.is(pinned.code, 0, pinned.err);
  t.true(pinned.out.startsWith('OK: aarp envelope'));
  t.is((await verifier([frozen ?? ''])).code, 1);
});

const golden = testDataText(`${ROOT}/golden/g01-single-ed25519-mediated.aarp.json`);

present(golden !== undefined)('the worked example: payload, digest and signing input', (t) => {
  const envelope = parseAarpEnvelope(golden ?? '');
  const digest = nodeSuite.sha256Hex(canonicalizeAarpPayload(envelope));
  t.is(digest, '2cb55f40339fdc796cc3264deb72911c175d64f7da9a5672d5b63c9497251a43');
  const [signature] = envelope.signatures;
  t.truthy(signature);
  if (signature === undefined) return;
  const input =
    `{"context":"pipelock-aarp-v0.1/assurance-assertion","payload_sha256":"${digest}","protected":{"alg":"ed25519",` +
    '"canon":"jcs-rfc8785-nfc","key_id":"k-signer","key_type":"ed25519","profile":"aarp/v0.1","signer_role":"mediator"}}';
  t.deepEqual(aarpSigningInput(digest, signature.protected), utf8Encode(input));
});

present(golden !== undefined)('our signer writes the bytes of the reference signer', async (t) => {
  const keys = JSON.parse(testDataText(`${ROOT}/test-keys.json`) ?? '{}') as {
    readonly keys: Readonly<Record<string, { readonly seed_hex: string; readonly public_key_hex: string }>>;
  };
  const key = keys.keys['k-signer'];
  const signer = createNodeSigner(fromHex(`${key?.seed_hex ?? ''}${key?.public_key_hex ?? ''}`), 'same_uid');
  for (const path of [
    `${ROOT}/golden/g01-single-ed25519-mediated.aarp.json`,
    `${ROOT}/golden/g03-chain-genesis-linked.aarp.json`,
    `${ROOT}/svid/s01-valid-ecdsa-p256-baseline.aarp.json`,
  ]) {
    const text = testDataText(path) ?? '';
    const signers = [{ signer, keyId: 'k-signer', role: 'mediator' }] as const;
    const envelope = await signAarpEnvelope(parseAarpEnvelope(text), signers, nodeSuite);
    t.is(`${writeAarpEnvelope(envelope)}\n`, text, path);
  }
});

const workload = testDataText(`${ROOT}/svid/s01-valid-ecdsa-p256-baseline.svid.json`);

present(workload !== undefined)('the worked workload binding has its digest', (t) => {
  const { evidence } = parseSvidSidecar(workload ?? '');
  const envelope = parseAarpEnvelope(testDataText(`${ROOT}/svid/s01-valid-ecdsa-p256-baseline.aarp.json`) ?? '');
  const { spiffe_id = '', nonce = '', issued_at = '' } = evidence;
  const digest = nodeSuite.sha256Hex(canonicalizeAarpPayload(envelope));
  const message = canonicalizeSvidBinding(envelope, digest, { spiffe_id, nonce, issued_at });
  t.is(nodeSuite.sha256Hex(message), 'a0dcd33c37a183a4ac2ec1bbcede7ca2fa4c8ac9ee77e833a304b139166e72fe');
});

/** Why the workload's claims are withheld: each fixture has to fail for its own reason. */
const REASONS: Readonly<Record<string, RegExp>> = {
  s04: /leaf was not valid/,
  s05: /leaf was not valid/,
  s07: /no bundle generation/,
  s08: /not signed by an authority/,
  s10: /not the one of the leaf/,
  s11: /neither P-256 nor Ed25519/,
  s13: /assertion is not signed/,
  s14: /not an X\.509 identity/,
  s16: /binding signature does not hold/,
  s17: /exactly one SPIFFE ID/,
  s19: /outside the validity of the leaf/,
  s20: /not signed by an authority/,
};

for (const { fixture_id: id, path, svid } of fixtures.filter((fixture) => fixture.svid !== undefined)) {
  const reason = REASONS[id.slice(0, 3)];
  test(`${id}: ${reason === undefined ? 'nothing is withheld' : `withheld because ${reason.source}`}`, async (t) => {
    const { code, out } = await verifier(['aarp', path, '--trust', trustPath ?? '', '--svid', svid ?? '']);
    t.is(code, 0);
    if (reason === undefined) t.notRegex(out, /withheld/);
    else t.regex(out, new RegExp(`withheld: .*${reason.source}`));
  });
}

const dictionary = testDataText('corpora/claims/aarp-v0.1-claims.json');

present(dictionary !== undefined)(
  'names, kinds, axes, status and tests of the dictionary are those of the format',
  (t) => {
    const facts = (entries: readonly Record<string, unknown>[]): string[] =>
      entries
        .map(({ claim, kind, axis, status, tested_by }) => [claim, kind, axis, status, tested_by].join(' '))
        .sort();
    const reference = JSON.parse(dictionary ?? '{}') as Record<string, unknown> & {
      readonly entries: readonly Record<string, unknown>[];
    };
    const ours = AARP_CLAIMS_DICTIONARY.entries as unknown as readonly Record<string, unknown>[];
    t.deepEqual(facts(ours), facts(reference.entries));
    t.is(reference['schema_version'], AARP_CLAIMS_DICTIONARY.schema_version);
    t.is(reference['profile'], AARP_CLAIMS_DICTIONARY.profile);
  },
);

present(dictionary !== undefined)('a fixture that the dictionary names exists, where its folder is at hand', (t) => {
  const ids = new Set(fixtures.map(({ fixture_id }) => fixture_id));
  for (const { tested_by: fixture } of AARP_CLAIMS_DICTIONARY.entries) {
    t.true(fixture.startsWith('reserved-') || ids.has(fixture), basename(fixture));
  }
});
