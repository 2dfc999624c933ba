// SPDX-License-Identifier: Apache-2.0
import { isTooDeep } from './json.js';

/** What a stream is recognised by when its type does not say so: its first field (WHATWG HTML, 9.2.5). */
const FIRST_FIELD = /^\ufeff?\s{0,64}(?:(?:data|event|id|retry) ?:|:)/;
const LINE_END = /\r\n|\r|\n/;

/** The data of each event of a server-sent stream. */
function eventData(text: string): readonly string[] {
  const events: string[] = [];
  let data: string[] = [];
  for (const line of [...text.split(LINE_END), '']) {
    if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    else if (line === '' && data.length > 0) {
      events.push(data.join('\n'));
      data = [];
    }
  }
  return events;
}

/** The strings that stand at one place of the records of a stream, and the places under it. */
interface Place {
  readonly strings: string[];
  readonly under: Map<string, Place>;
}

function newPlace(): Place {
  return { strings: [], under: new Map() };
}

function gather(value: unknown, place: Place): void {
  if (typeof value === 'string') place.strings.push(value);
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, part] of Object.entries(value)) {
    // Parts of a list continue each other, as the parts of a message do.
    const name = isList ? '' : key;
    let next = place.under.get(name);
    if (next === undefined) place.under.set(name, (next = newPlace()));
    gather(part, next);
  }
}

/** A record, where it is a document of its own. */
function documentOf(record: string): unknown {
  if (!/^\s{0,64}[[{"]/.test(record) || isTooDeep(record)) return undefined;
  try {
    return JSON.parse(record);
  } catch {
    return undefined;
  }
}

/** Strings in order, as one text. Where none has a blank at its ends, words may have been cut apart at their blanks. */
function joinings(strings: readonly string[]): readonly string[] {
  // A place that says the same in every record is the name of something.
  if (strings.length < 2 || strings.every((one) => one === strings[0])) return [];
  const joined = strings.join('');
  return strings.some((one) => one !== one.trim()) ? [joined] : [joined, strings.join(' ')];
}

function textsOf(place: Place): readonly string[] {
  return [...joinings(place.strings), ...[...place.under.values()].flatMap(textsOf)];
}

/** The records of a stream, when a text is one: the data of its events, or its lines when each is a document. */
function recordsOf(text: string, type: string): readonly string[] {
  if (type === 'text/event-stream' || FIRST_FIELD.test(text)) return eventData(text);
  if (!/^\s{0,64}[[{"]/.test(text)) return [];
  const lines = text.split(LINE_END).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => documentOf(line) !== undefined) ? lines : [];
}

/**
 * What the reader of a stream puts together: server-sent events and lines of JSON often carry a text in small parts, at
 * one place of each record, and no part alone says what the whole does. Together at most twice as long as the stream.
 */
export function streamTexts(text: string, type: string): readonly string[] {
  const root = newPlace();
  for (const record of recordsOf(text, type)) gather(documentOf(record) ?? record, root);
  return textsOf(root);
}
