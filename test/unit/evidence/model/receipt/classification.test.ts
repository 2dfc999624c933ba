// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { classifyHttpMethod, classifyMcpMethod } from '../../../../../evidence/model/receipt/classification.js';

test('HTTP methods', (t) => {
  t.like(classifyHttpMethod('GET'), { action_type: 'read', side_effect_class: 'external_read', reversibility: 'full' });
  t.like(classifyHttpMethod('CONNECT'), { action_type: 'read' });
  t.like(classifyHttpMethod('PATCH'), { action_type: 'write', reversibility: 'compensatable' });
  t.like(classifyHttpMethod('DELETE'), { action_type: 'write', reversibility: 'irreversible' });
  t.like(classifyHttpMethod('PROPFIND'), { action_type: 'unclassified', side_effect_class: 'none' });
  t.like(classifyHttpMethod('get'), { action_type: 'unclassified' });
});

const mcp: readonly (readonly [string, string | undefined, string, string])[] = [
  ['tools/list', undefined, 'read', 'external_read'],
  ['resources/read', undefined, 'read', 'external_read'],
  ['initialize', undefined, 'unclassified', 'none'],
  ['tools/call', undefined, 'unclassified', 'none'],
  ['tools/call', 'get', 'read', 'external_read'],
  ['tools/call', 'GetUser', 'read', 'external_read'],
  ['tools/call', 'getaway', 'unclassified', 'none'],
  ['tools/call', 'delete-file', 'write', 'external_write'],
  ['tools/call', 'exec_shell', 'delegate', 'external_write'],
  ['tools/call', 'execute', 'delegate', 'external_write'],
  ['tools/call', 'transmogrify', 'unclassified', 'none'],
];

for (const [method, tool, type, effect] of mcp) {
  test(`MCP ${method} ${tool ?? ''}`, (t) => {
    const answer = classifyMcpMethod(method, tool);
    t.like(answer, { action_type: type, side_effect_class: effect, reversibility: 'unknown' });
  });
}
