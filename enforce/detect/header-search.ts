// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { Finding } from '../../evidence/model/finding.js';
import { headerForms, headerPieces } from './body/header-forms.js';
import { compileHeaderFilter, joinFields, type HeaderList } from './body/headers.js';
import { openCleanMemory } from './clean-memory.js';
import type { Credentials } from './credentials.js';
import { compileAudience } from './dlp/audience/audience.js';
import { detectJwtAudience } from './dlp/audience/jwt-audience.js';
import { ENVIRONMENT_SECRET } from './dlp/known/secrets.js';
import { addMissing } from './observation.js';
import type { DetectorOptions } from './options.js';
import type { ParsedTarget } from './url/target.js';

/** Finds credentials in the headers of a request. Without a target, none counts as going to its own provider. */
export type HeaderSearch = (headers: HeaderList, target: ParsedTarget | undefined) => readonly Finding[];

/** A finding in joined texts: a place in them is a place nowhere. */
function asSplit({ detector, rule, category, severity, surface }: Finding): Finding {
  return { detector, rule, category, severity, surface, view: 'split' };
}

/** A header as a text that no other header gives. */
function keyOf(name: string, value: string): string {
  return `${name.length}:${value.length}:${name}${value}`;
}

/** Prepares the search of headers for one configuration. */
export function compileHeaderSearch(
  options: DetectorOptions,
  credentials: Credentials,
  suite: CryptoSuite,
): HeaderSearch {
  const chooseHeaders = compileHeaderFilter(options.request_body_scanning);
  const audience = compileAudience(credentials.scanner.rules, options.dlp);
  const rulesByName = new Map(credentials.scanner.rules.map((rule) => [rule.name, rule]));

  const oneByOne = openCleanMemory(suite);
  const together = openCleanMemory(suite);

  const search = (text: string, surface: string): readonly Finding[] =>
    text === '' ? [] : credentials.find(credentials.read(text), surface);

  const permitted = (finding: Finding, name: string, value: string, target: ParsedTarget): boolean => {
    const rule = rulesByName.get(finding.rule);
    return rule !== undefined && audience.permits(rule, name, value, target);
  };

  const searchValue = (name: string, value: string): readonly Finding[] => {
    const surface = `header:${name}`;
    const whole = search([value, `${name}: ${value}`, ...headerForms(value)].join('\n'), surface);
    return addMissing(whole, credentials.inPieces(headerPieces(value), surface));
  };

  /** Findings of one header, less a credential on its way to its own provider. */
  const searchHeader = (name: string, value: string, target: ParsedTarget | undefined): readonly Finding[] => {
    const mismatch = target === undefined ? undefined : detectJwtAudience(name, value, target);
    const own = oneByOne(keyOf(name, value), () => searchValue(name, value));
    const findings = mismatch === undefined ? own : [...own, mismatch];
    if (target === undefined || findings.length === 0) return findings;
    const rest = findings.filter((finding) => !permitted(finding, name, value, target));
    if (rest.length === findings.length) return rest;
    // The same credential is often in the environment too: then it is going to its provider under that name as well.
    return rest.filter(({ rule }) => rule !== ENVIRONMENT_SECRET);
  };

  return (headers, target) => {
    const chosen = joinFields(chooseHeaders(headers));
    const findings = chosen.flatMap(([name, value]) => searchHeader(name, value, target));
    if (chosen.length < 2) return findings;
    // A credential cut up over headers; what one header shows by itself has been judged above.
    const across = together(chosen.map(([name, value]) => keyOf(name, value)).join(''), () => {
      const names = chosen.map(([name]) => name);
      return credentials.inPieces({ keys: names, names, values: chosen.map(([, value]) => value) }, 'headers');
    });
    if (across.length === 0) return findings;
    const whole = chosen.flatMap(([name, value]) => search(`${value}\n${name}: ${value}`, ''));
    const own = new Set(whole.map(({ rule }) => rule));
    return addMissing(findings, across.filter(({ rule }) => !own.has(rule)).map(asSplit));
  };
}
