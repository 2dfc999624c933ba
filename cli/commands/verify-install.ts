// SPDX-License-Identifier: Apache-2.0
import { createDialler } from '../../enforce/probe/install/dialler.js';
import { detectRunContext } from '../../enforce/probe/install/run-context.js';
import { verifyInstall as runChecks, type InstallReport } from '../../enforce/probe/install/verify-install.js';
import { presetConfig } from '../../enforce/config/presets.js';
import type { Config } from '../../enforce/config/schema.js';
import { toBase64, utf8Encode } from '../../evidence/canonical/text.js';
import { UsageError } from '../../evidence/model/errors.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { writeOutput } from '../output-file.js';
import { print, printJson } from '../output.js';
import { productVersion } from '../product.js';
import { renderTable } from '../table.js';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly color: boolean;
  readonly sign?: string;
  readonly output?: string;
  readonly controlProxy?: string;
  readonly scanningOnly?: boolean;
}

export const verifyInstall: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to verify as it is (default: every protection on, blocking)')
      .option('--control-proxy <url>', 'proxy outside of the boundary: the control without which nothing is contained')
      .option('--scanning-only', 'try nothing outside of this machine; containment stays unknown')
      .option('--sign <keyfile>', 'sign the report with this private key')
      .option('-o, --output <file>', 'write the report as JSON to a new file')
      .option('--no-color', 'plain text')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nIn a container or pod it tries to reach the internet without the proxy. exit codes: 0 all passed or not\n' +
          'applicable, 1 a check failed, 2 configuration refused or a check shows nothing',
      );
  },
  async run({ config: path, json, color, sign, output, controlProxy, scanningOnly }) {
    const control = controlProxy === undefined ? undefined : proxyUrl(controlProxy);
    const config = path === undefined ? everythingOn() : loadConfigFile(path).config;
    const report = await runChecks({
      config,
      configFile: path ?? '',
      version: productVersion(),
      environment: process.env,
      context: detectRunContext(process.env),
      dialler: scanningOnly === true ? undefined : createDialler(control),
      at: new Date().toISOString(),
    });
    const told = sign === undefined ? report : await signReport(report, sign);
    if (output !== undefined) await writeOutput(`${JSON.stringify(told, null, 2)}\n`, output);
    if (json === true) printJson(told);
    else print(render(report, color));
    const { failed, unknown } = report.summary;
    return failed > 0 ? EXIT.failed : unknown > 0 ? EXIT.config : EXIT.ok;
  },
};

function everythingOn(): Config {
  const config = presetConfig('balanced');
  return {
    ...config,
    request_body_scanning: { ...config.request_body_scanning, action: 'block', content_entropy_action: 'block' },
    mcp_tool_policy: { ...config.mcp_tool_policy, action: 'block' },
    cross_request_detection: { ...config.cross_request_detection, enabled: true },
  };
}

function proxyUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' || url.hostname === '') {
    throw new UsageError(`--control-proxy is an HTTP proxy such as http://10.0.0.5:8888, not "${text}"`);
  }
  return url;
}

/** The bytes a report's signature covers: its compact JSON without the signature, `<`, `>` and `&` escaped. */
export function canonicalizeInstallReport(report: InstallReport): Uint8Array {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return utf8Encode(JSON.stringify(report).replace(/[<>&\u2028\u2029]/g, escape));
}

async function signReport(report: InstallReport, keyFile: string): Promise<InstallReport & { signature: string }> {
  const signer = loadSigningKey(keyFile, 'same_uid');
  return { ...report, signature: toBase64(await signer.sign(canonicalizeInstallReport(report))) };
}

function render({ checks, summary, run_context }: InstallReport, colour: boolean): string {
  const rows = checks.map(({ status, category, name, detail }) => [status, category, name, detail ?? '']);
  const { passed, failed, not_applicable, unknown, scanning, containment } = summary;
  const counts = `${passed} passed, ${failed} failed, ${unknown} unknown, ${not_applicable} not applicable`;
  return `${renderTable(rows, colour)}\n\n${counts}\nscanning ${scanning}, containment ${containment} (${run_context})`;
}
