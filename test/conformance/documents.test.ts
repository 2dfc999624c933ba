// SPDX-License-Identifier: Apache-2.0
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import test from 'ava';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseAnchorBundle } from '../../evidence/model/anchor-bundle.js';
import { parseAuditPacket } from '../../evidence/model/audit-packet.js';
import {
  canonicalizeRotationEndorsementUnsigned,
  parseRotationEndorsement,
} from '../../evidence/model/rotation-endorsement.js';
import { ANCHOR_BUNDLE_FORM } from '../../verify/core/anchors/bundle.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { testDataText } from '../support/test-data.js';

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
}

/** Every object with its members and the required ones, by path; `$defs` of the file are followed. */
function objectsOf(
  schema: SchemaNode & { readonly $defs: Readonly<Record<string, SchemaNode>> },
): Map<string, SchemaNode> {
  const found = new Map<string, SchemaNode>();
  const visit = (node: SchemaNode, path: string): void => {
    const target = node.$ref === undefined ? node : schema.$defs[node.$ref.slice('#/$defs/'.length)];
    if (target?.properties === undefined) return;
    found.set(path, target);
    for (const [name, member] of Object.entries(target.properties)) visit(member, `${path}/${name}`);
  };
  visit(schema, '');
  return found;
}

function at(document: unknown, path: string): Record<string, unknown> | undefined {
  let value = document as Record<string, unknown> | undefined;
  for (const name of path.split('/').slice(1)) value = value?.[name] as Record<string, unknown> | undefined;
  return value;
}

const CASES = [
  { name: 'audit-packet', schema: 'v0.json', parse: (text: string): unknown => parseAuditPacket(text) },
  { name: 'anchor-bundle', schema: 'v1.json', parse: (text: string): unknown => parseAnchorBundle(text) },
];

for (const { name, schema, parse } of CASES) {
  const example = testDataText(`corpora/${name}/example.json`);
  const schemaText = testDataText(`corpora/${name}/${schema}`);
  if (example === undefined || schemaText === undefined) {
    test.skip(`${name}: the corpus is not at hand`, () => undefined);
    continue;
  }
  const objects = objectsOf(JSON.parse(schemaText) as Parameters<typeof objectsOf>[0]);

  test(`${name}: the example of the corpus is read`, (t) => {
    t.notThrows(() => parse(example));
    t.true(objects.size > 3);
  });

  test(`${name}: a required member may not be missing, an unknown one may not be there`, (t) => {
    for (const [path, { required = [], properties = {} }] of objects) {
      if (at(JSON.parse(example), path) === undefined) continue;
      for (const member of Object.keys(properties)) {
        const document: unknown = JSON.parse(example);
        const holder = at(document, path);
        if (holder?.[member] === undefined) continue;
        Reflect.deleteProperty(holder, member);
        const text = JSON.stringify(document);
        if (required.includes(member)) t.throws(() => parse(text), { name: 'FormatError' }, `${path}/${member}`);
      }
      // Counts by name are open; every other object is closed.
      if (/\/(transports|layers)$/.test(path)) continue;
      const document: unknown = JSON.parse(example);
      const holder = at(document, path);
      if (holder !== undefined) holder['no_such_member'] = 'x';
      t.throws(() => parse(JSON.stringify(document)), { code: 'unknown_field' }, path);
    }
  });

  test(`${name}: every member that the schema knows is known to the reader`, (t) => {
    t.notThrows(() => parse(example));
    for (const [path, { properties = {} }] of objects) {
      for (const [member, rule] of Object.entries(properties)) {
        const document: unknown = JSON.parse(example);
        const holder = at(document, path);
        if (holder === undefined || holder[member] !== undefined || member === 'rekor') continue;
        const kind = (rule as { readonly type?: string }).type;
        holder[member] = { string: 'x', integer: 1, boolean: true, array: [], object: {} }[kind ?? 'object'];
        t.notThrows(() => parse(JSON.stringify(document)), `${path}/${member}`);
      }
    }
  });
}

