// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { aarpSubjectOfReceipt, signAarpEnvelope } from '../../../../../evidence/attest/aarp.js';
import { toBase64 } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import { AARP_AXES } from '../../../../../evidence/model/aarp/envelope.js';
import { AARP_CLAIMS_DICTIONARY } from '../../../../../evidence/model/aarp/claims-dictionary.table.js';
import { aarpSigningInput, canonicalizeAarpPayload } from '../../../../../evidence/model/aarp/envelope.js';
import type { AarpEnvelope, AarpProtected } from '../../../../../evidence/model/aarp/envelope.js';
import { parseActionReceipt } from '../../../../../evidence/model/receipt/action-receipt.codec.js';
import { appraiseAarp, renderComparable } from '../../../../../verify/core/aarp/appraise.js';
import type { AarpOptions } from '../../../../../verify/core/aarp/appraise.js';
import {
  NEVER_ASSERTED,
  NOT_ASSERTED_BY_IDENTITY,
  OVERCLAIM_RISKS,
  VERIFIED_CLAIMS,
} from '../../../../../verify/core/aarp/claims.js';
import { NO_AARP_TRUST, parseAarpTrust } from '../../../../../verify/core/aarp/trust.js';
import { DOMAIN, MEDIATOR, newAarpSigner, signedEnvelope, statement, trustOf } from '../../../../support/aarp.js';
import { buildRun } from '../../evidence-runs.js';

const signer = newAarpSigner('k-signer');
const entry = { mediator_id: MEDIATOR, role: 'mediator' };
const trust = trustOf([signer], entry);
const good = await signedEnvelope([signer]);

function appraise(envelope: AarpEnvelope, options: Partial<AarpOptions> = {}): ReturnType<typeof appraiseAarp> {
  return appraiseAarp(envelope, { suite: nodeSuite, trust, ...options });
}

/** The good envelope with its header changed, signed again over the change. */
async function withHeader(change: Partial<AarpProtected>): Promise<AarpEnvelope> {
  const [signature] = good.signatures;
  const header = { ...(signature as AarpEnvelope['signatures'][number]).protected, ...change };
  const digest = nodeSuite.sha256Hex(canonicalizeAarpPayload(good));
  const raw = await signer.signer.sign(aarpSigningInput(digest, header));
  return { ...good, signatures: [{ protected: header, sig: `${header.alg}:${toBase64(raw)}` }] };
}

function withSig(sig: string): AarpEnvelope {
  return { ...good, signatures: good.signatures.map((signature) => ({ ...signature, sig })) };
}

const sig = good.signatures[0]?.sig ?? '';

const statuses: readonly (readonly [string, AarpEnvelope, string])[] = [
  ['the good one', good, 'verified'],
  ['signed again, unchanged', await withHeader({}), 'verified'],
  ['another profile', await withHeader({ profile: 'aarp/v0.2' }), 'unknown_suite'],
  ['another canonical form', await withHeader({ canon: 'jcs' }), 'unknown_suite'],
  ['a critical name twice', await withHeader({ crit: ['a', 'a'] }), 'malformed'],
  ['an empty critical name', await withHeader({ crit: [''] }), 'malformed'],
  ['an unknown critical name', await withHeader({ crit: ['a'] }), 'unknown_suite'],
  ['an empty list of critical names', await withHeader({ crit: [] }), 'verified'],
  ['an empty key id', await withHeader({ key_id: '' }), 'malformed'],
  ['an unknown role', await withHeader({ signer_role: 'admin' }), 'malformed'],
  ['a role in another case', await withHeader({ signer_role: 'Mediator' }), 'malformed'],
  ['another known role', await withHeader({ signer_role: 'countersig' }), 'verified'],
  ['an unknown algorithm', await withHeader({ alg: 'rsa-2048' }), 'unknown_suite'],
  ['a name of the object prototype', await withHeader({ alg: '__proto__' }), 'unknown_suite'],
  ['a key type that does not belong', await withHeader({ key_type: 'ml-dsa' }), 'malformed'],
  ['the reserved algorithm', await withHeader({ alg: 'ml-dsa-65', key_type: 'ml-dsa' }), 'unimplemented'],
  ['the reserved algorithm, wrong key type', await withHeader({ alg: 'ml-dsa-65' }), 'malformed'],
  ['an unknown key id', await withHeader({ key_id: 'k-other' }), 'unknown_key'],
  ['two faults: the first decides', await withHeader({ canon: 'jcs', key_id: '', signer_role: 'x' }), 'unknown_suite'],
  ['no algorithm in front', withSig(sig.slice('ed25519:'.length)), 'malformed'],
  ['another algorithm in front', withSig(sig.replace('ed25519:', 'ED25519:')), 'malformed'],
  ['no padding', withSig(sig.replace(/=+$/, '')), 'malformed'],
  ['junk in the base64', withSig(`${sig} `), 'malformed'],
  ['base64 with unused bits', withSig(sig.replace(/(.)==$/, (_all, last: string) => `${after(last)}==`)), 'malformed'],
  ['hex instead of base64', withSig(`ed25519:${'ab'.repeat(64)}`), 'failed'],
  ['a short signature', withSig(`ed25519:${toBase64(new Uint8Array(63))}`), 'failed'],
  ['an empty signature', withSig('ed25519:'), 'failed'],
  ['a signature of zeros', withSig(`ed25519:${toBase64(new Uint8Array(64))}`), 'failed'],
];

