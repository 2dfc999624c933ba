// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '../../../evidence/model/policy.js';
import { decodeToken } from '../../text/encodings/tokens.js';
import { decodePercentFully } from '../../text/notations/percent-text.js';
import { closedLiteral, worseClass, type AddressPolicy } from '../ssrf/address.js';
import type { AddressClass } from '../ssrf/ranges.table.js';
import type { HostPatterns } from './hosts.js';
import { parseTarget, type ParsedTarget } from './target.js';

export interface NestedRules {
  readonly blocklist: HostPatterns;
  readonly allowlist: HostPatterns;
  readonly trusted: HostPatterns;
  readonly addresses: AddressPolicy;
}

const ABSOLUTE = /^https?:/i;
const SCHEMELESS = /^[\\/]{2}[^\\/]/;
const BLANKS = /^[\x00-\x20]+/;
const DECODE_DEPTH = 3;
/** Distinct destinations judged per URL; more are as suspicious as a forbidden one and are reported as a limit. */
const MAX_NESTED = 64;

/** Calls back for a text, its percent-decoded form and whatever is encoded in either. */
function forEachForm(text: string, depth: number, visit: (form: string) => void): void {
  visit(text);
  const decoded = decodePercentFully(text) ?? text;
  if (decoded !== text) visit(decoded);
  if (depth >= DECODE_DEPTH) return;
  for (const inner of decodeToken(decoded)) forEachForm(inner.text, depth + 1, visit);
}

function toNested(form: string): ParsedTarget | undefined {
  const text = form.replace(BLANKS, '');
  const absolute = ABSOLUTE.test(text) ? text : SCHEMELESS.test(text) ? `https:${text}` : undefined;
  if (absolute === undefined) return undefined;
  const nested = parseTarget(absolute);
  return nested.url === undefined || nested.host === '' ? undefined : nested;
}

/** A path that is a destination from there on, as relays take it: `/http://host/`. */
const IN_PATH = /\/https?:\/{1,2}[^/]/i;

/** The destinations named in the path and in a query's keys and values, one level deep, without asking a resolver. */
function nestedTargets(target: ParsedTarget): readonly ParsedTarget[] {
  const found = new Map<string, ParsedTarget>();
  const visit = (form: string): void => {
    const nested = toNested(form);
    if (nested !== undefined && found.size <= MAX_NESTED) found.set(`${nested.host}:${nested.port}`, nested);
  };
  const inPath = target.path.includes(':/') ? target.path.search(IN_PATH) : -1;
  // A parser has made one of two slashes in some paths.
  if (inPath >= 0) visit(target.path.slice(inPath + 1).replace(/^(https?:)\/+/i, '$1//'));
  for (const { key, value } of target.parts) {
    if (key !== '') forEachForm(key, 0, visit);
    if (value !== '') forEachForm(value, 0, visit);
  }
  return [...found.values()];
}

/**
 * Facts about URLs inside the query: `nested.ssrf` (worst class of a literal host that is not opened),
 * `nested.blocklisted` (only when true), `nested.allowlisted` (whether all are), `view.limit` when there are too many.
 */
export function nestedFacts(target: ParsedTarget, rules: NestedRules): Record<string, FactValue> {
  if (target.parts.length === 0 && !target.path.includes(':/')) return {};
  const nested = nestedTargets(target);
  if (nested.length === 0) return {};
  const facts: Record<string, FactValue> = {};
  let worst: AddressClass | undefined;
  for (const { host } of nested) {
    const kind = closedLiteral(host, rules.addresses, rules.trusted.matches(host));
    if (kind !== undefined) worst = worst === undefined ? kind : worseClass(worst, kind);
  }
  if (worst !== undefined) facts['nested.ssrf'] = worst;
  if (nested.some(({ host }) => rules.blocklist.matches(host))) facts['nested.blocklisted'] = true;
  facts['nested.allowlisted'] = nested.every(({ host }) => rules.allowlist.matches(host));
  if (nested.length > MAX_NESTED) facts['view.limit'] = 'nested';
  return facts;
}
