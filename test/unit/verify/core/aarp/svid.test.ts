// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import { canonicalizeAarpPayload } from '../../../../../evidence/model/aarp/envelope.js';
import { parseCertificate } from '../../../../../verify/core/x509/certificate.js';
import { svidCheck } from '../../../../../verify/core/aarp/svid.js';
import { MAX_SIDECAR, parseSvidSidecar } from '../../../../../verify/core/aarp/svid-sidecar.js';
import {
  DOMAIN,
  ISSUED_AT,
  newAarpSigner,
  sidecarText,
  signedEnvelope,
  statement,
  WORKLOAD,
} from '../../../../support/aarp.js';
import type { ProofShape } from '../../../../support/aarp.js';
import {
  ALGORITHMS,
  CERT_SIGN,
  CRL_SIGN,
  DIGITAL_SIGNATURE,
  ecKeys,
  edKeys,
  makeCertificate,
  objectId,
  rsaKeys,
  tlv,
} from '../../../../support/certificates.js';

const envelope = await signedEnvelope([newAarpSigner('k')], statement({ trust_domain: DOMAIN }));
const digest = nodeSuite.sha256Hex(canonicalizeAarpPayload(envelope));
const ed = edKeys();
const p256 = ecKeys();
const p384 = ecKeys('P-384');
const other = edKeys();

/** What the check says under both suites, which have to agree. */
async function verdict(shape: ProofShape, about = envelope): Promise<string> {
  const sidecar = parseSvidSidecar(sidecarText(about, shape));
  const answers = await Promise.all(
    [nodeSuite, portableSuite].map((suite) => svidCheck(sidecar, suite)(envelope, digest)),
  );
  return answers[0] === answers[1] ? (answers[0] ?? 'holds') : `suites differ: ${answers.join(' / ')}`;
}

const UNKNOWN = '1.3.6.1.4.1.99999.1';
const NAME_CONSTRAINTS = '2.5.29.30';
const NOTHING = tlv(0x30);
const MIXED_NAMES = tlv(0x30, tlv(0x82, Buffer.from('a.example')), tlv(0x86, Buffer.from(WORKLOAD)));
const id = (text: string): ProofShape => ({ leaf: { uris: [text] }, facts: { spiffe_id: text } });

