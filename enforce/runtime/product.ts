// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config/schema.js';
import { createControl, type ControlSources, type HealthReport } from '../control/endpoints.js';
import { createOperatorLog, createSilentLog, type OperatorLog } from '../control/log.js';
import { createMetrics } from '../control/metrics.js';
import { createObserver } from '../control/observer.js';
import { createStats } from '../control/stats.js';
import type { TrafficDetectors } from '../detect/detectors.js';
import { createMediator } from '../mediate/mediate.js';
import type { MediationContext } from '../mediate/snapshot.js';
import { createClock } from './clock.js';
import { buildContext } from './context.js';
import { buildDecisionParts, type DecisionParts } from './decision.js';
import { openEnvelopes, type OpenEnvelopes } from './envelope.js';
import { openEvidence, type OpenEvidence } from './evidence.js';
import { createListener, type Listener } from './listener.js';
import { listenAddress } from './listen-address.js';
import { openLogStamps, type LogStamps } from './log-stamps.js';
import { offloadLarge, type Offloaded } from './offload.js';
import type { ProductPaths } from './paths.js';
import { openScanApi, type ScanApi } from './scan-api.js';
import { openTransports, type Transports } from './transports.js';

export interface ProductOptions {
  readonly config: Config;
  readonly paths: ProductPaths;
  readonly version: string;
  /** Where environment secrets are looked up. */
  readonly environment: NodeJS.ProcessEnv;
  /** No operator log on standard output, which belongs to a wrapped program or to a report. */
  readonly quiet?: boolean;
  /** For measurements only: what the product costs with a part taken out. */
  readonly overrides?: { readonly detectors?: TrafficDetectors; readonly evidence?: 'none' };
}

/** A running proxy. */
export interface Product {
  readonly host: string;
  readonly port: number;
  /** Port of the scan API, where there is one. */
  readonly scanPort: number | undefined;
  readonly engine: string;
  readonly policyHash: string;
  /** Undefined when nothing is recorded. */
  readonly evidence:
    | { readonly dir: string; readonly publicKeyHex: string; readonly custody: string; readonly required: boolean }
    | undefined;
  /** Stops accepting, lets open exchanges end, closes the record. Later calls get the first one's promise. */
  close(): Promise<void>;
}

/** When rules are built that nothing has needed yet. */
const PREPARE_AFTER_MS = 250;
/** Between two of them requests have their turn. */
const PREPARE_PAUSE_MS = 20;
/** How long open exchanges may take to end when the product stops. */
const DRAIN_MS = 10_000;

/**
 * Builds every part from one configuration and starts to listen. Nothing listens before the record is open.
 * @throws ConfigError, EvidenceUnavailableError, or the system's error when the address is taken.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { config, paths, overrides } = options;
  const parts = buildDecisionParts(config, options.environment);
  const evidence = overrides?.evidence === 'none' ? undefined : await openEvidence(config, paths, parts);
  let envelopes: OpenEnvelopes | undefined;
  try {
    envelopes = openEnvelopes(config, paths, createClock());
    return await listen(options, parts, evidence, envelopes);
  } catch (error) {
    envelopes?.close();
    await evidence?.recorder.close('start_failed');
    throw error;
  }
}

async function prepareInTurns(preparations: () => TrafficDetectors['preparations']): Promise<void> {
  await delay(PREPARE_AFTER_MS, undefined, { ref: false });
  for (const prepare of preparations()) {
    prepare();
    await delay(PREPARE_PAUSE_MS, undefined, { ref: false });
  }
}

async function listen(
  options: ProductOptions,
  parts: DecisionParts,
  evidence: OpenEvidence | undefined,
  envelopes: OpenEnvelopes,
): Promise<Product> {
  const { config } = options;
  const log = options.quiet === true ? createSilentLog() : createOperatorLog(config.logging);
  const offloaded = offloadLarge(parts.detectors, { options: config, secrets: parts.secrets });
  const stamps = evidence && openLogStamps(config, evidence.dir, log);
  const watched = { options, parts, detectors: offloaded.detectors, evidence, envelopes, stamps, log };
  const { context, sources } = observe(watched);
  const mediator = createMediator(context);
  const shutdown = new AbortController();
  const transports = openTransports(config, mediator, shutdown.signal);
  const ownMetricsPort = config.metrics_listen !== '';
  const listener = createListener({
    ...transports.handlers,
    control: createControl(sources, !ownMetricsPort),
    mediator,
    shutdown,
    onError: (error) => log.error('listener_error', { error: String(error) }),
  });
  const { host, port } = listenAddress(config.fetch_proxy.listen);
  // The lesser address first: nothing to undo then when one of them is taken.
  const metricsServer = ownMetricsPort ? await serveMetrics(config.metrics_listen, sources) : undefined;
  const address = await listener.listen(host, port).catch(async (error: unknown) => {
    metricsServer?.close();
    await transports.close();
    throw error;
  });
  const scanApi = await openScanApi(config, context, options.version, (report) => sources.metrics.onScan(report)).catch(
    async (error: unknown) => {
      const open = { listener, transports, metricsServer, scanApi: undefined, offloaded };
      await stop({ ...open, evidence: undefined, stamps: undefined, envelopes: undefined, log });
      throw error;
    },
  );
  log.info('listening', { host: address.address, port: address.port, policy: parts.policyHash, engine: parts.engine });
  // What waits for the proxy to come up is answered first; a text that comes before this builds the rules itself.
  void prepareInTurns(() => context.snapshot().detectors.preparations);
  let closing: Promise<void> | undefined;
  return {
    host: address.address,
    port: address.port,
    scanPort: scanApi?.address.port,
    engine: parts.engine,
    policyHash: parts.policyHash,
    evidence: evidence && {
      dir: evidence.dir,
      publicKeyHex: evidence.recorder.publicKeyHex,
      custody: evidence.recorder.custody,
      required: evidence.required,
    },
    close: () =>
      (closing ??= stop({ listener, transports, metricsServer, scanApi, offloaded, evidence, stamps, envelopes, log })),
  };
}

interface Observed {
  readonly options: ProductOptions;
  readonly parts: DecisionParts;
  readonly detectors: TrafficDetectors;
  readonly evidence: OpenEvidence | undefined;
  readonly envelopes: OpenEnvelopes;
  readonly stamps: LogStamps | undefined;
  readonly log: OperatorLog;
}

/** The mediation context with everything that watches it. */
function observe({ options, parts, detectors, evidence, envelopes, stamps, log }: Observed): {
  readonly context: MediationContext;
  readonly sources: ControlSources;
} {
  const { config, version, overrides } = options;
  const clock = createClock();
  const stats = createStats(clock.monotonicMs);
  const metrics = createMetrics({
    version,
    killSwitchActive: () => context.snapshot().killSwitch(),
    verifiesEnvelopes: envelopes.port.verify !== undefined,
  });
  const context = buildContext({
    config,
    parts,
    detectors: overrides?.detectors ?? detectors,
    clock,
    observer: createObserver(log, metrics, stats),
    ...(evidence === undefined ? {} : { evidence: evidence.recorder }),
    envelopes: envelopes.port,
    requireReceipts: evidence?.required ?? false,
    escrow: evidence?.escrow ?? false,
  });
  const health = (): HealthReport =>
    healthReport({ config, version, parts, evidence, context, uptime: stats.report().uptime_seconds });
  return {
    context,
    sources: {
      health,
      metrics,
      stats,
      extraStats: () => extraStats(parts, evidence, stamps),
      ...(envelopes.published === undefined ? {} : { publishedKeys: envelopes.published }),
    },
  };
}

