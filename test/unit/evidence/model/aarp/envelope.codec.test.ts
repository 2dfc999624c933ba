// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { writeAarpEnvelope } from '../../../../../evidence/attest/aarp.js';
import { FormatError } from '../../../../../evidence/canonical/errors.js';
import {
  assertAarpLink,
  decodeAarpEnvelope,
  MAX_AARP_ENVELOPE,
  parseAarpEnvelope,
} from '../../../../../evidence/model/aarp/envelope.codec.js';
import { canonicalizeAarpPayload } from '../../../../../evidence/model/aarp/envelope.js';
import { isTrustDomain, trustDomainOf } from '../../../../../evidence/model/aarp/spiffe-id.js';
import { instantOf } from '../../../../../evidence/canonical/instant.js';
import { newAarpSigner, signedEnvelope, statement } from '../../../../support/aarp.js';

const GENESIS = '0'.repeat(64);
const chained = { ...statement(), chain: { issuer_id: 'issuer.example', seq: '0', prior_hash: GENESIS } };
const good = writeAarpEnvelope(await signedEnvelope([newAarpSigner('k')], chained));

type Json = Record<string, unknown>;

/** The good envelope with one member set; a value of undefined leaves it out. */
function edited(path: string, value: unknown): string {
  const root = JSON.parse(good) as Json;
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  const owner = steps.reduce((node, step) => node[step] as Json, root);
  owner[last] = value;
  return JSON.stringify(root);
}

function codeOf(text: string): string {
  const error = t_throws(text);
  return error instanceof FormatError ? error.code : String(error);
}

function t_throws(text: string): unknown {
  try {
    parseAarpEnvelope(text);
    return 'accepted';
  } catch (error) {
    return error;
  }
}

const HEADER = 'signatures/0/protected';