const cases: readonly (readonly [string, ProofShape, string | RegExp])[] = [
  ['a P-256 leaf under an Ed25519 authority', {}, 'holds'],
  ['an Ed25519 leaf', { leafKeys: edKeys() }, 'holds'],
  ['a P-256 authority', { caKeys: p256 }, 'holds'],
  ['a P-256 authority that signs with SHA-384', { caKeys: p256, leaf: { hash: 'sha384' } }, 'holds'],
  ['a P-384 authority', { caKeys: p384, leaf: { hash: 'sha384' } }, 'holds'],
  ['an authority without key usage', { ca: { isCa: true, usage: undefined as never } }, 'holds'],
  ['an unknown extension that is not critical', { leaf: { extensions: [[UNKNOWN, false, NOTHING]] } }, 'holds'],
  [
    'a name of another kind beside the ID',
    { leaf: { uris: [], extensions: [['2.5.29.17', false, MIXED_NAMES]] } },
    'holds',
  ],
  ['a workload on the list', { verify: { allowed_spiffe_ids: ['x', `spiffe://${DOMAIN}/workload/agent-a`] } }, 'holds'],
  ['an empty list of workloads', { verify: { allowed_spiffe_ids: [] } }, 'holds'],
  ['no digest of the binding', { binding: { payload_sha256: '' } }, 'holds'],
  ['no chain of intermediates', { evidence: { chain_der_b64: [] } }, 'holds'],
  ['a domain without a path', id(`spiffe://${DOMAIN}`), 'holds'],

  ['a JWT', { evidence: { type: 'jwt' } }, /not an X\.509 identity/],
  ['no type', { evidence: { type: undefined } }, /not an X\.509 identity/],
  ['no time', { evidence: { issued_at: undefined } }, /issued_at is not a time/],
  ['a time without a zone', { evidence: { issued_at: '2026-04-15T12:00:00' } }, /issued_at is not a time/],
  ['no nonce', { evidence: { nonce: undefined } }, /nonce is shorter/],
  ['a nonce of 15 bytes', { facts: { nonce: Buffer.alloc(15, 7).toString('base64url') } }, /nonce is shorter/],
  [
    'a padded nonce',
    { evidence: { nonce: `${Buffer.alloc(16, 7).toString('base64url')}==` } },
    /nonce is not base64url/,
  ],
  ['a nonce in standard base64', { evidence: { nonce: '+/'.repeat(11) } }, /nonce is not base64url/],
  ['a nonce with unused bits', { evidence: { nonce: `${'A'.repeat(21)}B` } }, /nonce is not base64url/],
  ['a nonce of impossible length', { evidence: { nonce: 'A'.repeat(25) } }, /nonce is not base64url/],
  ['another nonce', { evidence: { nonce: Buffer.alloc(16, 8).toString('base64url') } }, /another digest/],
  ['no binding', { evidence: { binding: undefined } }, /another context/],
  [
    'the context of the assertion',
    { binding: { context: 'pipelock-aarp-v0.1/assurance-assertion' } },
    /another context/,
  ],
  ['no leaf', { evidence: { leaf_der_b64: '' } }, /leaf is not an X\.509/],
  ['a leaf in base64url', { evidence: { leaf_der_b64: '-_-_' } }, /leaf is not an X\.509/],
  ['a leaf that is no certificate', { evidence: { leaf_der_b64: 'MAMCAQE=' } }, /leaf is not an X\.509/],
  ['a leaf without a name', { leaf: { uris: [] } }, /exactly one SPIFFE ID/],
  [
    'a leaf with two names',
    { leaf: { uris: [`spiffe://${DOMAIN}/a`, `spiffe://${DOMAIN}/b`] } },
    /exactly one SPIFFE ID/,
  ],
  ['a name with dots', id(`spiffe://${DOMAIN}/a/../b`), /exactly one SPIFFE ID/],
  ['a name that is an address of the web', id('https://example.org/a'), /exactly one SPIFFE ID/],
  ['a name of another domain', id('spiffe://example.com/a'), /another trust domain/],
  ['an action before the bundle', { verify: { action_time: '2024-12-31T23:59:59Z' } }, /no bundle generation/],
  ['intermediates', { evidence: { chain_der_b64: ['MAA='] } }, /intermediate certificates/],
  ['a leaf that had ended', { leaf: { notAfter: '260415115959Z' } }, /leaf was not valid at/],
  ['a leaf that had not begun', { leaf: { notBefore: '260415120001Z' } }, /leaf was not valid at/],
  ['a leaf that ends at that second', { leaf: { notAfter: '260415120000Z' } }, 'holds'],
  ['a leaf that begins at that second', { leaf: { notBefore: '260415120000Z' } }, 'holds'],
  ['a leaf that is an authority', { leaf: { isCa: true } }, /authority itself/],
  ['a leaf that says it is none', { leaf: { isCa: false } }, 'holds'],
  ['a leaf that may sign certificates', { leaf: { usage: CERT_SIGN } }, /authority itself/],
  ['a leaf that may sign revocations', { leaf: { usage: DIGITAL_SIGNATURE | CRL_SIGN } }, /authority itself/],
  ['an unknown critical extension', { leaf: { extensions: [[UNKNOWN, true, NOTHING]] } }, /not understood/],
  [
    'an authority with an unknown critical extension',
    { ca: { extensions: [[UNKNOWN, true, NOTHING]] } },
    /not signed by/,
  ],
  ['an authority with name constraints', { ca: { extensions: [[NAME_CONSTRAINTS, false, NOTHING]] } }, /not signed by/],
  ['an authority that had ended', { ca: { notAfter: '260301000000Z' } }, /not signed by/],
  ['an authority of another name', { ca: { subject: 'Other CA' } }, /not signed by/],
  ['the signature of another authority', { caKeys: ed, leaf: { issuerKey: other } }, /not signed by/],
  ['the signature of an EC key under an Ed25519 authority', { caKeys: ed, leaf: { issuerKey: p256 } }, /not signed by/],
  ['the signature of an Ed25519 key under an EC authority', { caKeys: p256, leaf: { issuerKey: ed } }, /not signed by/],
  ['an EC signature with SHA-512', { caKeys: p256, leaf: { hash: 'sha512' } }, 'holds'],
  ['an RSA authority', { caKeys: rsaKeys() }, 'holds'],
  ['a P-521 authority', { caKeys: ecKeys('P-521') }, /not signed by/],
  [
    'the ID of another workload',
    { evidence: { spiffe_id: `spiffe://${DOMAIN}/workload/agent-b` } },
    /not the one of the leaf/,
  ],
  ['no ID', { evidence: { spiffe_id: undefined } }, /not the one of the leaf/],
  ['a workload not on the list', { verify: { allowed_spiffe_ids: [`spiffe://${DOMAIN}/b`] } }, /not among the allowed/],
  [
    'a binding one nanosecond after the leaf',
    { facts: { issued_at: '2027-01-01T00:00:00.000000001Z' } },
    /outside the validity/,
  ],
  ['a binding in the last second of the leaf', { facts: { issued_at: '2027-01-01T00:00:00Z' } }, 'holds'],
  ['a binding before the leaf', { facts: { issued_at: '2025-12-31T23:59:59.999999999Z' } }, /outside the validity/],
  ['another digest', { binding: { payload_sha256: 'ab'.repeat(32) } }, /another digest/],
  ['the signature in base64url', { binding: { signature_b64: '-_-_' } }, /not canonical base64/],
  ['no signature', { binding: { signature_b64: undefined } }, /does not hold/],
  ['another signature', { binding: { signature_b64: Buffer.alloc(70, 1).toString('base64') } }, /does not hold/],
  ['a P-256 leaf under the other algorithm', { binding: { alg: 'ed25519' } }, /algorithm does not belong/],
  ['no algorithm', { binding: { alg: undefined } }, /algorithm does not belong/],
  [
    'an Ed25519 leaf under the other algorithm',
    { leafKeys: ed, binding: { alg: 'ecdsa-p256-sha256' } },
    /algorithm does not belong/,
  ],
  ['an Ed25519 leaf and no signature', { leafKeys: ed, binding: { signature_b64: '' } }, /does not hold/],
  ['a P-384 leaf', { leafKeys: p384 }, /neither P-256 nor Ed25519/],
  ['an RSA leaf', { leafKeys: rsaKeys() }, /neither P-256 nor Ed25519/],
];