/** The next digit of base64: the same bytes by a lax reader. */
function after(digit: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return digits[digits.indexOf(digit) + 1] ?? '';
}

for (const [name, envelope, status] of statuses) {
  test(`a signature with ${name} is ${status}`, async (t) => {
    for (const suite of [nodeSuite, portableSuite]) {
      const appraisal = await appraise(envelope, { suite });
      t.is(appraisal.signatures[0]?.status, status as 'verified');
      t.is(appraisal.assertion_signed, status === 'verified');
      if (status !== 'verified') t.deepEqual(appraisal.verified_claims, []);
    }
  });
}

test('a trusted key of the wrong length is malformed, even from a caller', async (t) => {
  const short = { keys: new Map([['k-signer', new Uint8Array(31)]]), entries: new Map() };
  t.is((await appraise(good, { trust: short })).signatures[0]?.status, 'malformed');
});

test('an envelope of one signature is not saved by the signature of another', async (t) => {
  const other = await signedEnvelope([signer], statement({ claimed: [] }));
  t.is((await appraise({ ...good, signatures: other.signatures })).signatures[0]?.status, 'failed');
  const both = await appraise({ ...good, signatures: [...other.signatures, ...good.signatures] });
  t.deepEqual(
    both.signatures.map(({ status }) => status),
    ['failed', 'verified'],
  );
  t.true(both.assertion_signed);
});

test('every member that is signed is covered', async (t) => {
  const { subject, assertion } = good;
  const changed: readonly Partial<AarpEnvelope>[] = [
    { subject: { ...subject, action_record_sha256: 'd4'.repeat(32) } },
    { subject: { ...subject, receipt_envelope_sha256: 'd4'.repeat(32) } },
    { subject: { ...subject, receipt_signer_key: 'd4'.repeat(32) } },
    { subject: { ...subject, receipt_type: 'evidence_receipt_v2' } },
    { assertion: { ...assertion, claimed: [] } },
    { assertion: { ...assertion, mediator_id: 'other' } },
    { assertion: { ...assertion, trust_domain: DOMAIN } },
    { assertion: { ...assertion, complete_mediation: true } },
    { assertion: { ...assertion, evidence_refs: ['x'] } },
    { assertion: { ...assertion, issued_at: '2026-04-15T12:00:00Z' } },
    { chain: { issuer_id: 'i', seq: '0', prior_hash: '0'.repeat(64) } },
  ];
  for (const change of changed) {
    t.is((await appraise({ ...good, ...change })).signatures[0]?.status, 'failed', JSON.stringify(change));
  }
  t.is((await appraise({ ...good, ext: '{"a":1}' })).signatures[0]?.status, 'verified');
});

