// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { configJsonSchema } from '../../../../enforce/config/json-schema.js';
import { defaultConfig } from '../../../../enforce/config/schema.js';

interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
}

const schema = configJsonSchema() as unknown as Node & { readonly $schema: string };

test('it is a closed draft 2020-12 schema', (t) => {
  t.is(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  t.is(schema.additionalProperties, false);
  t.is(schema.properties?.['fetch_proxy']?.additionalProperties, false);
});

test('every key of this build has its documentation and its default', (t) => {
  const visit = (node: Node | undefined, value: unknown, path: string): void => {
    t.true((node?.description ?? '').length > 0, path);
    const keys = node?.properties;
    if (keys === undefined) {
      t.deepEqual(node?.default, value, path);
      return;
    }
    for (const [key, member] of Object.entries(value as Record<string, unknown>))
      visit(keys[key], member, `${path}.${key}`);
  };
  for (const [key, value] of Object.entries(defaultConfig())) visit(schema.properties?.[key], value, key);
});

test('keys of other parts are known, and their switches can only be off', (t) => {
  t.is(schema.properties?.['websocket_proxy']?.properties?.['enabled']?.const, false);
  t.is(schema.properties?.['flight_recorder']?.properties?.['require_containment_evidence']?.const, false);
  t.is(schema.properties?.['flight_recorder']?.properties?.['checkpoint_interval']?.default, 1000);
});