for (const [name, shape, expected] of cases) {
  test(`${name}: ${expected === 'holds' ? 'holds' : 'withheld'}`, async (t) => {
    const answer = await verdict(shape);
    if (typeof expected === 'string') t.is(answer, expected);
    else t.regex(answer, expected);
  });
}

test('a binding made for another assertion or receipt is not this one', async (t) => {
  const said = statement({ trust_domain: DOMAIN, claimed: [] });
  t.regex(await verdict({}, await signedEnvelope([newAarpSigner('k')], said)), /another digest/);
  const { subject, assertion } = statement({ trust_domain: DOMAIN });
  const moved = { subject: { ...subject, action_record_sha256: 'd4'.repeat(32) }, assertion };
  const about = await signedEnvelope([newAarpSigner('k')], moved);
  t.regex(await verdict({ binding: { payload_sha256: '' } }, about), /does not hold/);
});

test('the assertion has to name the domain itself', async (t) => {
  for (const said of [statement(), statement({ trust_domain: 'example.com' })]) {
    const about = await signedEnvelope([newAarpSigner('k')], said);
    const check = svidCheck(parseSvidSidecar(sidecarText(about)), nodeSuite);
    t.regex((await check(about, nodeSuite.sha256Hex(canonicalizeAarpPayload(about)))) ?? '', /another trust domain/);
  }
});

