// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import { parseStrictJson, type JsonMember, type JsonNode } from '../../../evidence/canonical/json-reader.js';
import type { ClientPlace } from './clients.table.js';
import { toPlainJson } from './plain-json.js';
import type { ServerEntry } from './server-risk.js';

export type ServerTransport = 'stdio' | 'http' | 'sse' | 'unknown';

/** One server as a client's file describes it. Everything in it is untrusted and may be secret. */
export interface ParsedServer extends ServerEntry {
  /** The project whose servers these are; undefined for those of every project. */
  readonly project: string | undefined;
  readonly transport: ServerTransport;
  readonly environmentNames: readonly string[];
  /** What could not be understood; codes and member names, never values. */
  readonly warnings: readonly string[];
}

export type ParsedClient = { readonly servers: readonly ParsedServer[] } | { readonly fault: string };

/** Reads the text of a client's file. Never throws; a fault names the kind of fault and quotes nothing. */
export function parseClientConfig(text: string, place: ClientPlace): ParsedClient {
  try {
    const root = membersOf(parseStrictJson(toPlainJson(text)));
    if (root === undefined) return { fault: 'not a JSON object' };
    const own = serversOf(root.get(place.key), undefined);
    const projects = place.projects === true ? [...(membersOf(root.get('projects')) ?? [])] : [];
    const inside = projects.flatMap(([path, project]) => serversOf(membersOf(project)?.get(place.key), path));
    return { servers: [...own, ...inside] };
  } catch (error) {
    if (error instanceof ShapeFault) return { fault: error.message };
    if (error instanceof FormatError) return { fault: `not valid JSON (${error.code})` };
    throw error;
  }
}

class ShapeFault extends Error {}

function membersOf(node: JsonNode | undefined): ReadonlyMap<string, JsonNode> | undefined {
  if (node?.kind !== 'object') return undefined;
  return new Map(node.members.map(({ key, value }: JsonMember) => [key, value]));
}

function serversOf(node: JsonNode | undefined, project: string | undefined): readonly ParsedServer[] {
  if (node === undefined || node.kind === 'null') return [];
  const members = membersOf(node);
  if (members !== undefined) return [...members].map(([name, entry]) => parseServer(name, entry, project));
  // Some clients keep a list in which each server has a name.
  if (node.kind !== 'array') throw new ShapeFault('the servers are neither a map nor a list');
  return node.items.map((item, index) =>
    parseServer(textOf(membersOf(item)?.get('name')) ?? `server ${index + 1}`, item, project),
  );
}

function parseServer(name: string, node: JsonNode, project: string | undefined): ParsedServer {
  const entry = membersOf(node);
  const warnings: string[] = [];
  if (entry === undefined) warnings.push('the entry is not an object');
  // An older shape of Zed keeps path and arguments below `command`.
  const nested = membersOf(entry?.get('command'));
  const text = (key: string, node: JsonNode | undefined): string => {
    const value = textOf(node);
    if (value === undefined && node !== undefined && node.kind !== 'null') warnings.push(`${key} is not a text`);
    return value ?? '';
  };
  const command = nested === undefined ? text('command', entry?.get('command')) : text('path', nested.get('path'));
  const list = nested?.get('args') ?? entry?.get('args');
  const args = list?.kind === 'array' ? list.items.map((item) => text('an argument', item)) : [];
  if (list !== undefined && list.kind !== 'array' && list.kind !== 'null') warnings.push('args is not a list');
  const url = text('url', entry?.get('url') ?? entry?.get('serverUrl') ?? entry?.get('httpUrl'));
  const environment = membersOf(nested?.get('env') ?? entry?.get('env'));
  const transport = transportOf(textOf(entry?.get('type') ?? entry?.get('transport')) ?? '', command, url);
  return { name, project, transport, command, args, url, environmentNames: [...(environment?.keys() ?? [])], warnings };
}

function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

const NAMED: Readonly<Record<string, ServerTransport>> = {
  stdio: 'stdio',
  http: 'http',
  streamable_http: 'http',
  sse: 'sse',
};

function transportOf(named: string, command: string, url: string): ServerTransport {
  const known = NAMED[named.toLowerCase().replaceAll('-', '_').replace('streamablehttp', 'streamable_http')];
  if (known !== undefined) return known;
  if (command !== '') return 'stdio';
  if (url === '') return 'unknown';
  return /\/sse\/?$/.test(url.split(/[?#]/, 1)[0] ?? '') ? 'sse' : 'http';
}
