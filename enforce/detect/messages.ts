// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { PatternEngine } from '../text/engine.js';
import { textViews } from '../text/views.js';
import { extractBody, extractResponse } from './body/extract.js';
import { compileHeaderFilter, headerValue, type HeaderList } from './body/headers.js';
import { compileAudience } from './dlp/audience.js';
import { compileScanner, detectDlp, type DlpScanner } from './dlp/detect.js';
import { ENVIRONMENT_SECRET } from './dlp/secrets.js';
import { compileSuppressions } from './dlp/suppress.js';
import { addDlpFacts, type DlpGroup, type Observation } from './observation.js';
import type { DetectorOptions } from './options.js';
import type { ParsedTarget } from './url/target.js';

/** A message body as mediation loaded it: nothing, bytes, or why there are none. */
export type BodyInput =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mediaType?: string }
  | { readonly kind: 'error'; readonly error: string };

export interface MessageScanner {
  request(headers: HeaderList, body: BodyInput, target?: ParsedTarget): Observation;
  response(headers: HeaderList, body: BodyInput): Observation;
}

/** The scanner without the rules a configuration keeps away from bodies and headers. The core set stays. */
function withoutRules(scanner: DlpScanner, engine: PatternEngine, names: readonly string[]): DlpScanner {
  if (names.length === 0) return scanner;
  const left = new Set(names);
  const kept = scanner.rules.map((rule, i) => ({ rule, validator: scanner.validators[i] }));
  const rules = kept.filter(({ rule }) => rule.origin === 'core' || !left.has(rule.name));
  const reduced = compileScanner(
    rules.map(({ rule }) => rule),
    engine,
    {},
    scanner.secrets,
  );
  return { ...reduced, validators: rules.map(({ validator }) => validator) };
}

interface Searched {
  readonly findings: readonly Finding[];
  readonly limit: string | undefined;
}

function searchText(scanner: DlpScanner, text: string, surface: string): Searched {
  if (text === '') return { findings: [], limit: undefined };
  const { views, limit } = textViews(text);
  return { findings: detectDlp(scanner, views, surface), limit };
}

/** A finding in joined texts: a place in them is a place nowhere. */
function asSplit({ detector, rule, category, severity, surface }: Finding): Finding {
  return { detector, rule, category, severity, surface, view: 'split' };
}

/** Prepares the search of requests and responses for one configuration. */
export function compileMessages(options: DetectorOptions, full: DlpScanner, engine: PatternEngine): MessageScanner {
  const settings = options.request_body_scanning;
  const scanner = withoutRules(full, engine, settings.disable_patterns);
  const chooseHeaders = compileHeaderFilter(settings);
  const audience = compileAudience(scanner.rules, options.dlp);
  const suppressed = compileSuppressions(options.suppress, scanner.rules);
  const rulesByName = new Map(scanner.rules.map((rule) => [rule.name, rule]));

  const permitted = (finding: Finding, name: string, value: string, target: ParsedTarget): boolean => {
    const rule = rulesByName.get(finding.rule);
    return rule !== undefined && audience.permits(rule, name, value, target);
  };

  /** Findings of one header, less a credential on its way to its own provider. */
  const searchHeader = (name: string, value: string, target: ParsedTarget | undefined): readonly Finding[] => {
    const { findings } = searchText(scanner, `${value}\n${name}: ${value}`, `header:${name}`);
    if (target === undefined || findings.length === 0) return findings;
    const rest = findings.filter((finding) => !permitted(finding, name, value, target));
    if (rest.length === findings.length) return rest;
    // The same credential is often in the environment too: then it is going to its provider under that name as well.
    return rest.filter(({ rule }) => rule !== ENVIRONMENT_SECRET);
  };

  const searchHeaders = (headers: HeaderList, target: ParsedTarget | undefined): readonly Finding[] => {
    const chosen = chooseHeaders(headers);
    const findings = chosen.flatMap(([name, value]) => searchHeader(name, value, target));
    if (chosen.length < 2) return findings;
    // A credential cut up over headers; what one header shows by itself has been judged above.
    const joined = chosen
      .map(([, value]) => value)
      .sort()
      .join('');
    const across = searchText(scanner, joined, 'headers').findings;
    if (across.length === 0) return findings;
    const whole = chosen.flatMap(([name, value]) => searchText(scanner, `${value}\n${name}: ${value}`, '').findings);
    const own = new Set(whole.map(({ rule }) => rule));
    const split = across.filter(({ rule }) => !own.has(rule));
    return [...findings, ...split.map(asSplit)];
  };

  const searchBody = (body: BodyInput, contentType: string, facts: Record<string, FactValue>): readonly Finding[] => {
    if (body.kind !== 'bytes') return [];
    facts['body.bytes'] = body.bytes.length;
    const { text, error } = extractBody(body.bytes, contentType);
    const { findings, limit } = searchText(scanner, text, 'body');
    if (error !== undefined) facts['body.error'] = error;
    else if (limit !== undefined) facts['body.error'] = 'limit';
    return findings;
  };

  const collect = (
    facts: Record<string, FactValue>,
    group: DlpGroup,
    findings: readonly Finding[],
    target?: ParsedTarget,
  ): readonly Finding[] => {
    const kept = target === undefined ? findings : findings.filter((finding) => !suppressed(finding, target.host));
    // Said, not hidden: the record shows that something was found and passed over.
    if (kept.length < findings.length) facts[`dlp.${group}.suppressed_count`] = findings.length - kept.length;
    addDlpFacts(facts, group, kept);
    return kept;
  };

  return {
    request(headers, body, target) {
      const facts: Record<string, FactValue> = {};
      // What could not be read is never passed on, whether or not it would have been searched.
      if (body.kind === 'error') facts['body.error'] = body.error;
      if (!settings.enabled) return { facts, findings: [] };
      const inHeaders = collect(facts, 'header', searchHeaders(headers, target), target);
      const contentType = headerValue(headers, 'content-type') || (body.kind === 'bytes' ? (body.mediaType ?? '') : '');
      const inBody = collect(facts, 'body', searchBody(body, contentType, facts), target);
      return { facts, findings: [...inHeaders, ...inBody] };
    },
    response(headers, body) {
      const facts: Record<string, FactValue> = {};
      if (body.kind !== 'bytes') return { facts, findings: [] };
      facts['response.bytes'] = body.bytes.length;
      const text = extractResponse(body.bytes, headerValue(headers, 'content-type'));
      const { findings, limit } = searchText(scanner, text, 'response');
      if (limit !== undefined) facts['view.limit'] = limit;
      return { facts, findings: [...collect(facts, 'response', findings)] };
    },
  };
}
