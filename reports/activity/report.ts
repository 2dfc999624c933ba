// SPDX-License-Identifier: Apache-2.0
import type { Counts } from './bounded.js';
import { SEVERITIES, type ActivitySeverity } from './event.js';
import { HIDDEN, isAddress, redactUrl, redactWords } from './host.js';
import type { ActivityState, KeptEvent } from './reducer.js';

export type Risk = 'red' | 'yellow' | 'green';

/** What was read, and how far it can be trusted. */
export interface ActivitySource {
  readonly kind: 'log' | 'evidence';
  /** A log is the word of the host that wrote it: `not_checked`. */
  readonly verification: 'valid' | 'unpinned' | 'invalid' | 'discontinuous' | 'not_checked';
  /** Why, in words. */
  readonly detail: string;
}

export interface ReportedEvent {
  readonly time: string;
  readonly event: string;
  readonly outcome: 'block' | 'warn';
  readonly severity: ActivitySeverity;
  readonly category: string;
  readonly scanner: string;
  readonly transport?: string;
  readonly method?: string;
  readonly url?: string;
  readonly reason?: string;
  readonly pattern?: string;
  readonly agent?: string;
  readonly id?: string;
  readonly mitre_technique?: string;
}

/** The report as a document. Wire names, as existing readers know them. */
export interface ActivityReport {
  readonly title: string;
  readonly generated: string;
  readonly version: string;
  readonly source: ActivitySource;
  readonly redacted: boolean;
  readonly config_hashes: readonly string[];
  readonly policy_hashes?: readonly string[];
  readonly mode: string;
  readonly time_range: { readonly start: string; readonly end: string };
  readonly risk: Risk;
  readonly summary: {
    readonly total_events: number;
    readonly blocks: number;
    readonly warnings: number;
    readonly criticals: number;
    readonly allowed: number;
    readonly unique_domains: number;
    /** The number of domains is a lower bound: there were too many to keep. */
    readonly domains_are_a_lower_bound?: true;
    readonly skipped_lines?: number;
  };
  readonly categories: readonly {
    readonly name: string;
    readonly count: number;
    readonly severity: ActivitySeverity;
    readonly mitre_techniques: readonly string[];
    readonly sample_evidence?: readonly ReportedEvent[];
  }[];
  readonly domains: readonly ({ readonly domain: string } & Split)[];
  readonly timeline: readonly { start: string; blocks: number; warns: number; allowed: number }[];
  readonly timeline_bucket_seconds: number;
  readonly evidence: readonly ReportedEvent[];
  readonly dlp_breakdown?: readonly { surface: string; blocks: number; warns: number; total: number }[];
  readonly transport_breakdown?: readonly ({ readonly transport: string } & Split)[];
  readonly agent_breakdown?: readonly ({ readonly agent: string } & Split)[];
  readonly mitre_techniques?: readonly { readonly technique: string; readonly count: number }[];
}

type Split = Readonly<Counts>;

export interface ReportOptions {
  readonly title: string;
  /** RFC 3339. */
  readonly generated: string;
  readonly productVersion: string;
  readonly source: ActivitySource;
  readonly redact: boolean;
  /** Takes what looks like a credential out of a text; asked about every text that is shown. */
  readonly scrub: (text: string) => string;
}

const TOP_DOMAINS = 20;
const TOP_AGENTS = 10;

/** The most frequent first; names decide between equals. */
function ranked(entries: ReadonlyMap<string, Counts>): [string, Counts][] {
  return [...entries].sort(([nameA, a], [nameB, b]) => b.total - a.total || (nameA < nameB ? -1 : 1));
}

type Shown = (text: string) => string;

/** Several names may come out as one when they are redacted. */
function rows(entries: ReadonlyMap<string, Counts>, shown: Shown, limit = Infinity): { name: string; split: Split }[] {
  const merged = new Map<string, Counts>();
  for (const [name, counts] of entries) {
    const key = shown(name);
    const { blocks, warns, allowed, total } = merged.get(key) ?? { blocks: 0, warns: 0, allowed: 0, total: 0 };
    merged.set(key, {
      total: total + counts.total,
      blocks: blocks + counts.blocks,
      warns: warns + counts.warns,
      allowed: allowed + counts.allowed,
    });
  }
  return ranked(merged)
    .slice(0, limit)
    .map(([name, split]) => ({ name, split }));
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}

interface Showing {
  readonly url: Shown;
  readonly words: Shown;
  readonly name: Shown;
}