test('a fault of the program is not taken for bad evidence', async (t) => {
  const broken = { ...nodeSuite, verifyBatch: () => Promise.reject(new Error('no suite')) };
  const check = svidCheck(parseSvidSidecar(sidecarText(envelope)), broken);
  await t.throwsAsync(check(envelope, digest), { message: 'no suite' });
});

const CA = makeCertificate({ key: ed, issuerKey: ed, subject: 'Test CA', isCa: true, usage: CERT_SIGN });
const ca = CA.toString('base64');
const generation = (from: string, until?: string): object => ({
  not_before: from,
  authorities_der_b64: [ca],
  ...(until === undefined ? {} : { not_after: until }),
});
const bundle = (...generations: readonly object[]): ProofShape => ({ verify: { bundle: generations } });

test('generations follow one another, and each ends where the next begins', async (t) => {
  const at = (action: string, ...generations: readonly object[]): ProofShape => ({
    caKeys: ed,
    verify: { action_time: action, bundle: generations },
  });
  const other1 = makeCertificate({ key: other, issuerKey: other, subject: 'Test CA', isCa: true }).toString('base64');
  const later = { not_before: '2026-04-15T12:00:00Z', authorities_der_b64: [other1] };
  t.is(await verdict(at('2026-04-15T11:59:59.999999999Z', generation('2026-01-01T00:00:00Z'), later)), 'holds');
  t.regex(await verdict(at(ISSUED_AT, generation('2026-01-01T00:00:00Z'), later)), /not signed by/);
  const closed = generation('2026-01-01T00:00:00Z', '2026-04-15T12:00:00Z');
  t.regex(await verdict(at(ISSUED_AT, closed)), /no bundle generation/);
  t.is(await verdict(at(ISSUED_AT, closed, generation('2026-04-15T12:00:00Z'))), 'holds');
  t.is(await verdict(at(ISSUED_AT, generation('2026-01-01T00:00:00Z', ''))), 'holds');
});

const leafAsCa = makeCertificate({ key: ed, issuerKey: ed }).toString('base64');
const silentCa = makeCertificate({ key: ed, issuerKey: ed, isCa: true, usage: CRL_SIGN }).toString('base64');
const authority = (...list: readonly string[]): ProofShape =>
  bundle({ not_before: '2025-01-01T00:00:00Z', authorities_der_b64: list });

