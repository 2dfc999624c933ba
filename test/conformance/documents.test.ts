// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseAnchorBundle } from '../../evidence/model/anchor-bundle.js';
import { parseAuditPacket } from '../../evidence/model/audit-packet.js';
import {
  canonicalizeRotationEndorsementUnsigned,
  parseRotationEndorsement,
} from '../../evidence/model/rotation-endorsement.js';
import { ANCHOR_BUNDLE_FORM } from '../../verify/core/anchor-bundle.js';
import { createTrustRoot } from '../../verify/core/trust.js';
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
