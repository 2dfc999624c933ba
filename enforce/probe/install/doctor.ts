// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';
import type { Config } from '../../config/schema.js';
import { listenAddress } from '../../runtime/listen-address.js';
import { diagnose, type DiagnoseOptions, type DiagnoseReport } from './diagnose.js';

/** `info` says something that is neither good nor bad, such as what this build lacks. */
export type DoctorStatus = 'ok' | 'warn' | 'fail' | 'info';

/** One capability: is it configured, can it be reached, does it stop anything. What was not tried is `unknown`. */
export interface DoctorCheck {
  readonly name: string;
  readonly surface: string;
  readonly status: DoctorStatus;
  readonly configured: boolean;
  readonly reachable: boolean | 'unknown';
  readonly enforcing: boolean | 'unknown';
  readonly detail: string;
  readonly next: string;
}

export interface DoctorReport {
  readonly config_file: string;
  readonly mode: string;
  readonly version: string;
  readonly root_run_banner?: string;
  readonly summary: {
    readonly ok: number;
    readonly warnings: number;
    readonly failures: number;
    readonly info: number;
  };
  readonly checks: readonly DoctorCheck[];
}

export interface DoctorOptions extends DiagnoseOptions {
  readonly checkPorts: boolean;
  readonly isRoot: boolean;
}

/**
 * Says of each capability whether it is configured, reachable and enforcing, as `diagnose` finds it.
 * @throws ConfigError
 */
export async function doctor(options: DoctorOptions): Promise<DoctorReport> {
  const { config, configFile, version, checkPorts, isRoot } = options;
  const found = await diagnose(options);
  const checks = [
    httpProxy(config, found),
    bodyScanning(config),
    configSemantics(found),
    BOUNDARY,
    ...ABSENT,
    ...(checkPorts ? await portChecks(config) : []),
  ];
  const count = (status: DoctorStatus): number => checks.filter((check) => check.status === status).length;
  return {
    config_file: configFile,
    mode: config.mode,
    version,
    ...(isRoot
      ? { root_run_banner: 'running as root: what a proxy of this user may do, an agent of it may do too' }
      : {}),
    summary: { ok: count('ok'), warnings: count('warn'), failures: count('fail'), info: count('info') },
    checks,
  };
}

function httpProxy(config: Config, { checks }: DiagnoseReport): DoctorCheck {
  const status = (name: string): string | undefined => checks.find((check) => check.name === name)?.status;
  const reachable = status('health') === 'pass' && status('fetch_allowed') === 'pass';
  const enforcing = status('fetch_blocked') === 'pass' && status('forward_blocked') !== 'fail';
  const configured = config.forward_proxy.enabled;
  const sound = configured && config.enforce && config.mode !== 'audit';
  return {
    name: 'http_proxy',
    surface: 'fetch, forward, CONNECT',
    status: !reachable || !enforcing ? 'fail' : sound ? 'ok' : 'warn',
    configured,
    reachable,
    enforcing,
    detail: sound || !enforcing ? 'tried on loopback' : 'only what may never pass is blocked, or forward_proxy is off',
    next:
      reachable && enforcing ? (sound ? '' : 'set enforce: true and forward_proxy.enabled: true') : 'pipelock diagnose',
  };
}

function bodyScanning({ request_body_scanning: bodies }: Config): DoctorCheck {
  const blocking = bodies.enabled && bodies.action === 'block';
  return {
    name: 'request_body_scanning',
    surface: 'request bodies and headers',
    status: blocking ? 'ok' : 'warn',
    configured: bodies.enabled,
    reachable: 'unknown',
    enforcing: 'unknown',
    detail: bodies.enabled ? `action ${bodies.action}` : 'off',
    next: blocking ? 'pipelock simulate shows what it catches' : 'set request_body_scanning.action: block',
  };
}

function configSemantics({ checks }: DiagnoseReport): DoctorCheck {
  const rules = checks.find(({ name }) => name === 'rules');
  const sound = rules?.status === 'pass';
  return {
    name: 'config_semantics',
    surface: 'configuration',
    status: sound ? 'ok' : 'warn',
    configured: true,
    reachable: true,
    enforcing: 'unknown',
    detail: rules?.detail ?? '',
    next: sound ? '' : 'correct the names',
  };
}

/** A process cannot see from outside of the agent's place whether the agent could get round it. */
const BOUNDARY: DoctorCheck = {
  name: 'direct_egress_boundary',
  surface: 'network',
  status: 'info',
  configured: false,
  reachable: 'unknown',
  enforcing: 'unknown',
  detail: 'not established here',
  next: 'run pipelock verify-install --control-proxy where the agent runs',
};

const ABSENT: readonly DoctorCheck[] = [
  ['tls_interception', 'TLS'],
  ['browser_shield', 'pages'],
  ['mcp_wrapper_scanning', 'MCP'],
  ['mcp_binary_integrity', 'MCP'],
  ['mcp_tool_provenance', 'MCP'],
  ['mcp_identities', 'MCP'],
  ['file_sentry', 'files'],
  ['sentry', 'error reports'],
].map(([name = '', surface = '']) => ({
  name,
  surface,
  status: 'info',
  configured: false,
  reachable: false,
  enforcing: false,
  detail: 'not in this build',
  next: '',
}));

async function portChecks(config: Config): Promise<readonly DoctorCheck[]> {
  const listeners = [
    ['fetch_proxy', config.fetch_proxy.listen],
    ['metrics', config.metrics_listen],
    ['scan_api', config.scan_api.listen],
  ].filter(([, address]) => address !== '');
  return Promise.all(
    listeners.map(async ([name = '', address = '']): Promise<DoctorCheck> => {
      const free = await canListen(address);
      return {
        name: `port_collisions:${name}`,
        surface: address,
        status: free ? 'ok' : 'warn',
        configured: true,
        reachable: 'unknown',
        enforcing: 'unknown',
        detail: free ? 'the address is free' : 'something listens there already, perhaps pipelock itself',
        next: '',
      };
    }),
  );
}

function canListen(address: string): Promise<boolean> {
  const { host, port } = listenAddress(address);
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
