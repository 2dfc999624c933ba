// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { TextReading } from '../text/reading.js';
import type { Credentials } from './credentials.js';
import type { Instructions } from './injection/assemble.js';
import { addDlpFacts, addInjectionFacts, type Observation } from './observation.js';
import { parseTarget } from './url/target.js';
import type { UrlScanner } from './url-scan.js';

export interface TextParts {
  readonly credentials: Credentials;
  readonly instructions: Instructions;
  readonly urls: UrlScanner;
}

/** Looks at texts that are neither a request nor an answer. */
export interface TextScanner {
  text(text: string): Observation;
  prose(text: string): Observation;
}

/** URLs of one text that are taken apart. Their text as such is searched in any case. */
const MAX_URLS = 1_000;
const URL_IN_TEXT = /https?:\/\/[^\s"'<>`\\^{}|]+/gi;

/** Prepares the search of free texts. */
export function compileTexts({ credentials, instructions, urls }: TextParts): TextScanner {
  const limitFact = (reading: TextReading): Record<string, FactValue> => {
    const limit = reading.limit();
    return limit === undefined ? {} : { 'view.limit': limit };
  };

  /** What only a URL taken apart shows: pieces joined over parameters, labels and segments. */
  const inUrls = (text: string, known: readonly Finding[]): readonly Finding[] => {
    const seen = new Set(known.map(({ rule }) => rule));
    const found: Finding[] = [];
    const distinct = new Set<string>();
    for (const [url] of text.matchAll(URL_IN_TEXT)) {
      if (distinct.size >= MAX_URLS) break;
      if (distinct.has(url)) continue;
      distinct.add(url);
      for (const finding of urls.credentials(parseTarget(url))) {
        if (seen.has(finding.rule)) continue;
        seen.add(finding.rule);
        found.push({ ...finding, surface: 'url', view: finding.view === 'raw' ? 'split' : finding.view });
      }
    }
    return found;
  };

  return {
    text(text) {
      const reading = credentials.read(text);
      const whole = credentials.find(reading, 'text');
      const findings = text.includes('://') ? [...whole, ...inUrls(text, whole)] : [...whole];
      const facts = limitFact(reading);
      addDlpFacts(facts, 'text', findings);
      return { facts, findings };
    },
    prose(text) {
      const reading = credentials.read(text);
      const findings = [...instructions.find(reading, 'text')];
      const facts = limitFact(reading);
      addInjectionFacts(facts, 'text', findings);
      return { facts, findings };
    },
  };
}
