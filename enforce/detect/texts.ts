// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { ViewLimit } from '../text/view.js';
import type { Credentials } from './credentials.js';
import type { Instructions } from './injection/assemble.js';
import { addDlpFacts, addInjectionFacts, type Observation } from './observation.js';
import type { UrlScanner } from './url-scan.js';
import { parseTarget } from './url/target.js';

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
/**
 * Characters that the URLs of one text may put together from their pieces: a thousand ordinary links with six parameters
 * each take about half of it. A text with more is not read whole.
 */
const MAX_JOINED = 8_000_000;
/** Where a URL ends that begins at a scheme, and by ASCII code: 1 where it does. */
const URL_END = /[\s"'<>`\\^{}|]/g;
const ENDS = Uint8Array.from({ length: 128 }, (_, code) => (String.fromCharCode(code).search(URL_END) === 0 ? 1 : 0));
const MARK = '://';

/** Where the scheme of a URL begins whose colon stands at a place, or -1 when it is another one. */
function schemeStart(text: string, colon: number): number {
  const secure = (text.charCodeAt(colon - 1) | 0x20) === 0x73;
  const start = colon - (secure ? 5 : 4);
  if (start < 0) return -1;
  for (let i = 0; i < 4; i++) if ((text.charCodeAt(start + i) | 0x20) !== 'http'.charCodeAt(i)) return -1;
  return start;
}

/** Where the URL ends that goes on at a place. */
function urlEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (ENDS[code] === 1) return at;
      continue;
    }
    URL_END.lastIndex = at;
    return URL_END.exec(text)?.index ?? text.length;
  }
  return text.length;
}

/** The distinct URLs of a text, up to MAX_URLS. Looks at nothing but what stands around `://`. */
function urlsIn(text: string): ReadonlySet<string> {
  const urls = new Set<string>();
  let last = '';
  for (let mark = text.indexOf(MARK); mark >= 0 && urls.size < MAX_URLS;) {
    const from = mark + MARK.length;
    const start = schemeStart(text, mark);
    let end = from;
    if (start >= 0) {
      // The same link often stands in a text many times.
      const again = start + last.length;
      const known = last !== '' && ENDS[text.charCodeAt(again)] === 1 && text.startsWith(last, start);
      end = known ? again : urlEnd(text, from);
      if (!known && end > from) urls.add((last = text.slice(start, end)));
    }
    mark = text.indexOf(MARK, end);
  }
  return urls;
}

interface UrlFindings {
  readonly findings: readonly Finding[];
  readonly limit: ViewLimit | undefined;
}

function limitFact(limit: ViewLimit | undefined): Record<string, FactValue> {
  return limit === undefined ? {} : { 'view.limit': limit };
}

/** Prepares the search of free texts. */
export function compileTexts({ credentials, instructions, urls }: TextParts): TextScanner {
  /** What only a URL taken apart shows: pieces joined over parameters, labels and segments. */
  const inUrls = (text: string, known: readonly Finding[]): UrlFindings => {
    const seen = new Set(known.map(({ rule }) => rule));
    const findings: Finding[] = [];
    let left = MAX_JOINED;
    for (const url of urlsIn(text)) {
      if (left < 0) return { findings, limit: 'effort' };
      const { credentials: hits, searched } = urls.credentials(parseTarget(url));
      left -= searched;
      for (const finding of hits) {
        if (seen.has(finding.rule)) continue;
        seen.add(finding.rule);
        findings.push({ ...finding, surface: 'url', view: finding.view === 'raw' ? 'split' : finding.view });
      }
    }
    return { findings, limit: undefined };
  };

  return {
    text(text) {
      const reading = credentials.read(text);
      const findings = [...credentials.find(reading, 'text')];
      const inside = inUrls(text, findings);
      findings.push(...inside.findings);
      const facts = limitFact(reading.limit() ?? inside.limit);
      addDlpFacts(facts, 'text', findings);
      return { facts, findings };
    },
    prose(text) {
      const reading = credentials.read(text);
      const findings = [...instructions.find(reading, 'text')];
      const facts = limitFact(reading.limit());
      addInjectionFacts(facts, 'text', findings);
      return { facts, findings };
    },
  };
}
