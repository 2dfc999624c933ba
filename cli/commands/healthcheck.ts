// SPDX-License-Identifier: Apache-2.0
import { EXIT, type CommandFile } from '../command.js';
import { print, printError, printJson } from '../output.js';
import { fetchHealth, healthUrl } from '../proxy-health.js';

interface Options {
  readonly addr: string;
  readonly json?: boolean;
}

export const healthcheck: CommandFile<Options> = {
  declare(command) {
    command
      .option('--addr <host:port>', 'address of the proxy', '127.0.0.1:8888')
      .option('--json', 'print the health report as JSON')
      .addHelpText('after', '\nexit codes: 0 healthy, 1 unhealthy or not reachable');
  },
  async run({ addr, json }) {
    const url = healthUrl(addr);
    const { status, text } = await fetchHealth(url).catch((error: unknown) => ({
      status: 0,
      text: error instanceof Error ? error.message : String(error),
    }));
    const healthy = status === 200;
    if (json === true) printJson({ healthy, status, report: parseReport(text) });
    else if (healthy) print(`healthy: ${addr}`);
    else printError(status === 0 ? `not reachable: ${addr}: ${text}` : `unhealthy: ${addr} answered ${status}`);
    return healthy ? EXIT.ok : EXIT.failed;
  },
};

function parseReport(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
