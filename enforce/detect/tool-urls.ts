// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import { addMissing, type Observation } from './observation.js';
import { worseClass } from './ssrf/address.js';
import { CLOSED_CLASSES, type AddressClass } from './ssrf/ranges.table.js';
import type { UrlScanner } from './url-scan.js';
import { parseTarget } from './url/target.js';

/** An argument that is a URL and nothing else: a tool is sent there. One inside a text is only mentioned. */
const DESTINATION = /^\s{0,8}https?:[\\/]{2}\S+\s{0,8}$/i;
/** Destinations of one call that are judged; so many more are as good as none that could be. */
const MAX_DESTINATIONS = 64;

const HIGHEST = ['entropy.path_milli', 'entropy.query_milli', 'entropy.subdomain_milli'] as const;
const FLAGS = ['host.blocklisted', 'nested.blocklisted', 'subdomain.encoded_shape'] as const;
const CLASSES = ['ssrf.literal', 'nested.ssrf'] as const;

/**
 * Facts of one destination added to those of the others: the worst of each. Address classes that can be opened are left
 * out, since tools of the same host talk to it with good reason; those that nothing opens stay.
 */
function addWorst(all: Record<string, FactValue>, one: Readonly<Record<string, FactValue>>): void {
  for (const name of HIGHEST) {
    const value = one[name];
    if (typeof value === 'number') all[name] = Math.max(value, Number(all[name] ?? 0));
  }
  for (const name of FLAGS) if (one[name] === true) all[name] = true;
  for (const name of CLASSES) {
    const value = one[name] as AddressClass | undefined;
    if (value === undefined || !CLOSED_CLASSES.has(value)) continue;
    const known = all[name] as AddressClass | undefined;
    all[name] = known === undefined ? value : worseClass(known, value);
  }
}

/** Judges where the arguments of a call lead, as if it were asked for. No resolver is asked. */
export function observeDestinations(values: readonly string[], urls: UrlScanner): Observation {
  const facts: Record<string, FactValue> = {};
  let findings: readonly Finding[] = [];
  const destinations = new Set(values.filter((value) => DESTINATION.test(value)).map((value) => value.trim()));
  if (destinations.size > MAX_DESTINATIONS) facts['view.limit'] = 'nested';
  for (const destination of [...destinations].slice(0, MAX_DESTINATIONS)) {
    const seen = urls.observe(parseTarget(destination));
    addWorst(facts, seen.facts);
    findings = addMissing(findings, seen.findings);
  }
  return { facts, findings: [...findings] };
}