function showing({ redact, scrub }: ReportOptions): Showing {
  if (!redact) return { url: scrub, words: scrub, name: scrub };
  const name = (text: string): string => (isAddress(text.toLowerCase()) ? HIDDEN : redactWords(text));
  return {
    url: (text) => scrub(redactUrl(text)),
    words: (text) => scrub(redactWords(text)),
    name: (text) => scrub(name(text)),
  };
}

function reportedEvent(event: KeptEvent, shown: Showing): ReportedEvent {
  const optional = (name: string, text: string): object => (text === '' ? {} : { [name]: text });
  return {
    time: timeText(event.atMs),
    event: shown.words(event.event),
    outcome: event.class === 'block' ? 'block' : 'warn',
    severity: event.severity,
    category: event.category,
    scanner: shown.words(event.label),
    ...optional('transport', shown.words(event.transport)),
    ...optional('method', shown.words(event.method)),
    ...optional('url', shown.url(event.url)),
    ...optional('reason', shown.words(event.reason)),
    ...optional('pattern', shown.words(event.pattern)),
    ...optional('agent', shown.name(event.agent)),
    ...optional('id', shown.words(event.id)),
    ...optional('mitre_technique', event.technique),
  };
}

function riskOf({ total, criticals }: ActivityState): Risk {
  if (criticals > 0) return 'red';
  return total.blocks + total.warns > 0 ? 'yellow' : 'green';
}

function summaryOf(state: ActivityState): ActivityReport['summary'] {
  const { total, criticals, domains, skippedLines } = state;
  return {
    total_events: total.total,
    blocks: total.blocks,
    warnings: total.warns,
    criticals,
    allowed: total.allowed,
    unique_domains: domains.entries.size,
    ...(domains.forgot ? { domains_are_a_lower_bound: true } : {}),
    ...(skippedLines > 0 ? { skipped_lines: skippedLines } : {}),
  };
}

function categoriesOf(state: ActivityState, shown: Showing): ActivityReport['categories'] {
  const rank = (severity: ActivitySeverity): number => SEVERITIES.indexOf(severity);
  return [...state.categories]
    .map(([name, { counts, worst, techniques, samples }]) => ({
      name,
      count: counts.total,
      severity: SEVERITIES[worst] ?? 'info',
      mitre_techniques: techniques.sorted,
      sample_evidence: samples.items.map((event) => reportedEvent(event, shown)),
    }))
    .sort((a, b) => rank(a.severity) - rank(b.severity) || b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** The report of what was read. The same state and options always give the same report. */
export function composeReport(state: ActivityState, options: ReportOptions): ActivityReport {
  const shown = showing(options);
  const same: Shown = (name) => name;
  const { widthMs, buckets } = state.timeline.buckets();
  const { range } = state.timeline;
  return {
    title: options.title,
    generated: options.generated,
    version: state.version === '' ? options.productVersion : shown.words(state.version),
    source: options.source,
    redacted: options.redact,
    config_hashes: state.configHashes.map(shown.words),
    ...(state.policyHashes.length === 0 ? {} : { policy_hashes: state.policyHashes.map(shown.words) }),
    mode: shown.words(state.mode),
    time_range: {
      start: range === undefined ? '' : timeText(range.startMs),
      end: range === undefined ? '' : timeText(range.endMs),
    },
    risk: riskOf(state),
    summary: summaryOf(state),
    categories: categoriesOf(state, shown),
    domains: rows(state.domains.entries, shown.name, TOP_DOMAINS).map(({ name, split }) => ({
      domain: name,
      ...split,
    })),
    timeline: buckets.map(({ start, counts: { blocks, warns, allowed } }) => ({
      start: timeText(start),
      ...{ blocks, warns, allowed },
    })),
    timeline_bucket_seconds: widthMs / 1000,
    evidence: state.evidence.map((event) => reportedEvent(event, shown)),
    dlp_breakdown: rows(state.surfaces, same).map(({ name, split: { blocks, warns, total } }) => ({
      surface: name,
      ...{ blocks, warns, total },
    })),
    transport_breakdown: rows(state.transports, same).map(({ name, split }) => ({ transport: name, ...split })),
    agent_breakdown: rows(state.agents.entries, shown.name, TOP_AGENTS).map(({ name, split }) => ({
      agent: name,
      ...split,
    })),
    mitre_techniques: ranked(state.techniques).map(([technique, { total }]) => ({ technique, count: total })),
  };
}

/** The report as JSON, indented by two. */
export function renderActivityJson(report: ActivityReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