test('a mediator is pinned only by the entry of a key that signed', async (t) => {
  const pinned = async (envelope: AarpEnvelope, using: AarpOptions['trust']): Promise<boolean> =>
    (await appraise(envelope, using === undefined ? {} : { trust: using })).verified_claims.includes(
      'mediator_key_pinned',
    );
  const inDomain = await signedEnvelope([signer], statement({ trust_domain: DOMAIN }));
  t.true(await pinned(good, trust));
  t.true(await pinned(good, trustOf([signer], { mediator_id: MEDIATOR })));
  t.true(await pinned(good, trustOf([signer], { mediator_id: MEDIATOR, role: '', trust_domain: '' })));
  t.true(await pinned(inDomain, trustOf([signer], { ...entry, trust_domain: DOMAIN })));
  t.false(await pinned(good, trustOf([signer])));
  t.false(await pinned(good, trustOf([signer], { mediator_id: 'other.example' })));
  t.false(await pinned(good, trustOf([signer], { mediator_id: MEDIATOR, role: 'issuer' })));
  t.false(await pinned(good, trustOf([signer], { ...entry, trust_domain: DOMAIN })));
  t.false(await pinned(inDomain, trustOf([signer], { ...entry, trust_domain: 'example.com' })));
  t.false(await pinned(good, NO_AARP_TRUST));
});

test('names are compared as they are, not after normalisation', async (t) => {
  const composed = 'm\u00e9diator';
  const decomposed = 'me\u0301diator';
  const envelope = await signedEnvelope([signer], statement({ mediator_id: decomposed }));
  const { verified_claims: other } = await appraise(envelope, { trust: trustOf([signer], { mediator_id: composed }) });
  t.deepEqual(other, ['receipt_signature_valid']);
  const { verified_claims: same } = await appraise(envelope, { trust: trustOf([signer], { mediator_id: decomposed }) });
  t.true(same.includes('mediator_key_pinned'));
});

test('claims that need proof are listed until it is there; unknown ones always', async (t) => {
  const claimed = [
    'zzz',
    'mediated',
    'complete_mediation',
    'complete-mediation',
    'transparency_inclusion',
    'zzz',
    'constructor',
  ];
  const envelope = await signedEnvelope([signer], statement({ claimed, complete_mediation: true }));
  const appraisal = await appraise(envelope);
  t.deepEqual(appraisal.claimed_unverified, [
    'complete-mediation',
    'complete_mediation',
    'constructor',
    'transparency_inclusion',
    'zzz',
  ]);
  t.deepEqual(appraisal.assurance_claimed, claimed);
  t.true(appraisal.warnings.some((warning) => warning.includes('not a claim of this profile, so not verified: zzz')));
  t.true(appraisal.warnings.some((warning) => warning.startsWith('complete mediation is the word of the producer')));
  const unpinned = await appraise(envelope, { trust: NO_AARP_TRUST });
  t.true(unpinned.claimed_unverified.includes('mediated'));
});

test('an envelope without claims says so and hides nothing', async (t) => {
  const appraisal = await appraise(await signedEnvelope([signer], statement({ claimed: [] })));
  t.deepEqual(appraisal.warnings, ['the producer claims nothing']);
  t.deepEqual(appraisal.verified_claims, ['mediator_key_pinned', 'receipt_signature_valid']);
});

test('a link counts only under a verified signature', async (t) => {
  const chain = { issuer_id: 'i', seq: '0', prior_hash: '0'.repeat(64) };
  const linked = await signAarpEnvelope({ ...statement(), chain }, [signer], nodeSuite);
  const claim = 'receipt_timestamp_monotonic_chain_present';
  t.true((await appraise(linked)).verified_claims.includes(claim));
  t.deepEqual((await appraise(linked)).overclaim_risks, [
    'chain_link_present_is_not_verified_contiguous_chain',
    'signature_valid_is_not_transparency_inclusion',
  ]);
  t.false((await appraise(linked, { trust: NO_AARP_TRUST })).verified_claims.includes(claim));
});

test('a workload is asked about only when the assertion is signed', async (t) => {
  const said = statement({ claimed: ['workload_identity_verified', 'x509_svid_bound', 'svid_valid_at_action_time'] });
  const envelope = await signedEnvelope([signer], said);
  let asked = 0;
  const workload = (): Promise<undefined> => {
    asked += 1;
    return Promise.resolve(undefined);
  };
  const appraisal = await appraise(envelope, { workload });
  t.is(asked, 1);
  t.deepEqual(appraisal.claimed_unverified, []);
  t.deepEqual(appraisal.assurance.axes_with_verified_claims, ['freshness', 'identity', 'integrity']);
  t.is(appraisal.does_not_assert.length, 14);
  const unsigned = await appraise(envelope, { workload, trust: NO_AARP_TRUST });
  t.is(asked, 1);
  t.is(unsigned.does_not_assert.length, 12);
  t.true(unsigned.warnings.includes('workload identity withheld: the assertion is not signed by a trusted key'));
});

