// SPDX-License-Identifier: Apache-2.0
import { OUTCOMES } from '../../evidence/model/verdict.js';
import type { VerdictReport } from '../mediate/ports.js';

/** Distinct names kept per table; the rarest make room. */
const MAX_NAMES = 1_000;
const TOP = 10;

interface NameCount {
  readonly name: string;
  readonly count: number;
}

export interface StatsReport {
  readonly uptime_seconds: number;
  readonly requests: {
    readonly total: number;
    readonly allowed: number;
    readonly blocked: number;
    readonly block_rate: number;
  };
  readonly tunnels: number;
  readonly top_blocked_domains: readonly NameCount[];
  readonly top_scanners: readonly NameCount[];
  readonly agents: Readonly<Record<string, { readonly allowed: number; readonly blocked: number }>>;
}

export interface Stats {
  onVerdict(report: VerdictReport): void;
  report(): StatsReport;
}

export function createStats(monotonicMs: () => number): Stats {
  const startedMs = monotonicMs();
  const domains = createTally();
  const scanners = createTally();
  const agentsAllowed = createTally();
  const agentsBlocked = createTally();
  let allowed = 0;
  let blocked = 0;
  let tunnels = 0;

  return {
    onVerdict({ verdict, target, actor, transport, direction }) {
      if (OUTCOMES[verdict.outcome].passes) {
        allowed += 1;
        agentsAllowed.add(actor);
        if (transport === 'connect') tunnels += 1;
        return;
      }
      // The answer to a request that was counted as let through.
      if (direction === 'inbound') {
        allowed -= 1;
        agentsAllowed.add(actor, -1);
      }
      blocked += 1;
      agentsBlocked.add(actor);
      scanners.add(verdict.layer);
      domains.add(hostOf(target));
    },
    report() {
      const total = allowed + blocked;
      return {
        uptime_seconds: Math.floor((monotonicMs() - startedMs) / 1000),
        requests: { total, allowed, blocked, block_rate: total === 0 ? 0 : blocked / total },
        tunnels,
        top_blocked_domains: domains.top(TOP),
        top_scanners: scanners.top(TOP),
        agents: agentTable(agentsAllowed, agentsBlocked),
      };
    },
  };
}

function agentTable(allowed: Tally, blocked: Tally): StatsReport['agents'] {
  const names = new Set([...allowed.names(), ...blocked.names()]);
  return Object.fromEntries(
    [...names].map((name) => [name, { allowed: allowed.count(name), blocked: blocked.count(name) }]),
  );
}

/** Host of a redacted target, so that a secret in a host name is not shown here either. */
function hostOf(safeTarget: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/.exec(safeTarget)?.[1] ?? safeTarget;
}

interface Tally {
  add(name: string, by?: number): void;
  count(name: string): number;
  names(): Iterable<string>;
  top(limit: number): readonly NameCount[];
}

function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add(name, by = 1) {
      if (!counts.has(name) && counts.size >= MAX_NAMES) dropRarest(counts);
      counts.set(name, (counts.get(name) ?? 0) + by);
    },
    count: (name) => counts.get(name) ?? 0,
    names: () => counts.keys(),
    top: (limit) =>
      [...counts]
        .map(([name, count]) => ({ name, count }))
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
        .slice(0, limit),
  };
}

/** Drops a tenth at a time, so that the cost of sorting is spread over many additions. */
function dropRarest(counts: Map<string, number>): void {
  const rarest = [...counts].sort((a, b) => a[1] - b[1]).slice(0, Math.ceil(MAX_NAMES / 10));
  for (const [name] of rarest) counts.delete(name);
}
