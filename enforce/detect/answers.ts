// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { TextReading } from '../text/reading.js';
import { extractResponse, type Extracted } from './body/extract.js';
import { headerForms } from './body/header-forms.js';
import { headerValue, type HeaderList } from './body/headers.js';
import type { Credentials } from './credentials.js';
import type { Keep } from './keep.js';
import type { MessageParts, MessageScanner } from './messages.js';
import { addDlpFacts, addInjectionFacts, addMissing } from './observation.js';
import type { DetectorOptions } from './options.js';
import { judgeBytes } from './tools/poisoning/media.js';
import { compileHosts } from './url/hosts.js';

/** Shortest value of a field that can tell an agent what to do. */
const MIN_SENTENCE = 20;
/** Words apart, plainly or encoded. */
const WORDS = /[ +]|%20|=\?|[\x80-\xff]/;

/** The fields of an answer that may hold a sentence, one a line. */
function sentencesIn(headers: HeaderList): string {
  return headers
    .filter(([, value]) => value.length >= MIN_SENTENCE && WORDS.test(value))
    .flatMap(([, value]) => [value, ...headerForms(value)])
    .join('\n');
}

/** A place in the joined fields is no place in the body. */
function inHead({ detector, rule, category, severity, view }: Finding): Finding {
  return { detector, rule, category, severity, surface: 'response_head', view };
}

const NOTHING_WRITTEN: Extracted = { text: '' };
const PICTURES: ReadonlySet<string> = new Set(['image/gif', 'image/jpeg', 'image/png']);

/**
 * Whether a body is the picture it says it is, whole and with nothing behind it: then nobody reads its bytes as words.
 * Called text, the same bytes would be shown as text, and are judged.
 */
function isPicture(bytes: Uint8Array, contentType: string): boolean {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (!PICTURES.has(type)) return false;
  const embedded = judgeBytes(bytes);
  return embedded.kind === 'media' && embedded.type === type;
}

/** Prepares the search of answers for one configuration. */
export function compileAnswers(
  { response_scanning: options }: DetectorOptions,
  credentials: Credentials,
  { instructions, inflater }: Pick<MessageParts, 'instructions' | 'inflater'>,
  keep: Keep,
): MessageScanner['response'] {
  const exempt = compileHosts(options.exempt_domains);

  return (headers, body, target) => {
    const facts: Record<string, FactValue> = {};
    const suppressed: number[] = [];
    const searched = options.enabled && !(target !== undefined && exempt.matches(target.host));
    const told = (reading: TextReading): readonly Finding[] =>
      searched ? keep(instructions.find(reading, 'response'), target, suppressed) : [];
    let secrets: readonly Finding[] = [];
    let asked: readonly Finding[] = [];
    // A client shows the agent what stands in the head too, also of an answer without a body.
    const sentences = sentencesIn(headers);
    if (sentences !== '') asked = told(credentials.read(sentences)).map(inHead);
    if (body.kind === 'bytes') {
      facts['response.bytes'] = body.bytes.length;
      const contentType = headerValue(headers, 'content-type');
      const { text, error } = isPicture(body.bytes, contentType)
        ? NOTHING_WRITTEN
        : extractResponse(body.bytes, contentType, inflater);
      const reading = credentials.read(text);
      secrets = keep(credentials.find(reading, 'response'), target, suppressed);
      asked = addMissing(asked, told(reading));
      const limit = error === 'charset' || error === 'limit' ? error : reading.limit();
      if (limit !== undefined) facts['view.limit'] = limit;
    }
    if (suppressed.length > 0) facts['response.suppressed_count'] = suppressed.length;
    addDlpFacts(facts, 'response', secrets);
    addInjectionFacts(facts, 'response', asked);
    return { facts, findings: [...secrets, ...asked], suppressed };
  };
}