const refused: readonly (readonly [string, string, string])[] = [
  ['another profile', edited('profile', 'aarp/v0.2'), 'field_value'],
  ['no profile', edited('profile', undefined), 'missing_field'],
  ['a null profile', edited('profile', null), 'json_type'],
  ['a profile in another case', good.replace('"profile"', '"Profile"'), 'unknown_field'],
  ['a list instead of an object', `[${good}]`, 'json_type'],
  ['an unknown member on top', edited('trusted', true), 'unknown_field'],
  ['an unknown member of the subject', edited('subject/x', '1'), 'unknown_field'],
  ['an unknown member of the assertion', edited('assertion/x', '1'), 'unknown_field'],
  ['an unknown member of the chain', edited('chain/x', '1'), 'unknown_field'],
  ['an unknown member of a signature', edited('signatures/0/x', '1'), 'unknown_field'],
  ['an unknown member of a header', edited(`${HEADER}/x`, '1'), 'unknown_field'],
  ['a digest in upper case', edited('subject/action_record_sha256', 'A1'.repeat(32)), 'field_value'],
  ['a short digest', edited('subject/receipt_envelope_sha256', 'a1'), 'field_value'],
  ['a key with a prefix', edited('subject/receipt_signer_key', `0x${'a1'.repeat(31)}`), 'field_value'],
  ['a null subject', edited('subject', null), 'json_type'],
  ['an unknown receipt type', edited('subject/receipt_type', 'action_receipt_v3'), 'field_value'],
  ['no claims', edited('assertion/claimed', undefined), 'missing_field'],
  ['null claims', edited('assertion/claimed', null), 'json_type'],
  ['claims that are no list', edited('assertion/claimed', 'mediated'), 'json_type'],
  ['a claim that is no string', edited('assertion/claimed', [1]), 'json_type'],
  ['no mediator', edited('assertion/mediator_id', undefined), 'missing_field'],
  ['an empty mediator', edited('assertion/mediator_id', ''), 'field_value'],
  ['a trust domain in upper case', edited('assertion/trust_domain', 'Example.org'), 'field_value'],
  ['a trust domain that is an address', edited('assertion/trust_domain', '10.0.0.1'), 'field_value'],
  ['complete mediation as text', edited('assertion/complete_mediation', 'true'), 'json_type'],
  ['null evidence', edited('assertion/evidence_refs', null), 'json_type'],
  ['a time without a zone', edited('assertion/issued_at', '2026-04-15T12:00:00'), 'time'],
  ['a day that is not in the calendar', edited('assertion/issued_at', '2026-02-30T12:00:00Z'), 'time'],
  ['a leap second', edited('assertion/issued_at', '2026-06-30T23:59:60Z'), 'time'],
  ['a time finer than a nanosecond', edited('assertion/issued_at', '2026-04-15T12:00:00.0000000001Z'), 'time'],
  ['a null chain', edited('chain', null), 'json_type'],
  ['an empty issuer', edited('chain/issuer_id', ''), 'field_value'],
  ['a seq that is a number', edited('chain/seq', 0), 'json_type'],
  ['a seq with a leading zero', edited('chain/seq', '00'), 'field_value'],
  ['a negative seq', edited('chain/seq', '-1'), 'field_value'],
  ['a first link with a predecessor', edited('chain/prior_hash', 'a1'.repeat(32)), 'field_value'],
  ['a later link without one', edited('chain/seq', '1'), 'field_value'],
  ['a prior hash in upper case', edited('chain/prior_hash', 'A1'.repeat(32)), 'field_value'],
  ['a critical extension', edited('crit_ext', ['future']), 'field_value'],
  ['an empty critical extension', edited('crit_ext', ['']), 'field_value'],
  ['null critical extensions', edited('crit_ext', null), 'json_type'],
  ['no signatures', edited('signatures', []), 'field_value'],
  ['signatures left out', edited('signatures', undefined), 'field_value'],
  ['null signatures', edited('signatures', null), 'json_type'],
  ['a signature without a header', edited(HEADER, undefined), 'missing_field'],
  ['a header without a key id', edited(`${HEADER}/key_id`, undefined), 'missing_field'],
  ['a null list in a header', edited(`${HEADER}/crit`, null), 'json_type'],
  ['a signature without its text', edited('signatures/0/sig', undefined), 'missing_field'],
  ['an ext that is no object', edited('ext', []), 'field_value'],
  ['a null ext', edited('ext', null), 'field_value'],
  ['a fraction in ext', edited('ext', { a: [1.5] }), 'json_number'],
  ['an exponent in ext', good.replace(/}$/, ',"ext":{"x":1e3}}'), 'json_number'],
  ['a negative zero in ext', good.replace(/}$/, ',"ext":{"x":-0}}'), 'json_number'],
  ['an unsafe integer in ext', good.replace(/}$/, ',"ext":{"x":9007199254740992}}'), 'json_number'],
  ['a number of many digits in ext', good.replace(/}$/, `,"ext":{"x":${'9'.repeat(400)}}}`), 'json_number'],
  ['a name twice in ext', good.replace(/}$/, ',"ext":{"a":1,"\\u0061":2}}'), 'json_duplicate_key'],
  ['a second value', `${good} {}`, 'json_trailing_data'],
  ['a byte order mark', `\ufeff${good}`, 'json_syntax'],
  ['a raw control character', good.replace('mediator.example', 'a\u0001'), 'json_syntax'],
  ['nesting without end', good.replace(/}$/, `,"ext":{"x":${'['.repeat(200)}${']'.repeat(200)}}}`), 'json_depth'],
  ['too long a text', good.replace(/}$/, `,"ext":{"x":"${'a'.repeat(MAX_AARP_ENVELOPE)}"}}`), 'size'],
];

for (const [name, text, code] of refused) {
  test(`refused: ${name}`, (t) => {
    t.not(text, good);
    t.is(codeOf(text), code);
  });
}

const accepted: readonly (readonly [string, string])[] = [
  ['as written', good],
  ['laid out over lines', JSON.stringify(JSON.parse(good), null, 2)],
  ['without a chain', edited('chain', undefined)],
  ['without critical extensions', edited('crit_ext', undefined)],
  ['without complete mediation', edited('assertion/complete_mediation', undefined)],
  ['an empty trust domain', edited('assertion/trust_domain', '')],
  ['claims given twice', edited('assertion/claimed', ['mediated', 'mediated'])],
  ['no claim', edited('assertion/claimed', [])],
  ['evidence references', edited('assertion/evidence_refs', ['spiffe_svid'])],
  ['the other receipt type', edited('subject/receipt_type', 'evidence_receipt_v2')],
  ['a time with an offset', edited('assertion/issued_at', '2026-04-15T14:00:00.5+02:00')],
  ['unknown members, safe integers and null in ext', edited('ext', { a: [-9007199254740991, 0], b: null, c: true })],
  ['an empty list of critical header members', edited(`${HEADER}/crit`, [])],
];

