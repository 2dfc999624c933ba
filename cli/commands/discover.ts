// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { discover as discoverServers, type DiscoverReport } from '../../enforce/probe/discover/discover.js';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';
import { renderTable } from '../table.js';

interface Options {
  readonly home?: string;
  readonly json?: boolean;
  readonly generate?: boolean;
}

export const discover: CommandFile<Options> = {
  declare(command) {
    command
      .option('--home <folder>', "home folder to look in (default: this user's)")
      .option('--generate', 'also print how each unprotected server would be wrapped')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nReads the files of known clients, starts nothing, and shows no value of a variable or an argument that may be\n' +
          'secret. exit codes: 0 the search ended, whatever it found; 2 wrong usage',
      );
  },
  run({ home, json, generate }) {
    const report = discoverServers(scanHome(home));
    if (json === true) printJson(report);
    else print(render(report, generate === true));
    return EXIT.ok;
  },
};

/** The home folder to look in. @throws UsageError when a folder was named that is none. */
export function scanHome(home: string | undefined): string {
  if (home === undefined) return homedir();
  const path = resolve(home);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${home} is not a folder`);
  return path;
}

function render({ clients, servers, summary }: DiscoverReport, generate: boolean): string {
  if (clients.length === 0) return 'no MCP client is configured here';
  const clientRows = clients.map(({ client, config_path, server_count, parse_error }) => [
    client,
    parse_error === undefined ? `${server_count} servers` : `unreadable: ${parse_error}`,
    config_path,
  ]);
  const serverRows = servers.map((server) => [
    server.protection_state,
    server.risk,
    server.client,
    server.server_name,
    server.transport,
    server.url === '' ? [server.command, ...server.args].join(' ') : server.url,
  ]);
  const { total_servers, unprotected, unknown, high_risk, parse_errors } = summary;
  const counts = `${total_servers} servers: ${unprotected} unprotected, ${unknown} unknown, ${high_risk} of high risk; ${parse_errors} unreadable files`;
  const wrappers = servers
    .filter(({ protection_state: state, command }) => state === 'unprotected' && command !== '')
    .map(({ client, server_name }) => [client, server_name, 'pipelock mcp proxy -- its present command and arguments']);
  const parts = [renderTable(clientRows), renderTable(serverRows), counts];
  if (generate && wrappers.length > 0) parts.push(`wrapped, these would be protected:\n${renderTable(wrappers)}`);
  return parts.filter((part) => part !== '').join('\n\n');
}