test('an envelope that breaks a rule has no appraisal', async (t) => {
  await t.throwsAsync(appraise({ ...good, signatures: [] }), { code: 'field_value' });
  await t.throwsAsync(appraise({ ...good, profile: 'aarp/v0.2' }), { code: 'field_value' });
});

test('the comparable result holds no prose', async (t) => {
  const text = renderComparable(await appraise(good));
  t.true(text.endsWith('}\n'));
  t.notRegex(text, /reason|warnings|assurance_claimed/);
  t.regex(
    text,
    /^\{"assertion_signed":true,"assurance":\{"axes_with_verified_claims":\["identity","integrity"\]\},"axes":/,
  );
});

test('every name that can be emitted is in the dictionary, with its kind and axis', (t) => {
  const entries = new Map(AARP_CLAIMS_DICTIONARY.entries.map((item) => [item.claim, item]));
  t.is(entries.size, AARP_CLAIMS_DICTIONARY.entries.length);
  const emitted = [
    ...Object.entries(VERIFIED_CLAIMS).map(([claim, axis]) => ({ claim, axis, kind: 'verified_claim' })),
    ...[...NEVER_ASSERTED, ...NOT_ASSERTED_BY_IDENTITY].map((claim) => ({
      claim,
      axis: 'limitation',
      kind: 'does_not_assert',
    })),
    ...Object.keys(OVERCLAIM_RISKS).map((claim) => ({ claim, axis: 'risk', kind: 'overclaim_risk' })),
  ];
  for (const item of emitted) t.like(entries.get(item.claim), { ...item, status: 'emitted' });
  const names = new Set(emitted.map(({ claim }) => claim));
  for (const { claim, status, kind, axis, does_not_prove: limits, proves } of entries.values()) {
    t.is(status === 'emitted', names.has(claim), claim);
    t.regex(claim, /^[a-z0-9_-]+$/);
    t.true(limits.length > 0 && proves !== '', claim);
    if (kind === 'verified_claim')
      t.true(
        AARP_AXES.some((known) => known === axis),
        claim,
      );
  }
  t.is(entries.size, 45);
});

test('an envelope about one of our own receipts appraises', async (t) => {
  const [receipt = ''] = buildRun().receipts;
  const subject = aarpSubjectOfReceipt(parseActionReceipt(receipt), nodeSuite);
  t.is(subject.receipt_envelope_sha256, nodeSuite.sha256Hex(receipt));
  const envelope = await signAarpEnvelope({ ...statement(), subject }, [signer], nodeSuite);
  t.true((await appraise(envelope)).assertion_signed);
});

const KEY = 'ab'.repeat(32);

test('a trust file is read strictly', (t) => {
  const full = parseAarpTrust(
    JSON.stringify({
      trusted_keys: { a: KEY, b: KEY.toUpperCase() },
      trust_entries: { a: { mediator_id: 'm', role: 'mediator', trust_domain: 'd' }, c: { mediator_id: 'm' } },
    }),
  );
  t.deepEqual(full.keys.get('a'), full.keys.get('b'));
  t.deepEqual(full.entries.get('a'), { mediator_id: 'm', role: 'mediator', trust_domain: 'd' });
  t.is(parseAarpTrust('{}').keys.size, 0);
  t.is(parseAarpTrust(`{"trusted_keys":{"__proto__":"${KEY}"}}`).keys.size, 1);
  for (const text of [
    '[]',
    '',
    '{"trusted_keys":[]}',
    '{"trusted_keys":null}',
    '{"trusted_keys":{"a":1}}',
    '{"trusted_keys":{"a":"ab"}}',
    `{"trusted_keys":{"a":"${KEY.replace('ab', 'xy')}"}}`,
    `{"trusted_keys":{"a":"${KEY}","a":"${KEY}"}}`,
    '{"trust_entries":[]}',
    '{"trust_entries":{"a":{}}}',
    '{"trust_entries":{"a":{"mediator_id":"m","mediator":"x"}}}',
    '{"trust_entries":{"a":{"mediator_id":null}}}',
    '{"trusted":{}}',
    '{} {}',
  ]) {
    t.throws(() => parseAarpTrust(text), { name: 'FormatError' }, text);
  }
});
