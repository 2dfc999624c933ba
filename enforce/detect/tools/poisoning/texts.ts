// SPDX-License-Identifier: Apache-2.0

/** What a text of a definition is. */
export type TextRole =
  /** Prose that the agent reads: descriptions, titles, comments, instructions, defaults. */
  | 'prose'
  /** The tool's own name. */
  | 'name'
  /** Name of a parameter. */
  | 'property'
  /** Metadata that only programs should read. */
  | 'meta'
  /** Addresses of icons and the like. */
  | 'address';

/** One text inside a definition. */
export interface DefinitionText {
  /** `tools.0.inputSchema.properties.query.description`. */
  readonly path: string;
  readonly role: TextRole;
  readonly text: string;
}

/** A tool as it is defined by a server, with all its texts. */
export interface DefinedTool {
  /** Empty when the definition has no usable name. */
  readonly name: string;
  readonly path: string;
  readonly texts: readonly DefinitionText[];
  /** Names of parameters at any depth. */
  readonly properties: readonly { readonly name: string; readonly path: string; readonly required: boolean }[];
}

/** Everything that a server says about its tools. */
export interface Definitions {
  readonly tools: readonly DefinedTool[];
  /** Texts beside the tools: instructions, server information, sibling fields. */
  readonly texts: readonly DefinitionText[];
  readonly limit: 'depth' | 'count' | undefined;
}

const MAX_DEPTH = 64;
const MAX_TEXTS = 50_000;
const MAX_CHARS = 4_194_304;
/** Keys of a schema whose members are named by the author. */
const NAMING = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** A key that is itself a sentence. */
const SENTENCE = /\s\S+\s/;

interface Walk {
  readonly texts: DefinitionText[];
  readonly properties: { name: string; path: string; required: boolean }[];
  count: number;
  chars: number;
  limit: 'depth' | 'count' | undefined;
}

function add(walk: Walk, path: string, role: TextRole, text: string): void {
  walk.count++;
  walk.chars += text.length;
  if (walk.count > MAX_TEXTS || walk.chars > MAX_CHARS) walk.limit ??= 'count';
  else if (text !== '') walk.texts.push({ path, role, text });
}

function roleOf(key: string, inherited: TextRole): TextRole {
  if (key === '_meta') return 'meta';
  if (key === 'src' || key === 'icons' || key === 'websiteUrl') return 'address';
  return inherited;
}

interface Place {
  readonly path: string;
  readonly role: TextRole;
  readonly depth: number;
}

function visit(walk: Walk, value: unknown, place: Place): void {
  if (place.depth > MAX_DEPTH) walk.limit = 'depth';
  if (walk.limit !== undefined) return;
  if (typeof value === 'string') add(walk, place.path, place.role, value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      visit(walk, item, { ...place, path: `${place.path}.${i}`, depth: place.depth + 1 });
    });
    return;
  }
  visitMembers(walk, value as Record<string, unknown>, place);
}

function visitMembers(walk: Walk, value: Record<string, unknown>, place: Place): void {
  const named = NAMING.has(place.path.slice(place.path.lastIndexOf('.') + 1));
  for (const [key, item] of Object.entries(value)) {
    const path = place.path === '' ? key : `${place.path}.${key}`;
    if (named) {
      walk.properties.push({ name: key, path, required: false });
      add(walk, path, SENTENCE.test(key) ? 'prose' : 'property', key);
    } else if (SENTENCE.test(key)) add(walk, path, 'prose', key);
    visit(walk, item, { path, role: named ? place.role : roleOf(key, place.role), depth: place.depth + 1 });
  }
}

function openWalk(): Walk {
  return { texts: [], properties: [], count: 0, chars: 0, limit: undefined };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readTool(value: unknown, path: string, total: Walk): DefinedTool {
  const walk = { ...openWalk(), count: total.count, chars: total.chars };
  const name = isRecord(value) && typeof value['name'] === 'string' ? value['name'] : '';
  visit(walk, value, { path, role: 'prose', depth: 0 });
  total.count = walk.count;
  total.chars = walk.chars;
  total.limit ??= walk.limit;
  const texts = walk.texts.map((text) => (text.path === `${path}.name` ? { ...text, role: 'name' as const } : text));
  return { name, path, texts, properties: walk.properties };
}

/** The result or the parameters inside a JSON-RPC message, or the value itself. */
function unwrapMessage(value: unknown): unknown {
  if (!isRecord(value) || !('jsonrpc' in value)) return value;
  return value['result'] ?? value['params'] ?? value;
}

/**
 * Every text of a `tools/list` result, an `initialize` result, a list of tools or one tool, at any depth and under any
 * key; entries without a name too. What lies too deep is a limit. Never throws. Untrusted input.
 */
export function readDefinitions(value: unknown): Definitions {
  const total = openWalk();
  const inner = unwrapMessage(value);
  const list: readonly unknown[] | undefined = Array.isArray(inner)
    ? inner
    : isRecord(inner) && Array.isArray(inner['tools'])
      ? inner['tools']
      : undefined;
  if (list === undefined) {
    const single = isRecord(inner) && ('inputSchema' in inner || ('name' in inner && 'description' in inner));
    if (single) return { tools: [readTool(inner, 'tool', total)], texts: [], limit: total.limit };
    visit(total, inner, { path: '', role: 'prose', depth: 0 });
    return { tools: [], texts: total.texts, limit: total.limit };
  }
  const tools = list.map((tool, i) => readTool(tool, `tools.${i}`, total));
  if (isRecord(inner)) {
    const rest = Object.entries(inner).filter(([key]) => key !== 'tools');
    visit(total, Object.fromEntries(rest), { path: '', role: 'prose', depth: 0 });
  }
  return { tools, texts: total.texts, limit: total.limit };
}
