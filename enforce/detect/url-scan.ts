// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { ViewLimit } from '../text/view.js';
import type { Credentials } from './credentials.js';
import { detectDlp, type DlpScanner } from './dlp/detect.js';
import type { RandomParts, RedactionPort } from './dlp/redact.js';
import { urlViews } from './dlp/url-views.js';
import { addDlpFacts, type Observation } from './observation.js';
import type { DetectorOptions } from './options.js';
import { classifyHost, type AddressPolicy } from './ssrf/address.js';
import { dnsQuestion } from './url/doh.js';
import { compileHosts, type HostPatterns } from './url/hosts.js';
import { nestedFacts, type NestedRules } from './url/nested.js';
import { recognizePresigned, type Presigned } from './url/presigned.js';
import {
  compileRandomness,
  highest,
  type MeasuredPart,
  type Randomness,
  type RandomnessMeter,
} from './url/randomness.js';
import type { ParsedTarget } from './url/target.js';

/** What the content of one URL shows, computed once per target. */
interface UrlScan {
  readonly presigned: Presigned | undefined;
  /** By every rule, exemptions not applied. */
  readonly credentials: readonly Finding[];
  readonly limit: ViewLimit | undefined;
  /** Characters that were searched. */
  readonly searched: number;
  readonly randomness: () => Randomness;
  /** The URL asks a DNS question. */
  readonly question: boolean;
}

export interface UrlScanner {
  observe(target: ParsedTarget): Observation;
  /** Every rule that finds a credential in a target that nobody asks for, and how many characters that took. */
  credentials(target: ParsedTarget): Pick<UrlScan, 'credentials' | 'searched'>;
  /** The first rule that finds a credential in the target as a whole. */
  firstFinding(target: ParsedTarget): string | undefined;
  readonly redaction: RedactionPort;
}

interface Thresholds {
  readonly partMilli: number;
  readonly labelMilli: number;
}

function randomFinding(rule: string): Finding {
  return { detector: 'entropy', rule, category: 'entropy', severity: 'medium', surface: 'url', view: 'raw' };
}

/** Facts of what was measured, and findings of what is above a threshold. */
function addRandomness(
  facts: Record<string, FactValue>,
  findings: Finding[],
  { path, query, subdomain }: Randomness,
  { partMilli, labelMilli }: Thresholds,
): void {
  const highestPath = highest(path);
  if (highestPath !== undefined) {
    facts['entropy.path_milli'] = highestPath;
    if (highestPath > partMilli) findings.push(randomFinding('path_entropy'));
  }
  const highestQuery = highest(query);
  if (highestQuery !== undefined) {
    facts['entropy.query_milli'] = highestQuery;
    if (highestQuery > partMilli) findings.push(randomFinding('query_entropy'));
  }
  if (subdomain === undefined) return;
  if (subdomain.entropyMilli !== undefined) {
    facts['entropy.subdomain_milli'] = subdomain.entropyMilli;
    if (subdomain.entropyMilli > labelMilli) findings.push(randomFinding('subdomain_entropy'));
  }
  if (!subdomain.encoded) return;
  facts['subdomain.encoded_shape'] = true;
  findings.push(randomFinding('subdomain_shape'));
}

/** A value that is made when it is first asked for: of a URL inside a text nobody asks for its randomness. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function scanTarget(target: ParsedTarget, search: Credentials, meter: RandomnessMeter): UrlScan {
  const presigned = recognizePresigned(target);
  const searched = presigned === undefined ? target : { ...target, raw: presigned.raw, parts: presigned.parts };
  const question = dnsQuestion(target);
  const collector = urlViews(searched, search.scanner.anchors, question?.name);
  const quiet = question === undefined ? presigned?.quiet : new Set([...(presigned?.quiet ?? []), question.parameter]);
  return {
    presigned,
    credentials: search.inUrl(searched, collector.views),
    limit: collector.limit,
    searched: collector.views.reduce((sum, { text }) => sum + text.length, 0),
    randomness: once(() => meter.measure(target, quiet)),
    question: question !== undefined,
  };
}

/** Rules of the configuration that leave the URLs of some hosts alone. Built-in rules never do. */
function compileExemptions(scanner: DlpScanner): ReadonlyMap<string, HostPatterns> {
  return new Map(
    scanner.rules.flatMap(({ name, exemptHosts }) =>
      exemptHosts === undefined ? [] : [[name, compileHosts(exemptHosts)] as const],
    ),
  );
}

