// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import { judgeBytes } from './body/embedded.js';
import { extractResponse, type Extracted } from './body/extract.js';
import { headerForms } from './body/header-forms.js';
import { headerValue, joinFields, type HeaderList } from './body/headers.js';
import { openCleanMemory } from './clean-memory.js';
import type { Credentials } from './credentials.js';
import type { MessageParts, MessageScanner } from './messages.js';
import { addDlpFacts, addInjectionFacts, addMissing } from './observation.js';
import type { DetectorOptions } from './options.js';
import type { SuppressionFilter } from './suppression-filter.js';
import { compileHosts } from './url/hosts.js';

/** Shortest text of a field that can tell an agent what to do. */
const MIN_SENTENCE = 20;
/** Words apart, plainly or encoded, or by the marks that stand for a space in names and addresses. */
const WORDS = /[ +\t]|%[0-9a-f]{2}|=\?|[\x80-\xff]|(?:(?<![a-z])[a-z]{2,32}[_-]{1,3}){3}/i;

function isSentence(text: string): boolean {
  return text.length >= MIN_SENTENCE && WORDS.test(text);
}

/** The fields of an answer that may hold a sentence, one a line. */
function sentencesIn(headers: HeaderList): string {
  const sentences: string[] = [];
  for (const [name, value] of joinFields(headers)) {
    if (isSentence(name)) sentences.push(name);
    if (isSentence(value)) sentences.push(value, ...headerForms(value));
  }
  return sentences.join('\n');
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
  { instructions, suite, inflater }: Pick<MessageParts, 'instructions' | 'suite' | 'inflater'>,
  keep: SuppressionFilter,
): MessageScanner['response'] {
  const exempt = compileHosts(options.exempt_domains);
  const heads = openCleanMemory(suite);
  const inSentences = (sentences: string): readonly Finding[] =>
    heads(sentences, () => instructions.find(credentials.read(sentences), 'response'));

  return (headers, body, target) => {
    const facts: Record<string, FactValue> = {};
    const suppressed: number[] = [];
    const searched = options.enabled && !(target !== undefined && exempt.matches(target.host));
    const kept = (found: readonly Finding[]): readonly Finding[] => keep(found, target, suppressed);
    let secrets: readonly Finding[] = [];
    let asked: readonly Finding[] = [];
    // A client shows the agent what stands in the head too, also of an answer without a body.
    const sentences = sentencesIn(headers);
    if (searched && sentences !== '') asked = kept(inSentences(sentences)).map(inHead);
    if (body.kind === 'bytes') {
      facts['response.bytes'] = body.bytes.length;
      const contentType = headerValue(headers, 'content-type');
      const { text, error } = isPicture(body.bytes, contentType)
        ? NOTHING_WRITTEN
        : extractResponse(body.bytes, contentType, inflater);
      const reading = credentials.read(text);
      secrets = kept(credentials.find(reading, 'response'));
      if (searched) asked = addMissing(asked, kept(instructions.find(reading, 'response')));
      const limit = error === 'charset' || error === 'limit' ? error : reading.limit();
      if (limit !== undefined) facts['view.limit'] = limit;
    }
    if (suppressed.length > 0) facts['response.suppressed_count'] = suppressed.length;
    addDlpFacts(facts, 'response', secrets);
    addInjectionFacts(facts, 'response', asked);
    return { facts, findings: [...secrets, ...asked], suppressed };
  };
}
