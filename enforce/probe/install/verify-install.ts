// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../config/schema.js';
import { openOfflineJudge, type OfflineJudge } from '../../runtime/offline-judge.js';
import { reviewConfig } from '../../runtime/review.js';
import type { Answer } from '../live/agent.js';
import { BLOCKED_HOST, startLiveProduct, type LiveProduct } from '../live/live-product.js';
import { inventedAccessKey, inventedToken } from '../simulate/invented.js';
import { probeContainment, summarizeContainment, type Containment, type Dialler } from './containment.js';
import type { RunContext } from './run-context.js';

/** `unknown`: it was tried and shows nothing. `not_applicable`: there is nothing to try. Neither is a pass. */
export type CheckStatus = 'pass' | 'fail' | 'not_applicable' | 'unknown';

export interface InstallCheck {
  readonly name: string;
  readonly category: 'scanning' | 'containment';
  readonly status: CheckStatus;
  readonly detail?: string;
  readonly evidence?: Readonly<Record<string, string>>;
}

export interface InstallReport {
  readonly version: string;
  readonly timestamp: string;
  readonly config_file: string;
  readonly run_context: RunContext;
  readonly checks: readonly InstallCheck[];
  readonly summary: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly not_applicable: number;
    readonly unknown: number;
    readonly scanning: 'verified' | 'degraded';
    readonly containment: Containment;
  };
}

export interface InstallOptions {
  readonly config: Config;
  readonly configFile: string;
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly context: RunContext;
  /** Undefined: nothing outside of this machine is tried. */
  readonly dialler: Dialler | undefined;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * Starts the product under a configuration and asks it to stop what it should stop, then whether this place can get
 * out without it. A disabled part is a failure, a part this build lacks is not applicable.
 * @throws ConfigError
 */
export async function verifyInstall(options: InstallOptions): Promise<InstallReport> {
  const { config, configFile, version, environment, context, dialler, at } = options;
  const checks = [
    checkConfig(config),
    ...(await liveChecks(options)),
    ...(await toolChecks(config, environment)),
    ...ABSENT,
  ];
  const containment = await probeContainment(context, dialler);
  const all = [...checks, ...containment.map((result): InstallCheck => ({ ...result, category: 'containment' }))];
  const count = (status: CheckStatus): number => all.filter((check) => check.status === status).length;
  return {
    version,
    timestamp: at,
    config_file: configFile,
    run_context: context,
    checks: all,
    summary: {
      total: all.length,
      passed: count('pass'),
      failed: count('fail'),
      not_applicable: count('not_applicable'),
      unknown: count('unknown'),
      scanning: checks.every(({ status }) => status !== 'fail') ? 'verified' : 'degraded',
      containment: summarizeContainment(containment),
    },
  };
}

function scanning(name: string, passed: boolean, detail: string): InstallCheck {
  return { name, category: 'scanning', status: passed ? 'pass' : 'fail', detail };
}

function checkConfig(config: Config): InstallCheck {
  const notes = reviewConfig(config).map(({ path, message }, index) => [`warning_${index + 1}`, `${path} ${message}`]);
  const check = scanning('config_valid', true, 'the configuration loads and its rules compile');
  return notes.length === 0 ? check : { ...check, evidence: Object.fromEntries(notes) as Record<string, string> };
}

/** Parts that newer checks are about and that this build does not have. */
const ABSENT: readonly InstallCheck[] = [
  ['scanning_websocket', 'the WebSocket proxy'],
  ['browser_shield', 'the browser shield'],
  ['file_sentry', 'the file sentry'],
  ['mcp_binary_integrity_smoke', 'binary integrity of MCP servers'],
  ['mcp_tool_provenance_smoke', 'tool provenance'],
].map(([name = '', part = '']) => ({
  name,
  category: 'scanning',
  status: 'not_applicable',
  detail: `${part} is not in this build`,
}));

async function liveChecks(options: InstallOptions): Promise<readonly InstallCheck[]> {
  const live = await startLiveProduct(options);
  try {
    const health = await live.health();
    return [
      scanning('proxy_health', health === 200, `GET /health: ${health ?? 'no answer'}`),
      await fetchCheck(live),
      await forwardCheck(live),
      await injectionCheck(live),
    ];
  } finally {
    await live.close();
  }
}

function told({ status, layer }: Answer): string {
  return layer === undefined ? `answered ${status}, not blocked` : `answered ${status}, blocked by layer ${layer}`;
}

function blockedBy({ status, layer }: Answer, layers: readonly string[]): boolean {
  return status >= 400 && layer !== undefined && layers.includes(layer);
}

async function fetchCheck(live: LiveProduct): Promise<InstallCheck> {
  const target = `${live.site}/search?q=${inventedAccessKey()}`;
  const answer = await live.send({ via: 'fetch', method: 'GET', target });
  return scanning('fetch_dlp', blockedBy(answer, ['dlp', 'core_dlp']), `/fetch with an access key: ${told(answer)}`);
}

async function forwardCheck(live: LiveProduct): Promise<InstallCheck> {
  const answer = await live.send({ via: 'connect', method: 'CONNECT', target: `${BLOCKED_HOST}:443` });
  return scanning(
    'forward_blocked',
    blockedBy(answer, ['blocklist', 'allowlist']),
    `CONNECT to a blocked host: ${told(answer)}`,
  );
}

async function injectionCheck(live: LiveProduct): Promise<InstallCheck> {
  const answer = await live.send({ via: 'fetch', method: 'GET', target: `${live.site}/injected` });
  const layers = ['response_injection', 'core_response'];
  return scanning('scanning_injection', blockedBy(answer, layers), `/fetch of injected text: ${told(answer)}`);
}

const JUDGED = 'tool call, judged as the scan API judges it; MCP transports are not in this build';

async function toolChecks(config: Config, environment: NodeJS.ProcessEnv): Promise<readonly InstallCheck[]> {
  const judge = openOfflineJudge(config, environment);
  try {
    const text = `deploy with sk-ant-api03-${inventedToken(93)}AA please`;
    return [
      await toolCheck(judge, 'scanning_dlp', 'dlp', ['post_message', { text }]),
      await toolCheck(judge, 'scanning_policy', 'tool_policy', ['shell', { command: 'rm -rf /' }]),
    ];
  } finally {
    await judge.close();
  }
}

async function toolCheck(
  judge: OfflineJudge,
  name: string,
  scanner: string,
  [tool, args]: readonly [string, object],
): Promise<InstallCheck> {
  const { decision, findings } = await judge.judge({ kind: 'tool_call', tool, argumentsJson: JSON.stringify(args) });
  const found = findings.some((finding) => finding.scanner === scanner);
  const check = scanning(name, decision === 'deny' && found, `${JUDGED}: ${decision}`);
  return { ...check, evidence: { path: 'tool_call' } };
}