function texts(parts: readonly MeasuredPart[], threshold: number): ReadonlySet<string> {
  return new Set(parts.flatMap(({ text, milli }) => (milli > threshold ? [text] : [])));
}

/** Targets in flight at one time whose scan is kept. */
const REMEMBERED = 32;

interface ScanMemory {
  /** The scan of a target that has just come in. */
  begin(target: ParsedTarget): UrlScan;
  /** The scan of a target that came in before. */
  recall(target: ParsedTarget): UrlScan;
}

/**
 * A target is looked at and, when its receipt is written, redacted, while others come in between: the last answers are
 * kept. A miss costs time, not correctness.
 */
function openMemory(scan: (target: ParsedTarget) => UrlScan): ScanMemory {
  const recent: { readonly target: ParsedTarget; readonly scan: UrlScan }[] = [];
  let newest = -1;
  const begin = (target: ParsedTarget): UrlScan => {
    const made = { target, scan: scan(target) };
    newest = (newest + 1) % REMEMBERED;
    recent[newest] = made;
    return made.scan;
  };
  return {
    begin,
    recall(target) {
      const last = recent[newest];
      if (last?.target === target) return last.scan;
      return recent.find((known) => known.target === target)?.scan ?? begin(target);
    },
  };
}

/** Prepares the scan of URLs for one configuration. */
export function compileUrlScan(options: DetectorOptions, search: Credentials, addresses: AddressPolicy): UrlScanner {
  const { scanner } = search;
  const { monitoring } = options.fetch_proxy;
  const meter = compileRandomness(monitoring);
  const exemptions = compileExemptions(scanner);
  const rules: NestedRules = {
    blocklist: compileHosts(monitoring.blocklist),
    allowlist: compileHosts(options.api_allowlist),
    trusted: compileHosts(options.trusted_domains),
    addresses,
  };
  const thresholds: Thresholds = {
    partMilli: Math.round(monitoring.entropy_threshold * 1000),
    labelMilli: Math.round(monitoring.subdomain_entropy_threshold * 1000),
  };
  const memory = openMemory((target) => scanTarget(target, search, meter));

  return {
    observe(target) {
      const { presigned, credentials, limit, randomness, question } = memory.begin(target);
      const { host } = target;
      const facts: Record<string, FactValue> = { 'host.allowlisted': rules.allowlist.matches(host) };
      if (rules.blocklist.matches(host)) facts['host.blocklisted'] = true;
      const literal = classifyHost(host);
      if (literal !== undefined) facts['ssrf.literal'] = literal;
      const enforced =
        exemptions.size === 0 ? credentials : credentials.filter(({ rule }) => !exemptions.get(rule)?.matches(host));
      addDlpFacts(facts, 'url', enforced);
      const findings = [...enforced];
      addRandomness(facts, findings, randomness(), thresholds);
      if (presigned?.provider === 'aws') facts['presigned.sigv4'] = true;
      if (presigned !== undefined) facts['presigned.provider'] = presigned.provider;
      if (question) facts['url.dns_question'] = true;
      if (presigned?.longExpiry === true) facts['presigned.long_expiry'] = true;
      if (monitoring.scan_nested_urls) Object.assign(facts, nestedFacts(target, rules));
      if (limit !== undefined) facts['view.limit'] = limit;
      return { facts, findings };
    },
    credentials: (target) => scanTarget(target, search, meter),
    firstFinding: (target) => memory.recall(target).credentials[0]?.rule,
    redaction: {
      anchors: scanner.anchors,
      credential: (views) => detectDlp(scanner, views, 'url')[0]?.rule,
      random: (target) => randomParts(target, memory.recall(target).randomness(), thresholds),
    },
  };
}

function randomParts(target: ParsedTarget, randomness: Randomness, thresholds: Thresholds): RandomParts | undefined {
  const { path, query, subdomain } = randomness;
  const suspicious =
    subdomain !== undefined && (subdomain.encoded || (subdomain.entropyMilli ?? 0) > thresholds.labelMilli);
  const highestPart = Math.max(highest(path) ?? 0, highest(query) ?? 0);
  if (!suspicious && highestPart <= thresholds.partMilli) return undefined;
  return {
    path: texts(path, thresholds.partMilli),
    query: texts(query, thresholds.partMilli),
    labels: new Set(suspicious ? target.host.split('.').slice(0, -2) : []),
  };
}
