// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { defaultConfig } from '../../../../enforce/config/schema.js';
import { faultsOf } from '../../../support/config-faults.js';

const KEY = 'ab'.repeat(32);
const section = (text: string): string => `mediation_envelope: {${text}}\n`;
const inbound = (item: string): string => section(`verify_inbound: {enabled: true, trust_list: [${item}]}`);
const listed = (more = ''): string => `{key_id: a, public_key: ${KEY}${more}}`;

test('defaults are those of the format', (t) => {
  t.deepEqual(defaultConfig().mediation_envelope, {
    enabled: false,
    sign: false,
    signing_key_path: '',
    key_id: 'pipelock-mediation-v1',
    signed_components: ['@method', '@target-uri', 'content-digest', 'pipelock-mediation'],
    created_skew_seconds: 60,
    max_body_bytes: 1_048_576,
    signature_expires: '',
    actor_format: 'spiffe',
    trust_domain: 'pipelock.local',
    verify_inbound: { enabled: false, trust_list: [], replay_cache: { window: '5m', max_entries: 10_000 } },
  });
});

const ROWS: readonly (readonly [wrong: string, path: string, message: RegExp, right: string])[] = [
  [
    section('sign: true, signing_key_path: k'),
    'sign',
    /needs the envelope/,
    section('enabled: true, sign: true, signing_key_path: k'),
  ],
  [section('enabled: true, sign: true'), 'signing_key_path', /missing/, section('enabled: true')],
  [
    section('signed_components: ["@method", "@target-uri"]'),
    'signed_components',
    /lacks pipelock-mediation/,
    section('signed_components: ["@method", "@target-uri", pipelock-mediation]'),
  ],
  [
    section('signed_components: ["@method", "@method", "@target-uri", pipelock-mediation]'),
    'signed_components',
    /twice/,
    section('signed_components: ["@method", "@target-uri", "@authority", pipelock-mediation, content-digest]'),
  ],
  [section('signature_expires: 6m'), 'signature_expires', /longer/, section('signature_expires: 5m')],
  [section('signature_expires: 1.5s'), 'signature_expires', /form/, section('signature_expires: 2s')],
  [section('trust_domain: 10.0.0.1'), 'trust_domain', /form/, section('trust_domain: example.org')],
  [section('trust_domain: "a:1"'), 'trust_domain', /form/, section('trust_domain: a')],
  [section('actor_format: email'), 'actor_format', /./, section('actor_format: legacy')],
  [section('key_id: "a b"'), 'key_id', /form/, section('key_id: a/b')],
  [inbound(''), 'verify_inbound.trust_list', /empty/, inbound(listed())],
  [inbound(`{public_key: ${KEY}}`), 'verify_inbound.trust_list[0].key_id', /missing/, inbound(listed())],
  [inbound('{key_id: a}'), 'verify_inbound.trust_list[0].public_key', /missing/, inbound(listed())],
  [inbound(`${listed()}, ${listed()}`), 'verify_inbound.trust_list[1].key_id', /twice/, inbound(listed())],
  [inbound('{key_id: a, public_key: abc}'), 'verify_inbound.trust_list[0].public_key', /form/, inbound(listed())],
  [
    inbound(listed(', well_known_url: "http://a/"')),
    'verify_inbound.trust_list[0].well_known_url',
    /form/,
    inbound(listed(', well_known_url: "https://a/.well-known/x"')),
  ],
  [
    inbound(listed(', trust_domains: [A]')),
    'verify_inbound.trust_list[0].trust_domains[0]',
    /form/,
    inbound(listed(', trust_domains: [a]')),
  ],
  [
    inbound(listed(', trust_domains: [""]')),
    'verify_inbound.trust_list[0].trust_domains',
    /empty name/,
    inbound(listed(', trust_domains: []')),
  ],
];

for (const [wrong, path, message, right] of ROWS) {
  test(`refused: ${wrong.trim()}`, (t) => {
    const faults = faultsOf(t, wrong);
    t.is(faults[0]?.path, `mediation_envelope.${path}`, JSON.stringify(faults));
    t.is(faults.length, 1, JSON.stringify(faults));
    t.regex(faults[0]?.message ?? '', message);
    t.notThrows(() => loadConfig(right));
  });
}

test('the text of a public key file is a key too', (t) => {
  const text = `pipelock-ed25519-public-v1\\n${Buffer.alloc(32).toString('base64')}\\n`;
  t.notThrows(() => loadConfig(inbound(`{key_id: a, public_key: "${text}"}`)));
});
