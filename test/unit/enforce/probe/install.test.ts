// SPDX-License-Identifier: Apache-2.0
// One after another: each starts the product, and what is measured is not how many of them fit into one process.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import { presetConfig } from '../../../../enforce/config/presets.js';
import type { Config } from '../../../../enforce/config/schema.js';
import { probeContainment, summarizeContainment, type Dialler } from '../../../../enforce/probe/install/containment.js';
import { createDialler } from '../../../../enforce/probe/install/dialler.js';
import { diagnose } from '../../../../enforce/probe/install/diagnose.js';
import { doctor } from '../../../../enforce/probe/install/doctor.js';
import { detectRunContext } from '../../../../enforce/probe/install/run-context.js';
import { verifyInstall, type InstallReport } from '../../../../enforce/probe/install/verify-install.js';
import { removeFolder, tempFolder } from '../../../support/product.js';

const root = await tempFolder('pipelock-install-');
test.after.always(() => removeFolder(root));

const OUT = { connected: true, detail: 'TCP' };
const IN = { connected: false, detail: 'timeout' };
const dialler = (direct: typeof OUT, control?: typeof OUT): Dialler => ({
  direct: () => Promise.resolve(direct),
  ...(control === undefined ? {} : { control: () => Promise.resolve(control) }),
});

function verify(config: Config, change: Partial<Parameters<typeof verifyInstall>[0]> = {}): Promise<InstallReport> {
  return verifyInstall({
    config,
    configFile: 'x.yaml',
    version: '0.0.0-test',
    environment: {},
    context: 'host',
    dialler: { direct: () => Promise.reject(new Error('a host is not dialled')) },
    at: '2026-01-01T00:00:00Z',
    ...change,
  });
}

function states({ checks }: { readonly checks: readonly { readonly name: string; readonly status: string }[] }) {
  return Object.fromEntries(checks.map(({ name, status }) => [name, status]));
}

test.serial('a sound configuration on a host: scanning is verified, containment is not claimed', async (t) => {
  const report = await verify(presetConfig('balanced'));
  t.deepEqual(states(report), {
    config_valid: 'pass',
    proxy_health: 'pass',
    fetch_dlp: 'pass',
    forward_blocked: 'pass',
    scanning_injection: 'pass',
    scanning_dlp: 'pass',
    scanning_policy: 'pass',
    scanning_websocket: 'not_applicable',
    browser_shield: 'not_applicable',
    file_sentry: 'not_applicable',
    mcp_binary_integrity_smoke: 'not_applicable',
    mcp_tool_provenance_smoke: 'not_applicable',
    no_direct_http: 'not_applicable',
    no_direct_dns: 'not_applicable',
    no_direct_https: 'not_applicable',
  });
  const { total, passed, failed, unknown, scanning, containment } = report.summary;
  t.deepEqual([total, passed, failed, unknown, scanning, containment], [15, 7, 0, 0, 'verified', 'unknown']);
});

test.serial('what is off fails, by name', async (t) => {
  const config = presetConfig('balanced');
  const weak: Config = {
    ...config,
    forward_proxy: { ...config.forward_proxy, enabled: false },
    response_scanning: { ...config.response_scanning, enabled: false },
    mcp_tool_policy: { ...config.mcp_tool_policy, enabled: false },
    suppress: [{ rule: 'no such rule', path: '*', reason: 'r', owner: '', expires: '' }],
  };
  const report = await verify(weak);
  const found = states(report);
  t.deepEqual(
    [found['forward_blocked'], found['scanning_injection'], found['scanning_policy']],
    ['fail', 'fail', 'fail'],
  );
  t.deepEqual([found['fetch_dlp'], found['scanning_dlp']], ['pass', 'pass']);
  t.is(report.summary.scanning, 'degraded');
  t.regex(report.checks[0]?.evidence?.['warning_1'] ?? '', /no rule is called "no such rule"/);
});

test.serial(
  'a failed dial alone shows nothing; a control that gets out shows containment; a connection shows exposure',
  async (t) => {
    const judge = async (given: Dialler) => {
      const results = await probeContainment('container', given);
      return [summarizeContainment(results), ...new Set(results.map(({ status }) => status))];
    };
    t.deepEqual(await judge(dialler(IN)), ['unknown', 'unknown']);
    t.deepEqual(await judge(dialler(IN, IN)), ['unknown', 'unknown']);
    t.deepEqual(await judge(dialler(IN, OUT)), ['contained', 'pass']);
    t.deepEqual(await judge(dialler(OUT, OUT)), ['exposed', 'fail']);
    const mixed: Dialler = {
      direct: (check) => Promise.resolve(check === 'no_direct_dns' ? OUT : IN),
      control: () => Promise.resolve(OUT),
    };
    t.is(summarizeContainment(await probeContainment('pod', mixed)), 'exposed');
    const partly: Dialler = {
      direct: () => Promise.resolve(IN),
      control: (check) => Promise.resolve(check === 'no_direct_dns' ? IN : OUT),
    };
    t.is(summarizeContainment(await probeContainment('pod', partly)), 'unknown');
    t.is(summarizeContainment([]), 'unknown');
  },
);