/** Values of every kind, of which most are wrong at most places. */
const ANYTHING: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, '', 'x', '/a', '../a', 'a:b', 'a\\b', 'a/../b', '.', [], {}, [''], [7], [null]],
  ...['2026-02-30T00:00:00Z', '2026-05-09T17:32:11Z', `sha256:${'a'.repeat(64)}`, 'a'.repeat(64), 'A'.repeat(64)],
];

function everyPath(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => everyPath(member, [...path, name]))];
}

const SPAN = {
  ...{
    source_id: 's',
    source_kind: 'http_response',
    normalized_view: 'dlp_normalized',
    rule_id: 'r',
    match_class: 'c',
  },
  ...{ pipelock_binary_digest: `sha256:${'a'.repeat(64)}`, rules_bundle_digest: `sha256:${'b'.repeat(64)}` },
  ...{ transform_profile: 'pipelock-transform-v1', policy_hash: `sha256:${'c'.repeat(64)}`, char_offset: 1 },
  ...{ char_length: 2, match_hash: `hmac-sha256:${'d'.repeat(64)}`, match_hash_alg: 'hmac-sha256', bundle: 'b' },
};
const COPY = {
  ...{
    action_id: 'a',
    receipt_hash: 'h',
    chain_seq: 0,
    chain_prev_hash: 'genesis',
    verdict: 'allow',
    policy_hash: 'p',
  },
  ...{ timestamp: '2026-05-09T17:32:11Z', action_type: 'read', target_redacted: 't', source_spans: [SPAN] },
};
const MORE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'audit-packet': { receipts: [COPY], scanner_config_snapshot: { mode: 'm', dlp_patterns_count: 1 } },
  'anchor-bundle': {},
};

for (const { name, schema, parse } of CASES) {
  const [example, schemaText] = ['example.json', schema].map((file) => testDataText(`corpora/${name}/${file}`));
  if (example === undefined || schemaText === undefined) continue;
  test(`${name}: what the schema refuses is refused`, (t) => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(schemaText) as AnySchemaObject);
    const whole = { ...(JSON.parse(example) as object), ...MORE[name] };
    t.true(validate(whole));
    t.notThrows(() => parse(JSON.stringify(whole)));
    for (const path of everyPath(whole).slice(1)) {
      for (const value of ANYTHING) {
        const document = structuredClone(whole);
        const holder = at(document, ['', ...path.slice(0, -1)].join('/'));
        if (holder !== undefined) holder[path.at(-1) ?? ''] = value;
        const place = `${path.join('/')} = ${JSON.stringify(value)}`;
        if (!validate(document)) t.throws(() => parse(JSON.stringify(document)), { name: 'FormatError' }, place);
      }
    }
  });
}

const bundle = testDataText('corpora/anchor-bundle/example.json');
(bundle === undefined ? test.skip : test)(
  'anchor-bundle: the made-up proof of the example does not pass',
  async (t) => {
    const result = await ANCHOR_BUNDLE_FORM.verify(bundle ?? '', { trust: createTrustRoot({}), suite: nodeSuite });
    t.is(result.verdict, 'invalid');
    t.true(result.checks.some(({ code, status }) => code === 'inclusion' && status === 'fail'));
  },
);

for (const name of ['g1-rotation-endorsement.json', 'g1-rotation-endorsement-2.json']) {
  const text = testDataText(`corpora/receipts/${name}`);
  (text === undefined ? test.skip : test)(`${name}: its digest is one of the two of the format`, (t) => {
    const unsigned = canonicalizeRotationEndorsementUnsigned(parseRotationEndorsement(text ?? ''));
    t.regex(
      nodeSuite.sha256Hex(unsigned),
      /^(?:9abe6f39e626fa97255efb538d693069d7ee19f2a71410f0e59a2db59cd7106c|4057d00b.{52}987b)$/,
    );
  });
}