const refused: readonly (readonly [string, ProofShape, RegExp])[] = [
  ['an empty domain', { verify: { trust_domain: '' } }, /trust domain/],
  ['a domain in upper case', { verify: { trust_domain: 'Example.org' } }, /trust domain/],
  ['an address as domain', { verify: { trust_domain: '10.0.0.1' } }, /trust domain/],
  ['no time', { verify: { action_time: undefined } }, /missing/],
  ['a time that is none', { verify: { action_time: 'now' } }, /RFC 3339/],
  ['no bundle', { verify: { bundle: undefined } }, /bundle is empty/],
  ['an empty bundle', bundle(), /bundle is empty/],
  ['a generation without authorities', authority(), /no authority/],
  ['null authorities', bundle({ not_before: ISSUED_AT, authorities_der_b64: null }), /no authority/],
  ['a generation that starts never', bundle(generation('never')), /RFC 3339/],
  ['a generation that ends never', bundle(generation(ISSUED_AT, 'never')), /RFC 3339/],
  ['a generation without length', bundle(generation(ISSUED_AT, ISSUED_AT)), /ends before it begins/],
  [
    'generations out of order',
    bundle(generation('2026-01-01T00:00:00Z'), generation('2025-01-01T00:00:00Z')),
    /not in order/,
  ],
  ['generations that start together', bundle(generation(ISSUED_AT), generation(ISSUED_AT)), /not in order/],
  [
    'generations that overlap',
    bundle(generation('2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z'), generation('2026-02-01T00:00:00Z')),
    /overlap/,
  ],
  ['an authority that is no base64', authority('*'), /base64/],
  ['an authority that is no certificate', authority('MAA='), /not an X\.509/],
  [
    'an authority with bytes after it',
    authority(Buffer.concat([CA, Buffer.of(0)]).toString('base64')),
    /bytes stand behind/,
  ],
  ['a leaf as authority', authority(leafAsCa), /not an authority/],
  ['an authority that may not sign certificates', authority(silentCa), /may not sign/],
  ['an unknown member', { verify: { trust_domains: [] } }, /unknown member/],
  ['an unknown member of the evidence', { evidence: { extra: 1 } }, /unknown member/],
  ['an unknown member of the binding', { binding: { extra: 1 } }, /unknown member/],
  ['a null member', { evidence: { nonce: null } }, /string is expected/],
];

for (const [name, shape, reason] of refused) {
  test(`a sidecar is refused for ${name}`, (t) => {
    t.throws(() => parseSvidSidecar(sidecarText(envelope, shape)), { name: 'FormatError', message: reason });
  });
}

test('a sidecar is one document of bounded length', (t) => {
  const text = sidecarText(envelope);
  t.notThrows(() => parseSvidSidecar(text));
  t.throws(() => parseSvidSidecar(`${text}{}`), { code: 'json_trailing_data' });
  t.throws(() => parseSvidSidecar(text + ' '.repeat(MAX_SIDECAR)), { code: 'size' });
});

test('certificates that are not what they seem are refused', (t) => {
  const good = makeCertificate({
    key: p256,
    issuerKey: ed,
    uris: ['spiffe://example.org/a'],
    usage: DIGITAL_SIGNATURE,
  });
  t.like(parseCertificate(makeCertificate({ key: p256, issuerKey: ed })), { isCa: false, uris: [], usage: undefined });
  t.like(parseCertificate(good), { isCa: false, uris: ['spiffe://example.org/a'], notUnderstood: [] });
  const twice = makeCertificate({ key: p256, issuerKey: ed, isCa: false, extensions: [['2.5.29.19', true, NOTHING]] });
  t.throws(() => parseCertificate(twice), { code: 'field_value' });
  const differing = makeCertificate({ key: p256, issuerKey: ed, innerAlgorithm: ALGORITHMS.sha256 });
  t.throws(() => parseCertificate(differing), { code: 'field_value' });
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.of(0x30),
    Buffer.of(0x31, 0),
    good.subarray(0, -1),
    Buffer.concat([good, Buffer.of(0)]),
    Buffer.concat([Buffer.of(0x30, 0x80), good.subarray(4), Buffer.of(0, 0)]),
    Buffer.concat([Buffer.of(0x30, 0x83, 0), good.subarray(2)]),
    tlv(0x30, Buffer.alloc(200)),
    tlv(0x30, objectId('1.2.3')),
    deep(20_000),
  ]) {
    t.throws(() => parseCertificate(bytes), { code: 'field_value' }, bytes.subarray(0, 8).toString('hex'));
  }
});

/** Sequences inside sequences. */
function deep(levels: number): Buffer {
  const bytes = Buffer.alloc(levels * 4);
  for (let i = 0; i < levels; i++) {
    const left = bytes.length - 4 * (i + 1);
    bytes.writeUInt16BE(0x3082, 4 * i);
    bytes.writeUInt16BE(Math.min(left, 0xffff), 4 * i + 2);
  }
  return bytes.subarray(-0xffff - 4);
}
