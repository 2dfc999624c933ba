// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { PostureEvidence } from '../../../evidence/model/posture-capsule.js';
import { parseClientConfig, type ParsedServer, type ServerTransport } from './client-config.js';
import { clientPath, CLIENT_PLACES, type Client, type ClientPlace } from './clients.table.js';
import { readTextFile } from './read-file.js';
import { protectionOf, riskOf, type Protection, type Risk } from './server-risk.js';
import { shownArgument, shownCommand, shownEnvironment, shownUrl } from './shown.js';

type DiscoverCounts = PostureEvidence['discover'];

export interface DiscoveredClient {
  readonly client: Client;
  readonly config_path: string;
  readonly scope: 'user';
  readonly server_count: number;
  readonly parse_error?: string;
}

/** One MCP server that a client would start. Safe to print: values that may be secret are taken out. */
export interface DiscoveredServer {
  readonly client: Client;
  readonly config_path: string;
  readonly project_path?: string;
  readonly server_name: string;
  readonly transport: ServerTransport;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly url: string;
  readonly protection_state: Protection;
  readonly risk: Risk;
  readonly evidence: string;
  readonly parse_warnings: readonly string[];
}

/** Wire names, as existing tools read them. */
export interface DiscoverReport {
  readonly clients: readonly DiscoveredClient[];
  readonly servers: readonly DiscoveredServer[];
  readonly summary: DiscoverCounts;
}

/**
 * Looks for the MCP servers that clients on this machine are configured to start, below a home folder. Nothing is
 * started or asked. The files are untrusted: whatever cannot be understood is reported and counts against the machine.
 */
export function discover(home: string, platform: NodeJS.Platform = process.platform): DiscoverReport {
  const clients: DiscoveredClient[] = [];
  const servers: DiscoveredServer[] = [];
  for (const place of CLIENT_PLACES) {
    const found = discoverClient(home, place, platform);
    if (found === undefined) continue;
    clients.push(found.client);
    servers.push(...found.servers);
  }
  servers.sort(byRisk);
  return { clients, servers, summary: countServers(clients, servers) };
}

function discoverClient(
  home: string,
  place: ClientPlace,
  platform: NodeJS.Platform,
): { readonly client: DiscoveredClient; readonly servers: readonly DiscoveredServer[] } | undefined {
  const path = join(home, clientPath(place, platform));
  const read = readTextFile(path);
  if (read === undefined) return undefined;
  const shared = { client: place.client, config_path: path };
  const parsed = 'fault' in read ? read : parseClientConfig(read.text, place);
  if ('fault' in parsed) {
    return { client: { ...shared, scope: 'user', server_count: 0, parse_error: parsed.fault }, servers: [] };
  }
  const servers = parsed.servers.map((server) => describeServer(shared, server));
  return { client: { ...shared, scope: 'user', server_count: servers.length }, servers };
}

function describeServer(
  place: { readonly client: Client; readonly config_path: string },
  server: ParsedServer,
): DiscoveredServer {
  const state = protectionOf(server);
  return {
    ...place,
    ...(server.project === undefined ? {} : { project_path: server.project }),
    server_name: server.name,
    transport: server.transport,
    command: shownCommand(server.command),
    args: server.args.map(shownArgument),
    ...(server.environmentNames.length === 0 ? {} : { env: shownEnvironment(server.environmentNames) }),
    url: shownUrl(server.url),
    protection_state: state,
    risk: riskOf(server, state),
    evidence: EVIDENCE[state],
    parse_warnings: server.warnings,
  };
}

const EVIDENCE: Readonly<Record<Protection, string>> = {
  protected_pipelock: 'the client starts pipelock mcp proxy',
  protected_other: 'the client starts another known wrapper',
  unprotected: 'the client starts or reaches the server directly',
  unknown: 'the entry names neither a command nor a URL',
};

const RISK_ORDER: Readonly<Record<Risk, number>> = { high: 0, medium: 1, low: 2 };

function byRisk(a: DiscoveredServer, b: DiscoveredServer): number {
  const keys = ({ client, config_path, project_path, server_name }: DiscoveredServer): string =>
    [client, config_path, project_path ?? '', server_name].join('\0');
  const [left, right] = [keys(a), keys(b)];
  return RISK_ORDER[a.risk] - RISK_ORDER[b.risk] || (left < right ? -1 : left > right ? 1 : 0);
}

function countServers(clients: readonly DiscoveredClient[], servers: readonly DiscoveredServer[]): DiscoverCounts {
  const inState = (state: Protection): number => servers.filter((server) => server.protection_state === state).length;
  return {
    total_clients: clients.length,
    total_servers: servers.length,
    protected_pipelock: inState('protected_pipelock'),
    protected_other: inState('protected_other'),
    unprotected: inState('unprotected'),
    unknown: inState('unknown'),
    high_risk: servers.filter(({ risk }) => risk === 'high').length,
    parse_errors: clients.filter(({ parse_error }) => parse_error !== undefined).length,
  };
}