test.serial('unknown checks are counted apart', async (t) => {
  const { summary } = await verify(presetConfig('balanced'), { context: 'container', dialler: dialler(IN) });
  t.deepEqual([summary.unknown, summary.failed, summary.containment, summary.scanning], [3, 0, 'unknown', 'verified']);
});

test.serial('without a dialler nothing is tried and nothing is claimed', async (t) => {
  const results = await probeContainment('container', undefined);
  t.deepEqual(
    [...new Set(results.map(({ status, detail }) => `${status}: ${detail}`))],
    ['not_applicable: not asked for'],
  );
  t.is(summarizeContainment(results), 'unknown');
});

test.serial('the control goes through a proxy, and only its 200 counts', async (t) => {
  const answers = ['HTTP/1.1 200 Connection established\r\n\r\n', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'x'.repeat(80), ''];
  const asked: string[] = [];
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (chunk) => {
      asked.push(chunk.toString().split('\r\n')[0] ?? '');
      socket.end(answers[asked.length - 1] ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const { control } = createDialler(new URL(`http://127.0.0.1:${port}`));
  const results = [];
  for (const check of ['no_direct_https', 'no_direct_http', 'no_direct_dns', 'no_direct_https'] as const) {
    results.push((await control?.(check))?.connected);
  }
  t.deepEqual(results, [true, false, false, false]);
  t.deepEqual(asked.slice(0, 3), [
    'CONNECT 1.1.1.1:443 HTTP/1.1',
    'CONNECT 1.1.1.1:80 HTTP/1.1',
    'CONNECT example.com:443 HTTP/1.1',
  ]);
  server.close();
  t.false((await control?.('no_direct_https'))?.connected);
  t.is(createDialler(undefined).control, undefined);
});

test.serial('where it runs is read from the system', (t) => {
  const place = (name: string, files: Record<string, string>): string => {
    const folder = join(root, name);
    mkdirSync(join(folder, 'proc/1'), { recursive: true });
    mkdirSync(join(folder, 'run'));
    for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
    return folder;
  };
  const host = place('host', { 'proc/1/cgroup': '0::/init.scope\n' });
  t.is(detectRunContext({}, host), 'host');
  t.is(detectRunContext({ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, host), 'pod');
  t.is(detectRunContext({ KUBERNETES_SERVICE_HOST: '' }, place('docker', { '.dockerenv': '' })), 'container');
  t.is(detectRunContext({}, place('podman', { 'run/.containerenv': '' })), 'container');
  t.is(detectRunContext({}, place('group', { 'proc/1/cgroup': '12:cpu:/docker/abc\n' })), 'container');
  t.is(detectRunContext({}, join(root, 'nothing')), 'host');
});

const SETUP = { configFile: '', version: '0.0.0-test', environment: {} };

test.serial(
  'diagnose: what is harmless passes, what is not is stopped with a receipt; what is off is skipped',
  async (t) => {
    const config = presetConfig('balanced');
    const report = await diagnose({ ...SETUP, config });
    t.deepEqual([report.passed, report.failed, report.skipped], [6, 0, 1]);
    t.regex(report.checks.find(({ name }) => name === 'fetch_blocked')?.detail ?? '', /core_dlp, with a receipt/);
    const explained = { ...config, explain_blocks: true, forward_proxy: { ...config.forward_proxy, enabled: false } };
    const found = states(await diagnose({ ...SETUP, config: explained }));
    t.deepEqual([found['fetch_hint'], found['forward_allowed'], found['forward_blocked']], ['pass', 'skip', 'skip']);
    const stopped = { ...config, kill_switch: { ...config.kill_switch, enabled: true } };
    t.is(states(await diagnose({ ...SETUP, config: stopped }))['fetch_allowed'], 'fail');
  },
);

test.serial('doctor: enforcing, observing, and stopped', async (t) => {
  const config = presetConfig('balanced');
  const examine = async (given: Config, isRoot = false) => {
    const report = await doctor({ ...SETUP, config: given, checkPorts: false, isRoot });
    return { report, proxy: report.checks.find(({ name }) => name === 'http_proxy') };
  };
  const { report, proxy } = await examine(config, true);
  t.deepEqual([proxy?.status, proxy?.configured, proxy?.reachable, proxy?.enforcing], ['ok', true, true, true]);
  t.is(report.summary.failures, 0);
  t.regex(report.root_run_banner ?? '', /root/);
  t.is(report.checks.find(({ name }) => name === 'direct_egress_boundary')?.enforcing, 'unknown');
  t.is((await examine({ ...config, enforce: false })).proxy?.status, 'warn');
  t.is((await examine({ ...config, kill_switch: { ...config.kill_switch, enabled: true } })).proxy?.status, 'fail');
});

test.serial('doctor sees an address that is taken', async (t) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const config = presetConfig('balanced');
  const taken = {
    ...config,
    fetch_proxy: { ...config.fetch_proxy, listen: `127.0.0.1:${port}` },
    metrics_listen: '127.0.0.1:0',
  };
  const found = states(await doctor({ ...SETUP, config: taken, checkPorts: true, isRoot: false }));
  t.deepEqual([found['port_collisions:fetch_proxy'], found['port_collisions:metrics']], ['warn', 'ok']);
  server.close();
});