for (const [name, text] of accepted) {
  test(`accepted: ${name}`, (t) => {
    t.notThrows(() => parseAarpEnvelope(text));
  });
}

test('what is left out and what is empty give one payload', (t) => {
  const digest = (text: string): string => canonicalizeAarpPayload(decodeAarpEnvelope(text));
  t.is(digest(edited('crit_ext', undefined)), digest(good));
  t.is(digest(edited('assertion/complete_mediation', undefined)), digest(good));
  t.is(digest(edited('assertion/trust_domain', '')), digest(good));
  t.is(digest(edited('assertion/evidence_refs', [])), digest(good));
  t.is(digest(edited('ext', { anything: 1 })), digest(good));
  t.not(digest(edited('assertion/trust_domain', 'example.org')), digest(good));
  t.not(digest(edited('assertion/evidence_refs', ['x'])), digest(good));
  t.not(digest(edited('chain', undefined)), digest(good));
});

test('a fault names the member', (t) => {
  t.like(t_throws(edited('subject/receipt_type', 'x')), { path: '/subject/receipt_type' });
  t.like(t_throws(edited('ext', { a: [1.5] })), { path: '/ext/a/0' });
  t.like(t_throws(edited('assertion/issued_at', 'now')), { path: '/assertion/issued_at' });
  t.like(t_throws(edited(`${HEADER}/crit`, null)), { path: '/signatures/0/protected/crit' });
});

test('a lone surrogate is read as the replacement character', (t) => {
  const { assertion } = parseAarpEnvelope(good.replace('mediator.example', '\\ud800.example'));
  t.is(assertion.mediator_id, '\ufffd.example');
});

test('the counter of a link ends where 64 bits end', (t) => {
  const link = { issuer_id: 'i', prior_hash: 'a1'.repeat(32) };
  t.notThrows(() => assertAarpLink({ ...link, seq: '18446744073709551615' }));
  t.throws(() => assertAarpLink({ ...link, seq: '18446744073709551616' }));
  t.throws(() => assertAarpLink({ ...link, seq: '118446744073709551615' }));
});

test('times are compared in nanoseconds', (t) => {
  t.is(instantOf('1970-01-01T00:00:00Z'), 0n);
  t.is(instantOf('1970-01-01T00:00:00.000000001Z'), 1n);
  t.is(instantOf('1969-12-31T23:59:59.9Z'), -100_000_000n);
  t.is(instantOf('2026-04-15T12:00:00.000000001Z') - instantOf('2026-04-15T14:00:00+02:00'), 1n);
  for (const text of ['', '2026-04-15', '2026-04-15t12:00:00Z', '2026-04-15T12:00:00z', '2026-04-15T12:00:00,5Z']) {
    t.throws(() => instantOf(text), { code: 'time' }, text);
  }
});

test('the grammar of SPIFFE names', (t) => {
  for (const name of ['example.org', 'a', 'a_b-c.d', '10.0.0', '1.2.3.4.5']) t.true(isTrustDomain(name), name);
  for (const name of ['', 'Example.org', '10.0.0.1', '::1', 'a:1', 'a@b', 'a/b', 'ä'])
    t.false(isTrustDomain(name), name);
  for (const id of ['spiffe://example.org', 'spiffe://example.org/a/B-1_x.y', 'spiffe://example.org/...']) {
    t.is(trustDomainOf(id), 'example.org', id);
  }
  for (const id of [
    'spiffe://example.org/',
    'spiffe://example.org/a/',
    'spiffe://example.org//a',
    'spiffe://example.org/a/../b',
    'spiffe://example.org/.',
    'spiffe://example.org/a/..',
    'spiffe://example.org/a?b',
    'spiffe://example.org/a#b',
    'spiffe://example.org/%2e%2e',
    'spiffe://user@example.org/a',
    'spiffe://example.org:8443/a',
    'spiffe://Example.org/a',
    'SPIFFE://example.org/a',
    'spiffe:///a',
    'https://example.org/a',
    'spiffe://example.org/a\n',
    '',
  ]) {
    t.is(trustDomainOf(id), undefined, id);
  }
});
