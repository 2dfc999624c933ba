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
/** Where a URL ends that begins at a scheme. */
const URL_END = /[\s"'<>`\\^{}|]/g;
const MARK = '://';

/** Where the scheme of a URL begins whose colon stands at a place, or -1 when it is another one. */
function schemeStart(text: string, colon: number): number {
  for (const length of [5, 4]) {
    const start = colon - length;
    if (start < 0) continue;
    const scheme = text.slice(start, colon).toLowerCase();
    if (scheme === 'https' || scheme === 'http') return start;
  }
  return -1;
}

/** The distinct URLs of a text, up to MAX_URLS. Looks at nothing but what stands around `://`. */
function urlsIn(text: string): ReadonlySet<string> {
  const urls = new Set<string>();
  for (let mark = text.indexOf(MARK); mark >= 0 && urls.size < MAX_URLS;) {
    const from = mark + MARK.length;
    const start = schemeStart(text, mark);
    let end = from;
    if (start >= 0) {
      URL_END.lastIndex = from;
      end = URL_END.exec(text)?.index ?? text.length;
      if (end > from) urls.add(text.slice(start, end));
    }
    mark = text.indexOf(MARK, end);
  }
  return urls;
}

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
    for (const url of urlsIn(text)) {
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
