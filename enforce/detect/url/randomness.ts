// SPDX-License-Identifier: Apache-2.0
import { decodePercentOnce } from '../../text/notations/percent-text.js';
import { measurePart, MIN_MEASURED_LENGTH } from './entropy.js';
import { compileHosts, type HostPatterns } from './hosts.js';
import { measureSubdomain, type SubdomainShape } from './subdomain.js';
import type { ParsedTarget } from './target.js';

/** What is not measured, as the configuration names it. Exclusions never skip the search for credentials. */
export interface RandomnessOptions {
  readonly entropy_threshold: number;
  readonly subdomain_entropy_threshold: number;
  readonly subdomain_entropy_exclusions: readonly string[];
  readonly query_entropy_exclusions: readonly string[];
  readonly path_entropy_exclusions: readonly { readonly host: string; readonly path_prefix: string }[];
  readonly query_entropy_param_exclusions: readonly {
    readonly host: string;
    readonly path: string;
    readonly param: string;
  }[];
}

/** One measured part of a URL. */
export interface MeasuredPart {
  readonly text: string;
  readonly milli: number;
}

/** Measurements of one URL. Absent members were too short, or excluded. */
export interface Randomness {
  readonly path: readonly MeasuredPart[];
  readonly query: readonly MeasuredPart[];
  readonly subdomain: SubdomainShape | undefined;
}

export interface RandomnessMeter {
  /** `quiet`: parameters whose values are random by design. */
  measure(target: ParsedTarget, quiet?: ReadonlySet<string>): Randomness;
}

function decoded(part: string): string {
  return part.includes('%') ? decodePercentOnce(part) : part;
}

function measureInto(measured: MeasuredPart[], part: string): void {
  if (part.length < MIN_MEASURED_LENGTH) return;
  const milli = measurePart(decoded(part));
  if (milli !== undefined) measured.push({ text: part, milli });
}

const NONE: readonly MeasuredPart[] = [];
const NO_NAMES: ReadonlySet<string> = new Set();

function measureSegments(path: string): readonly MeasuredPart[] {
  const measured: MeasuredPart[] = [];
  for (let start = 1; start < path.length;) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    if (end - start >= MIN_MEASURED_LENGTH) measureInto(measured, path.slice(start, end));
    start = end + 1;
  }
  return measured;
}

function measureTexts(texts: readonly string[]): readonly MeasuredPart[] {
  const measured: MeasuredPart[] = [];
  for (const text of texts) measureInto(measured, text);
  return measured;
}

interface PlaceRule {
  readonly hosts: HostPatterns;
  readonly path: string;
}

/** Prepares the exclusions of a configuration. */
export function compileRandomness(options: RandomnessOptions): RandomnessMeter {
  const quietHosts = compileHosts(options.subdomain_entropy_exclusions);
  const quietQueries = compileHosts(options.query_entropy_exclusions);
  const paths: readonly PlaceRule[] = options.path_entropy_exclusions.map(({ host, path_prefix }) => ({
    hosts: compileHosts([host]),
    path: path_prefix,
  }));
  const params = options.query_entropy_param_exclusions.map(({ host, path, param }) => ({
    hosts: compileHosts([host]),
    path,
    param,
  }));
  const isQuietPath = ({ scheme, host, path }: ParsedTarget): boolean =>
    scheme === 'https' && paths.some((rule) => path.startsWith(rule.path) && rule.hosts.matches(host));

  const queryTexts = ({ scheme, host, path, parts }: ParsedTarget, byDesign: ReadonlySet<string>): string[] => {
    const quiet = scheme === 'https' ? params.filter((rule) => rule.path === path && rule.hosts.matches(host)) : [];
    return parts.flatMap(({ key, value }) =>
      byDesign.has(key) || quiet.some(({ param }) => param === decoded(key)) ? [] : [key, value.replaceAll('+', ' ')],
    );
  };

  return {
    measure(target, byDesign = NO_NAMES) {
      const quiet = quietHosts.matches(target.host);
      const measurePath = target.path.length > MIN_MEASURED_LENGTH && !quiet && !isQuietPath(target);
      const measureQuery = target.query.length >= MIN_MEASURED_LENGTH && !quietQueries.matches(target.host);
      return {
        path: measurePath ? measureSegments(target.path) : NONE,
        query: measureQuery ? measureTexts(queryTexts(target, byDesign)) : NONE,
        subdomain: quiet || target.literal ? undefined : measureSubdomain(target.host),
      };
    },
  };
}

/** The highest measurement, or undefined when nothing was measured. */
export function highest(parts: readonly MeasuredPart[]): number | undefined {
  let highest: number | undefined;
  for (const { milli } of parts) if (highest === undefined || milli > highest) highest = milli;
  return highest;
}
