// SPDX-License-Identifier: Apache-2.0
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Facts } from '../../evidence/model/policy.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import type { EndReport, VerdictReport } from '../mediate/ports.js';
import type { ScanReport } from '../mediate/scan.types.js';

/** Agent names come from clients; beyond this many distinct ones the label reads `other`. */
const MAX_AGENT_LABELS = 100;

const DURATION_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

export interface Metrics {
  /** Content type and text of the exposition format. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
  onVerdict(report: VerdictReport): void;
  onEnd(report: EndReport): void;
  onEvidenceFailure(code: string): void;
  onScan(report: ScanReport): void;
}

export interface MetricsSources {
  readonly version: string;
  readonly killSwitchActive: () => boolean;
  /** Whether incoming envelopes are verified. */
  readonly verifiesEnvelopes: boolean;
}

/** The `pipelock_` metrics of this build. No label ever holds a URL, a header value or a matched text. */
export function createMetrics(sources: MetricsSources): Metrics {
  return new PrometheusMetrics(sources);
}

class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry();
  readonly #instruments = createInstruments(this.#registry);
  readonly #agentLabel = boundedLabel(MAX_AGENT_LABELS);
  readonly #verifiesEnvelopes: boolean;

  constructor({ version, killSwitchActive, verifiesEnvelopes }: MetricsSources) {
    this.#verifiesEnvelopes = verifiesEnvelopes;
    this.#instruments.info.set({ version }, 1);
    const killSwitch: Gauge<'source'> = new Gauge({
      name: 'pipelock_kill_switch_active',
      help: 'Whether a kill-switch source denies everything.',
      labelNames: ['source'],
      registers: [this.#registry],
      collect() {
        killSwitch.set({ source: 'config' }, killSwitchActive() ? 1 : 0);
      },
    });
  }

  async render(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  onVerdict(report: VerdictReport): void {
    const { verdict, transport, direction } = report;
    const agent = this.#agentLabel(report.actor);
    const result = OUTCOMES[verdict.outcome].passes ? 'allowed' : 'blocked';
    // A refused answer belongs to a request that was counted when it was let through.
    if (direction === 'outbound') this.#instruments.requests.inc({ result, agent });
    if (verdict.reason !== 'none') this.#instruments.scannerHits.inc({ scanner: verdict.layer, agent });
    if (verdict.reason === 'kill_switch_active') this.#instruments.killSwitchDenials.inc({ transport });
    if (transport === 'connect') this.#countTunnel(result, direction);
    const envelope = envelopeResult(report, this.#verifiesEnvelopes);
    if (envelope !== undefined) this.#instruments.envelopes.inc({ result: envelope });
    this.#countHits(verdict.facts, result, agent);
  }

  onEnd({ transport, end, elapsedMs }: EndReport): void {
    if (transport !== 'connect') {
      this.#instruments.duration.observe(elapsedMs / 1000);
      return;
    }
    this.#instruments.activeTunnels.dec();
    this.#instruments.tunnelDuration.observe(elapsedMs / 1000);
    this.#instruments.tunnelBytes.inc(end.requestBytes + end.responseBytes);
  }

  onEvidenceFailure(code: string): void {
    this.#instruments.receiptFailures.inc({ reason: code });
  }

  onScan({ kind, decision, status, elapsedMs, findings, error }: ScanReport): void {
    this.#instruments.scans.inc({ kind, decision, status_code: String(status) });
    this.#instruments.scanDuration.observe(elapsedMs / 1000);
    for (const { scanner, severity } of findings) this.#instruments.scanFindings.inc({ kind, scanner, severity });
    if (error !== undefined) this.#instruments.scanErrors.inc({ kind, error_code: error });
  }

  #countTunnel(result: string, direction: VerdictReport['direction']): void {
    if (direction === 'outbound') this.#instruments.tunnels.inc({ result });
    if (result === 'allowed') this.#instruments.activeTunnels.inc();
  }

  #countHits(facts: Facts, action: string, agent: string): void {
    for (const surface of ['body', 'header'] as const) {
      if (facts[`dlp.${surface}.count`] !== undefined) this.#instruments[surface].inc({ action, agent });
    }
    if (facts['injection.response.count'] !== undefined) this.#instruments.responseInjections.inc({ action, agent });
  }
}

function createInstruments(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `pipelock_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `pipelock_${name}`, help, buckets: DURATION_BUCKETS, registers });
  return {
    info: new Gauge({ name: 'pipelock_info', help: 'Build information.', labelNames: ['version'], registers }),
    requests: counter('requests_total', 'Decisions by result.', ['result', 'agent']),
    duration: histogram('request_duration_seconds', 'From arrival to the last byte.'),
    scannerHits: counter('scanner_hits_total', 'Decisions by the layer that marked or blocked.', ['scanner', 'agent']),
    tunnels: counter('tunnels_total', 'CONNECT requests by result.', ['result']),
    tunnelDuration: histogram('tunnel_duration_seconds', 'Life of a tunnel.'),
    tunnelBytes: counter('tunnel_bytes_total', 'Bytes through tunnels, both ways.'),
    activeTunnels: new Gauge({ name: 'pipelock_active_tunnels', help: 'Tunnels open now.', registers }),
    body: counter('body_dlp_hits_total', 'Requests whose body matched a DLP rule.', ['action', 'agent']),
    header: counter('header_dlp_hits_total', 'Requests whose headers matched a DLP rule.', ['action', 'agent']),
    killSwitchDenials: counter('kill_switch_denials_total', 'Requests denied by the kill switch.', ['transport']),
    receiptFailures: counter('receipt_emit_failures_total', 'Receipts that could not be written.', ['reason']),
    responseInjections: counter('response_injection_hits_total', 'Answers with instructions to the agent.', [
      'action',
      'agent',
    ]),
    envelopes: counter('envelope_verify_total', 'Incoming requests by their mediation envelope.', ['result']),
    scans: counter('scan_api_requests_total', 'Questions to the scan API.', ['kind', 'decision', 'status_code']),
    scanDuration: histogram('scan_api_duration_seconds', 'From a question to its answer.'),
    scanFindings: counter('scan_api_findings_total', 'Findings of the scan API.', ['kind', 'scanner', 'severity']),
    scanErrors: counter('scan_api_errors_total', 'Questions without a judgement.', ['kind', 'error_code']),
  };
}

/** Undefined for a verdict that is not about an arriving request, or that fell before its envelope was looked at. */
function envelopeResult({ direction, verdict: { facts } }: VerdictReport, verifies: boolean): string | undefined {
  if (direction === 'inbound' || facts['redirect.hop'] !== undefined) return undefined;
  if (!verifies) return 'disabled';
  const fault = facts['envelope.inbound_fault'];
  if (fault !== undefined) return fault === 'missing' ? 'missing' : 'failed';
  return facts['envelope.inbound'] === undefined ? undefined : 'verified';
}

function boundedLabel(limit: number): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= limit) return 'other';
    seen.add(value);
    return value;
  };
}
