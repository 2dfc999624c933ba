// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { isTrustDomain, parseActorDomain } from '../../../../../evidence/model/envelope/actor.js';
import { envelopeToMeta, MEDIATION_META, parseEnvelopeMeta } from '../../../../../evidence/model/envelope/mcp-meta.js';
import { parseMediationHeader } from '../../../../../evidence/model/envelope/mediation-envelope.js';
import { parseTrustList, writeTrustList } from '../../../../../evidence/model/envelope/trust-list.js';
import {
  agentIdentity,
  mediatorIdentity,
  truncatePolicyHash,
  writeMediationHeader,
} from '../../../../../evidence/model/envelope/write-envelope.js';
import { ENVELOPE } from '../../../../support/envelopes.js';

const FULL = { ...ENVELOPE, taint: 'trusted', task: 't-1', auth: 'user_broad', authr: 'r', reauth: true, hop: 2 };
const TEXT =
  'v=1, act="write", vd="allow", se="external_write", actor="spiffe://example.org/agent/agent-a", aa="bound", ' +
  'ph=:ABEiM0RVZneImaq7zN3u/w==:, rid="019f0000-0000-7000-8000-000000000002", ts=1764000000';

test('members stand in the order of the format, and what is not set is left out', (t) => {
  t.is(writeMediationHeader(ENVELOPE), TEXT);
  t.is(writeMediationHeader(FULL), `${TEXT}, taint="trusted", task="t-1", auth="user_broad", authr="r", reauth, hop=2`);
  t.is(writeMediationHeader({ ...ENVELOPE, taint: '' }), TEXT);
});

test('what is written is read again, in any order, over several lines', (t) => {
  for (const envelope of [ENVELOPE, FULL]) {
    t.deepEqual(parseMediationHeader([['pipelock-mediation', writeMediationHeader(envelope)]]), envelope);
  }
  const parts = TEXT.split(', ').reverse();
  const lines = [parts.slice(0, 4).join(','), parts.slice(4).join(', ')].map(
    (line) => ['pipelock-mediation', line] as const,
  );
  t.deepEqual(parseMediationHeader(lines), ENVELOPE);
  t.is(parseMediationHeader([]), undefined);
  const short = parseMediationHeader([['pipelock-mediation', 'v=1, act="read", vd="allow", rid="r", ts=0, later=?0']]);
  t.like(short, { se: '', actor: '', aa: '', reauth: false, hop: 0 }, 'unknown members are left aside');
  t.deepEqual(short?.ph, new Uint8Array(16));
});

test('a member that is missing, doubled or of another kind is refused', (t) => {
  const change = (from: string, to: string): string => TEXT.replace(from, to);
  const refused = [
    change('v=1', 'v=2'),
    change('v=1, ', ''),
    change('v=1', 'v="1"'),
    change('act="write"', 'act=write'),
    change('act="write"', 'act=""'),
    change('act="write", ', ''),
    change('vd="allow"', 'vd'),
    change('rid="019f0000-0000-7000-8000-000000000002", ', ''),
    change('ts=1764000000', 'ts=1.5'),
    change('ts=1764000000', 'ts=-1'),
    change(', ts=1764000000', ''),
    change('se="external_write"', 'se=1'),
    change('ABEiM0RVZneImaq7zN3u/w==', 'AAAA'),
    change('ph=:ABEiM0RVZneImaq7zN3u/w==:', 'ph="x"'),
    change('aa="bound"', 'aa="bound";p'),
    change('aa="bound"', 'aa=("bound")'),
    `${TEXT}, hop=-1`,
    `${TEXT}, hop="1"`,
    `${TEXT}, reauth="yes"`,
    `${TEXT}, taint=1`,
    `${TEXT}, v=1`,
    `${TEXT}, V=1`,
    'nonsense é',
  ];
  for (const text of refused) {
    t.throws(() => parseMediationHeader([['pipelock-mediation', text]]), { name: 'FormatError' }, text);
  }
});

