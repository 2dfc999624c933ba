// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../enforce/config/schema.js';
import { bracketed } from '../enforce/net/dial.js';
import type { Product, ProductEvidence } from '../enforce/runtime/product.js';
import { fromHex } from '../evidence/canonical/text.js';
import { fingerprint } from '../evidence/crypto/key-text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { printError, printErrorLine } from './output.js';
import { productVersion } from './product.js';
import { reachableUrl } from './wrapped.js';

/** What `pipelock run` says while it runs, all of it on standard error: standard output is the program's or the log's. */
export interface RunReport {
  /** The proxy listens and its record is open. `source`: where its configuration came from. */
  ready(product: Product, config: Config, source: string): void;
  /** The program cannot be started. */
  fault(message: string): void;
  stopping(): void;
  /** The record is closed, or could not be. `programExit`: of the program behind the proxy, where there was one. */
  ended(product: Product, programExit: number | undefined): void;
}

/** For a person. */
export const SPOKEN_REPORT: RunReport = {
  ready: (product, config, source) => printError(banner(product, config, source)),
  fault: (message) => printError(`pipelock: ${message}`),
  stopping: () => printError('stopping: finishing open exchanges, then closing the record'),
  ended: () => undefined,
};

/** For a program: one line of JSON when the proxy is ready, and one at the end. */
export function jsonReport(): RunReport {
  let fault: string | undefined;
  return {
    ready: (product, config, source) => printErrorLine(readyLine(product, config, source)),
    fault(message) {
      fault = message;
    },
    stopping: () => undefined,
    ended: (product, programExit) => printErrorLine(endedLine(product, programExit, fault)),
  };
}

function readyLine(product: Product, config: Config, source: string): Record<string, unknown> {
  const { host, port, scanPort, metricsPort, engine, policyHash, evidence } = product;
  const proxy = reachableUrl(host, port);
  return {
    schema: 'pipelock.run_ready.v1',
    version: productVersion(),
    pid: process.pid,
    proxy,
    fetch: `${proxy}/fetch`,
    scan_api: scanPort === undefined ? null : `${reachableUrl(hostIn(config.scan_api.listen), scanPort)}/api/v1/scan`,
    metrics: `${metricsPort === undefined ? proxy : reachableUrl(hostIn(config.metrics_listen), metricsPort)}/metrics`,
    mode: config.mode,
    config: source,
    policy_hash: policyHash,
    engine,
    evidence: evidence === undefined ? null : evidenceOf(evidence),
    off: partsOff(config, evidence),
  };
}

/** The host of `host:port`; every interface where none is named. */
function hostIn(listen: string): string {
  return listen.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') || '0.0.0.0';
}

function evidenceOf({ dir, publicKeyHex, custody, required, status }: ProductEvidence): Record<string, unknown> {
  return {
    dir,
    session: status().session,
    public_key: publicKeyHex,
    key_fingerprint: fingerprint(fromHex(publicKeyHex), nodeSuite),
    key_custody: custody,
    receipts_required: required,
  };
}

/** Keys of the configuration whose part does nothing in this run. The kill switch is meant to be off. */
function partsOff(config: Config, evidence: ProductEvidence | undefined): readonly string[] {
  const sections = Object.entries(config).flatMap(([name, section]: readonly [string, unknown]) =>
    isOff(section) && name !== 'kill_switch' ? [name] : [],
  );
  const off = new Set(sections);
  if (!config.enforce || config.mode === 'audit') off.add('enforce');
  if (evidence === undefined) off.add('flight_recorder');
  else if (!evidence.required) off.add('flight_recorder.require_receipts');
  return [...off].sort();
}

function isOff(section: unknown): boolean {
  return typeof section === 'object' && section !== null && 'enabled' in section && section.enabled === false;
}

function endedLine(
  product: Product,
  programExit: number | undefined,
  fault: string | undefined,
): Record<string, unknown> {
  const { total, allowed, blocked } = product.requests();
  return {
    schema: 'pipelock.run_ended.v1',
    program_exit: programExit ?? null,
    ...(fault === undefined ? {} : { program_error: fault }),
    decisions: { total, allowed, blocked },
    evidence: product.evidence === undefined ? null : chainOf(product.evidence),
  };
}

function chainOf({ dir, status }: ProductEvidence): Record<string, unknown> {
  const { session, state, receipts, chain, code } = status();
  return {
    dir,
    session,
    state,
    receipts,
    final_seq: chain?.finalSeq ?? null,
    root_hash: chain?.head ?? null,
    ...(code === undefined ? {} : { error: code }),
  };
}

/** What somebody starting the proxy needs to know. */
function banner(product: Product, config: Config, source: string): string {
  const { evidence, host, port, scanPort, engine, policyHash } = product;
  const scanHost = config.scan_api.listen.replace(/:\d+$/, '') || '0.0.0.0';
  const lines = [
    `pipelock ${productVersion()} listening on ${bracketed(host)}:${port}`,
    `  configuration  ${source}, policy ${policyHash.slice(0, 16)}`,
    ...(scanPort === undefined ? [] : [`  scan API       http://${scanHost}:${scanPort}/api/v1/scan`]),
    `  engine         ${engine}${engine.startsWith('re2js') ? ' (slower stand-in: re2 is not built here)' : ''}`,
  ];
  if (!config.forward_proxy.enabled) {
    lines.push('  forward proxy  OFF: only /fetch is served (set forward_proxy.enabled)');
  }
  if (evidence === undefined) {
    lines.push('  evidence       NONE: nothing that passes leaves a record (set flight_recorder.dir)');
  } else {
    lines.push(
      `  evidence       ${evidence.dir}${evidence.required ? ', receipts required' : ', receipts not required'}`,
    );
    lines.push(`  public key     ${evidence.publicKeyHex}`);
    lines.push(
      `  key custody    ${evidence.custody === 'same_uid' ? 'same uid as the agent may have: protect the key' : 'separate uid'}`,
    );
  }
  return lines.join('\n');
}
