// SPDX-License-Identifier: Apache-2.0
import type { ACTION_TYPES } from './action-receipt.js';

type ActionType = (typeof ACTION_TYPES)[number];

export type SideEffectClass = 'none' | 'external_read' | 'external_write' | 'financial' | 'physical';
export type Reversibility = 'full' | 'compensatable' | 'irreversible' | 'unknown';

/** What an action does to the world, as receipts state it. */
export interface Classification {
  readonly action_type: ActionType;
  readonly side_effect_class: SideEffectClass;
  readonly reversibility: Reversibility;
}

const READ: Classification = { action_type: 'read', side_effect_class: 'external_read', reversibility: 'full' };
const WRITE: Classification = {
  action_type: 'write',
  side_effect_class: 'external_write',
  reversibility: 'compensatable',
};
const DELETE: Classification = { ...WRITE, reversibility: 'irreversible' };
const OTHER: Classification = { action_type: 'unclassified', side_effect_class: 'none', reversibility: 'unknown' };

const HTTP_METHODS: ReadonlyMap<string, Classification> = new Map([
  ['GET', READ],
  ['HEAD', READ],
  ['OPTIONS', READ],
  ['TRACE', READ],
  ['CONNECT', READ],
  ['POST', WRITE],
  ['PUT', WRITE],
  ['PATCH', WRITE],
  ['DELETE', DELETE],
]);

/** Classification of an HTTP request by its method, in upper case as HTTP spells it. */
export function classifyHttpMethod(method: string): Classification {
  return HTTP_METHODS.get(method) ?? OTHER;
}

const MCP_READ_METHODS: ReadonlySet<string> = new Set([
  'tools/list',
  'resources/list',
  'prompts/list',
  'resources/read',
  'prompts/get',
]);

const TOOL_PREFIXES: readonly (readonly [ActionType, readonly string[]])[] = [
  ['read', ['get', 'list', 'read', 'search', 'find', 'query', 'fetch', 'show', 'describe', 'check']],
  ['write', ['set', 'create', 'update', 'delete', 'remove', 'write', 'put', 'post', 'add', 'modify', 'edit', 'patch']],
  ['delegate', ['run', 'exec', 'execute', 'spawn', 'invoke', 'call']],
];

const MCP_SIDE_EFFECTS: Readonly<Record<ActionType, SideEffectClass>> = {
  read: 'external_read',
  derive: 'none',
  write: 'external_write',
  delegate: 'external_write',
  authorize: 'none',
  spend: 'financial',
  commit: 'external_write',
  actuate: 'physical',
  unclassified: 'none',
};

/** Classification of an MCP request; `toolName` is the called tool, where the method is `tools/call`. */
export function classifyMcpMethod(method: string, toolName = ''): Classification {
  const type = mcpActionType(method, toolName);
  return { action_type: type, side_effect_class: MCP_SIDE_EFFECTS[type], reversibility: 'unknown' };
}

function mcpActionType(method: string, toolName: string): ActionType {
  if (MCP_READ_METHODS.has(method)) return 'read';
  if (method !== 'tools/call') return 'unclassified';
  const match = TOOL_PREFIXES.find(([, prefixes]) => prefixes.some((prefix) => startsWithWord(toolName, prefix)));
  return match?.[0] ?? 'unclassified';
}

/** The prefix is the whole name, or ends where a new word begins: `get_user`, `get-user`, `getUser`, not `getaway`. */
function startsWithWord(name: string, prefix: string): boolean {
  if (name.slice(0, prefix.length).toLowerCase() !== prefix) return false;
  const next = name.charAt(prefix.length);
  return next === '' || /[_\-A-Z]/.test(next);
}