test('the object of an MCP message: the same members, ph as text', (t) => {
  const meta = envelopeToMeta(FULL);
  t.deepEqual(Object.keys(meta), [
    ...['v', 'act', 'vd', 'se', 'actor', 'aa', 'ph', 'rid', 'ts'],
    ...['taint', 'task', 'auth', 'authr', 'reauth', 'hop'],
  ]);
  t.is(meta['ph'], 'sha256-128:ABEiM0RVZneImaq7zN3u/w==');
  t.deepEqual(parseEnvelopeMeta({ [MEDIATION_META]: meta }), FULL);
  t.is(parseEnvelopeMeta({}), undefined);
  for (const value of [null, [], 'x', { ...meta, ph: 'ABEi' }, { ...meta, ph: 1 }, { ...meta, ph: 'sha256-128:?' }]) {
    t.throws(() => parseEnvelopeMeta({ [MEDIATION_META]: value }), { name: 'FormatError' });
  }
});

test('actors: the SPIFFE form is canonical or refused, a plain name is a name', (t) => {
  t.is(parseActorDomain('spiffe://example.org/agent/a.b_c-1'), 'example.org');
  t.is(parseActorDomain('spiffe://example.org/mediators/m'), 'example.org');
  for (const name of ['', 'crawler', 'a b', 'https://example.org/']) t.is(parseActorDomain(name), undefined);
  const refused = [
    '',
    'example.org',
    'Example.org/agent/a',
    'u@example.org/agent/a',
    '10.0.0.1/agent/a',
    '[::1]/agent/a',
  ];
  refused.push('example.org/agent/', 'example.org//agent/a', 'example.org/agent/a/', 'example.org/agent/a/../b');
  refused.push('example.org/agent/%61', 'example.org/agent/a?x', 'example.org/agent/a#x', 'example.org/user/a');
  refused.push('a..b/agent/a', '-a/agent/a', 'example.org./agent/a', 'example.org/agent/.', 'example.org/agent/..');
  for (const id of refused) t.throws(() => parseActorDomain(`spiffe://${id}`), { name: 'FormatError' }, id);
  t.false(isTrustDomain('a'.repeat(64)));
  t.true(isTrustDomain('pipelock.local'));
});

test('identities: what a path cannot hold becomes a dash', (t) => {
  t.is(agentIdentity('agent a/b', 'example.org'), 'spiffe://example.org/agent/agent-a-b');
  t.is(agentIdentity('--x é--', 'example.org'), 'spiffe://example.org/agent/x');
  for (const empty of ['', '-', 'é', '.', '..']) t.is(agentIdentity(empty, 'a'), 'spiffe://a/agent/anonymous', empty);
  t.is(mediatorIdentity('m1', 'example.org'), 'spiffe://example.org/mediators/m1');
  t.is(parseActorDomain(agentIdentity('../é', 'example.org')), 'example.org');
});

test('the policy hash: its first 16 bytes, of text its digest, of nothing zeros', (t) => {
  const sha256 = (text: string): Uint8Array => nodeSuite.sha256(text);
  const hex = '00112233445566778899aabbccddeeff';
  t.deepEqual(truncatePolicyHash(hex + hex, sha256), new Uint8Array(Buffer.from(hex, 'hex')));
  t.deepEqual(truncatePolicyHash('policy-7', sha256), sha256('policy-7').subarray(0, 16));
  t.deepEqual(truncatePolicyHash('', sha256), new Uint8Array(16));
  t.deepEqual(truncatePolicyHash('aabb', sha256), new Uint8Array([0xaa, 0xbb, ...new Uint8Array(14)]));
});

test('a trust list is read as it was written', (t) => {
  const key = { key_id: 'a', public_key: 'ab'.repeat(32), source: '', added_at: '2026-01-01T00:00:00Z' };
  const keys = [{ ...key, trust_domains: ['example.org'] }];
  t.deepEqual(parseTrustList(writeTrustList(keys)), keys);
  t.deepEqual(parseTrustList('{"schema":"pipelock.envelope-trust.v1"}'), []);
  t.throws(() => writeTrustList([{ ...key, key_id: '', trust_domains: [] }]), { name: 'FormatError' });
});