function extraStats(
  { detectors }: DecisionParts,
  evidence: OpenEvidence | undefined,
  stamps: LogStamps | undefined,
): Record<string, unknown> {
  return {
    evidence: evidence?.recorder.status() ?? null,
    ...(stamps === undefined ? {} : { log_timestamps: stamps.status() }),
    suppressions: detectors.suppressions.report(),
  };
}

interface HealthInput {
  readonly config: Config;
  readonly version: string;
  readonly parts: DecisionParts;
  readonly evidence: OpenEvidence | undefined;
  readonly context: MediationContext;
  readonly uptime: number;
}

function healthReport({ config, version, parts, evidence, context, uptime }: HealthInput): HealthReport {
  const status = evidence?.recorder.status();
  const blind = evidence?.required === true && status?.state !== 'ok';
  return {
    status: blind ? 'unhealthy' : 'healthy',
    version,
    mode: config.mode,
    uptime_seconds: uptime,
    dlp_patterns: parts.detectors.dlpPatternCount,
    response_scan_enabled: config.response_scanning.enabled,
    git_protection_enabled: false,
    rate_limit_enabled: config.fetch_proxy.monitoring.max_requests_per_minute > 0,
    forward_proxy_enabled: config.forward_proxy.enabled,
    websocket_proxy_enabled: false,
    request_body_scan_enabled: config.request_body_scanning.enabled,
    tls_interception_enabled: false,
    kill_switch_active: context.snapshot().killSwitch(),
    pattern_engine: parts.engine,
    policy_hash: parts.policyHash,
    evidence: {
      state: status?.state ?? 'off',
      required: evidence?.required ?? false,
      ...(status?.code === undefined ? {} : { code: status.code }),
    },
    transparency_log: status?.log ?? { state: 'off' },
    key_custody: evidence?.recorder.custody ?? 'none',
  };
}

interface Running {
  readonly listener: Listener;
  readonly transports: Transports;
  readonly metricsServer: Server | undefined;
  readonly scanApi: ScanApi | undefined;
  readonly offloaded: Offloaded;
  readonly evidence: OpenEvidence | undefined;
  readonly stamps: LogStamps | undefined;
  readonly envelopes: OpenEnvelopes | undefined;
  readonly log: OperatorLog;
}

/** In this order: outcomes of drained exchanges must still find an open record. */
async function stop({
  listener,
  transports,
  metricsServer,
  scanApi,
  offloaded,
  evidence,
  stamps,
  envelopes,
  log,
}: Running): Promise<void> {
  await listener.drain(DRAIN_MS);
  await scanApi?.close();
  await offloaded.close();
  await transports.close();
  metricsServer?.close();
  metricsServer?.closeAllConnections();
  await evidence?.recorder.close();
  // The last checkpoint of the log is written now.
  await stamps?.close();
  envelopes?.close();
  await log.flush();
}

async function serveMetrics(address: string, sources: ControlSources): Promise<Server> {
  const control = createControl(sources, true);
  const { host, port } = listenAddress(address);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (!control(request, response)) response.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      resolve(server);
    });
  });
}
