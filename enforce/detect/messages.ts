// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { Inflater } from '../text/compression/inflater.js';
import { compileAnswers } from './answers.js';
import { extractBody, PARTS_BYTES, type ExtractedBody } from './body/extract.js';
import { headerValue, type HeaderList } from './body/headers.js';
import type { Credentials } from './credentials.js';
import type { Suppressions } from './dlp/suppress.js';
import { compileHeaderSearch } from './header-search.js';
import type { Instructions } from './injection/assemble.js';
import { addDlpFacts, addInjectionFacts, addMissing, type Observation } from './observation.js';
import type { DetectorOptions } from './options.js';
import { compileOpaque } from './structure/opaque.js';
import { suppressionFilter } from './suppression-filter.js';
import { compileHosts } from './url/hosts.js';
import type { ParsedTarget } from './url/target.js';

/** A message body as mediation loaded it: nothing, bytes, or why there are none. */
export type BodyInput =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mediaType?: string }
  | { readonly kind: 'error'; readonly error: string };

/** What was seen in a request. */
export interface RequestObservation extends Observation {
  /** A body of at most `PARTS_BYTES` as it was taken apart, for those who read it next. It is never recorded. */
  readonly body?: ExtractedBody | undefined;
}

export interface MessageScanner {
  request(headers: HeaderList, body: BodyInput, target?: ParsedTarget): RequestObservation;
  response(headers: HeaderList, body: BodyInput, target?: ParsedTarget): Observation;
}

/** What a message is searched with. */
export interface MessageParts {
  /** The search without the rules of these names; the core set stays. */
  readonly credentials: (left: readonly string[]) => Credentials;
  readonly instructions: Instructions;
  readonly suite: CryptoSuite;
  readonly suppressions: Suppressions;
  /** Without it compressed bodies are not opened. */
  readonly inflater: Inflater | undefined;
}

/** Prepares the search of requests and responses for one configuration. */
export function compileMessages(options: DetectorOptions, parts: MessageParts): MessageScanner {
  const settings = options.request_body_scanning;
  const credentials = parts.credentials(settings.disable_patterns);
  const searchHeaders = compileHeaderSearch(options, credentials, parts.suite);
  const keep = suppressionFilter(parts.suppressions);
  const opaque = compileOpaque({
    enabled: settings.content_entropy_enabled,
    threshold: settings.content_entropy_threshold,
    min_length: settings.content_entropy_min_length,
  });
  const mayGetOpaque = compileHosts(settings.content_entropy_exclusions);

  const searchBody = (
    body: BodyInput,
    contentType: string,
    target: ParsedTarget | undefined,
    facts: Record<string, FactValue>,
  ): BodyFindings => {
    if (body.kind !== 'bytes') return NOTHING;
    facts['body.bytes'] = body.bytes.length;
    const extracted = extractBody(body.bytes, contentType, parts.inflater);
    const { text, pieces, error } = extracted;
    const reading = credentials.read(text);
    const whole = credentials.find(reading, 'body');
    const secrets = pieces === undefined ? whole : addMissing(whole, credentials.inPieces(pieces, 'body'));
    const instructions = parts.instructions.find(reading, 'body');
    const exempted = target !== undefined && mayGetOpaque.matches(target.host);
    const blobs = exempted ? undefined : opaque.detect(reading.layers(), 'body');
    Object.assign(facts, blobs?.facts);
    if (error !== undefined) facts['body.error'] = error;
    else if (reading.limit() !== undefined) facts['body.error'] = 'limit';
    const handedOn = body.bytes.length <= PARTS_BYTES ? extracted : undefined;
    return { secrets, instructions, blobs: blobs?.findings ?? [], extracted: handedOn };
  };

  return {
    request(headers, body, target) {
      const facts: Record<string, FactValue> = {};
      // What could not be read is never passed on, whether or not it would have been searched.
      if (body.kind === 'error') facts['body.error'] = body.error;
      if (!settings.enabled) return { facts, findings: [] };
      const suppressed: number[] = [];
      const inHeaders = keep(searchHeaders(headers, target), target, suppressed);
      // Said, not hidden: the record shows that something was found and passed over.
      if (suppressed.length > 0) facts['dlp.header.suppressed_count'] = suppressed.length;
      const contentType = headerValue(headers, 'content-type') || (body.kind === 'bytes' ? (body.mediaType ?? '') : '');
      const { secrets, instructions, blobs, extracted } = searchBody(body, contentType, target, facts);
      const before = suppressed.length;
      const inBody = keep(secrets, target, suppressed);
      if (suppressed.length > before) facts['dlp.body.suppressed_count'] = suppressed.length - before;
      const asked = keep(instructions, target, suppressed);
      addDlpFacts(facts, 'header', inHeaders);
      addDlpFacts(facts, 'body', inBody);
      addInjectionFacts(facts, 'body', asked);
      return { facts, findings: [...inHeaders, ...inBody, ...asked, ...blobs], suppressed, body: extracted };
    },
    response: compileAnswers(options, credentials, parts, keep),
  };
}

interface BodyFindings {
  readonly secrets: readonly Finding[];
  readonly instructions: readonly Finding[];
  readonly blobs: readonly Finding[];
  readonly extracted: ExtractedBody | undefined;
}

const NOTHING: BodyFindings = { secrets: [], instructions: [], blobs: [], extracted: undefined };
