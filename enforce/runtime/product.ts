// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config/schema.js';
import type { RecorderStatus } from '../../evidence/store/options.js';
import { createControl, type ControlSources } from '../control/endpoints.js';
import { createOperatorLog, createSilentLog, type OperatorLog } from '../control/log.js';
import { createMetrics } from '../control/metrics.js';
import { createObserver } from '../control/observer.js';
import { createStats, type StatsReport } from '../control/stats.js';
import type { TrafficDetectors } from '../detect/detectors.js';
import { createMediator } from '../mediate/mediate.js';
import type { MediationContext } from '../mediate/snapshot.js';
import { createClock } from './clock.js';
import { buildContext } from './context.js';
import { buildDecisionParts, type DecisionParts } from './decision.js';
import { openEnvelopes, type OpenEnvelopes } from './envelope.js';
import { openEvidence, type OpenEvidence } from './evidence.js';
import { healthReport } from './health.js';
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

/** Where a running proxy records, and how far it got. */
export interface ProductEvidence {
  readonly dir: string;
  readonly publicKeyHex: string;
  readonly custody: string;
  /** Whether nothing may take effect before its receipt is on disk. */
  readonly required: boolean;
  /** Of the run that is written, or was written last. */
  readonly status: () => RecorderStatus & { readonly session: string };
}

/** A running proxy. */
export interface Product {
  readonly host: string;
  readonly port: number;
  /** Port of the scan API, where there is one. */
  readonly scanPort: number | undefined;
  /** Port of the metrics, where they have one of their own. */
  readonly metricsPort: number | undefined;
  readonly engine: string;
  readonly policyHash: string;
  /** Undefined when nothing is recorded. */
  readonly evidence: ProductEvidence | undefined;
  /** Requests judged so far. */
  requests(): StatsReport['requests'];
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
  const { context, sources } = observe({
    options,
    parts,
    detectors: offloaded.detectors,
    evidence,
    envelopes,
    stamps,
    log,
  });
  const servers = await openServers(options, { context, sources, offloaded, log });
  const { address, metricsServer, scanApi } = servers;
  log.info('listening', { host: address.address, port: address.port, policy: parts.policyHash, engine: parts.engine });
  // What waits for the proxy to come up is answered first; a text that comes before this builds the rules itself.
  void prepareInTurns(() => context.snapshot().detectors.preparations);
  let closing: Promise<void> | undefined;
  return {
    host: address.address,
    port: address.port,
    scanPort: scanApi?.address.port,
    metricsPort: metricsServer && (metricsServer.address() as AddressInfo).port,
    engine: parts.engine,
    policyHash: parts.policyHash,
    evidence: evidence && productEvidence(evidence),
    requests: () => sources.stats.report().requests,
    close: () => (closing ??= stop({ ...servers, offloaded, evidence, stamps, envelopes, log })),
  };
}

function productEvidence({ dir, recorder, required }: OpenEvidence): ProductEvidence {
  const { publicKeyHex, custody } = recorder;
  const status = (): ReturnType<ProductEvidence['status']> => ({ session: recorder.session, ...recorder.status() });
  return { dir, publicKeyHex, custody, required, status };
}

/** What the servers answer with. */
interface Behind {
  readonly context: MediationContext;
  readonly sources: ControlSources;
  readonly offloaded: Offloaded;
  readonly log: OperatorLog;
}

/** Everything that listens. When an address is taken, what listens already is closed. */
interface Servers {
  readonly address: AddressInfo;
  readonly listener: Listener;
  readonly transports: Transports;
  readonly metricsServer: Server | undefined;
  readonly scanApi: ScanApi | undefined;
}

async function openServers({ config, version }: ProductOptions, behind: Behind): Promise<Servers> {
  const { context, sources, offloaded, log } = behind;
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
  const scanApi = await openScanApi(config, context, version, (report) => sources.metrics.onScan(report)).catch(
    async (error: unknown) => {
      const open = { listener, transports, metricsServer, scanApi: undefined, offloaded };
      await stop({ ...open, evidence: undefined, stamps: undefined, envelopes: undefined, log });
      throw error;
    },
  );
  return { address, listener, transports, metricsServer, scanApi };
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
  const uptime = (): number => stats.report().uptime_seconds;
  return {
    context,
    sources: {
      health: () => healthReport({ config, version, parts, evidence, context, uptime: uptime() }),
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

interface Running extends Omit<Servers, 'address'> {
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
