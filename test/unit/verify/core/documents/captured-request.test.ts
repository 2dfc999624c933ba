// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { toBase64 } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { Fields } from '../../../../../evidence/model/http-signature/structured.js';
import { MEDIATION_ENVELOPE_FORM, requestForm } from '../../../../../verify/core/documents/captured-request.js';
import { documentFormOf } from '../../../../../verify/core/forms.js';
import type { FormOptions } from '../../../../../verify/core/form.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { makeKey, MESSAGE, signedFields } from '../../../../support/envelopes.js';

const { signer } = makeKey();
const AT = '2025-11-24T16:00:10Z';

function capture(fields: Fields, change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    schema: 'pipelock.captured-request.v1',
    method: MESSAGE.method,
    url: MESSAGE.targetUri,
    headers: fields.map(([name, value]) => ({ name: name.replace('pipelock', 'Pipelock'), value })),
    body: toBase64(MESSAGE.body ?? new Uint8Array()),
    ...change,
  });
}

function options(change: Partial<FormOptions> = {}): FormOptions {
  return { suite: nodeSuite, trust: createTrustRoot({ keys: [signer.publicKeyHex] }), at: AT, ...change };
}

const good = capture(signedFields(signer));

test('a captured request is recognised and verified; what it says is a claim, a replay is not checked', async (t) => {
  const members = new Set(Object.keys(JSON.parse(good) as object));
  t.is(documentFormOf(members)?.kind, 'mediation_envelope');
  t.is(documentFormOf(new Set(['schema', 'method'])), undefined);
  const result = await MEDIATION_ENVELOPE_FORM.verify(good, options());
  t.is(result.verdict, 'valid');
  t.true(result.accepted);
  t.deepEqual(
    result.checks.map(({ code, status }) => `${code} ${status}`),
    [
      'parse pass',
      'not_trusted pass',
      'expired pass',
      'digest pass',
      'signature pass',
      'replay not_checked',
      'unprotected not_checked',
    ],
  );
  t.true(result.claimed.some(({ name, value }) => name === 'actor' && value === 'spiffe://example.org/agent/agent-a'));
  t.false(result.claimed.some(({ name }) => name === 'ph'));
});

test('what the signature does not cover is named, and only that', async (t) => {
  const loose = async (fields: Fields): Promise<string | undefined> =>
    (await MEDIATION_ENVELOPE_FORM.verify(capture(fields), options())).checks.find(({ code }) => code === 'unprotected')
      ?.message;
  t.is(await loose(signedFields(signer)), 'no signature covers the case of header names');
  t.is(
    await loose([...signedFields(signer), ['x-user', 'root'], ['x-user', 'a']]),
    'no signature covers the case of header names, the header x-user',
  );
});

test('without a key nothing is verified, however willing the reader', async (t) => {
  const result = await MEDIATION_ENVELOPE_FORM.verify(
    good,
    options({ trust: createTrustRoot({ allowUnpinned: true }) }),
  );
  t.is(result.verdict, 'invalid');
  t.false(result.accepted);
});

test('time: judged when it is given, else not checked', async (t) => {
  const { suite, trust } = options();
  const timeless = { suite, trust };
  const result = await MEDIATION_ENVELOPE_FORM.verify(good, timeless);
  t.is(result.verdict, 'valid');
  t.is(result.checks.find(({ code }) => code === 'expired')?.status, 'not_checked');
  t.is((await MEDIATION_ENVELOPE_FORM.verify(good, options({ at: '2026-01-01T00:00:00Z' }))).verdict, 'invalid');
  t.is((await MEDIATION_ENVELOPE_FORM.verify(good, options({ at: 'noon' }))).verdict, 'invalid');
});

test('a request that was changed, or is none, is refused with its reason', async (t) => {
  const fields = signedFields(signer);
  const refusals: [string, string][] = [
    [capture(fields, { method: 'PUT' }), 'signature'],
    [capture(fields, { body: toBase64(new Uint8Array([1])) }), 'digest'],
    [capture(fields, { body: '' }), 'digest'],
    [capture([]), 'missing'],
    [capture(fields, { headers: [] }), 'missing'],
    [capture(fields, { schema: 'pipelock.captured-request.v2' }), 'parse'],
    [capture(fields, { method: 'GET /' }), 'parse'],
    [capture(fields, { headers: [{ name: 'a b', value: '' }] }), 'parse'],
    [capture(fields, { headers: [['a', 'b']] }), 'parse'],
    [capture(fields, { body: '=' }), 'parse'],
    [capture(fields, { extra: 1 }), 'parse'],
    [good.replace('"method"', '"schema":"x","method"'), 'parse'],
    ['[]', 'parse'],
  ];
  for (const [text, code] of refusals) {
    const { verdict, checks } = await MEDIATION_ENVELOPE_FORM.verify(text, options());
    t.is(verdict, 'invalid', text);
    t.is(checks.find(({ status }) => status === 'fail')?.code, code, text);
  }
});

test('keys by id and trust domain, as a trust store has them', async (t) => {
  const key = { keyId: 'pipelock-envelope-2026-04', publicKey: signer.publicKeyHex, trustDomains: ['example.org'] };
  t.is((await requestForm(() => [key]).verify(good, options())).verdict, 'valid');
  t.is((await requestForm(() => [{ ...key, keyId: 'other' }]).verify(good, options())).verdict, 'invalid');
  const bare = signedFields(signer, { message: { body: null } });
  t.is((await requestForm(() => [key]).verify(capture(bare, { body: undefined }), options())).verdict, 'valid');
});
