// SPDX-License-Identifier: Apache-2.0
import { isTooDeep } from './json.js';

/** What a stream is recognised by when its type does not say so: its first field (WHATWG HTML, 9.2.5). */
const FIRST_FIELD = /^\ufeff?\s{0,64}(?:(?:data|event|id|retry) ?:|:)/;

function linesOf(text: string): readonly string[] {
  return (text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text).split('\n');
}

/** The data of each event of a server-sent stream. */
function eventData(text: string): readonly string[] {
  const events: string[] = [];
  let data: string[] = [];
  const end = (): void => {
    if (data.length > 0) events.push(data.join('\n'));
    data = [];
  };
  for (const line of linesOf(text)) {
    if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    else if (line === '') end();
  }
  end();
  return events;
}

/** The strings that stand at one place of the records of a stream, and the places under it. */
interface Place {
  readonly strings: string[];
  under?: Map<string, Place>;
}

function placeUnder(place: Place, name: string): Place {
  const under = (place.under ??= new Map<string, Place>());
  const known = under.get(name);
  if (known !== undefined) return known;
  const made = { strings: [] };
  under.set(name, made);
  return made;
}

function gather(value: unknown, place: Place): void {
  if (typeof value === 'string') place.strings.push(value);
  else if (Array.isArray(value)) {
    // Parts of a list continue each other, as the parts of a message do.
    const parts = placeUnder(place, '');
    for (const part of value) gather(part, parts);
  } else if (typeof value === 'object' && value !== null) {
    const members = value as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(members)) {
      const member = members[name];
      if (typeof member === 'string' || typeof member === 'object') gather(member, placeUnder(place, name));
    }
  }
}

/** A record as a document of its own, or as it stands. */
function readRecord(record: string): unknown {
  if (!/^\s{0,64}[[{"]/.test(record) || isTooDeep(record)) return record;
  try {
    return JSON.parse(record);
  } catch {
    return record;
  }
}

/** Strings in order, as one text. Where none has a blank at its ends, words may have been cut apart at their blanks. */
function joinings(strings: readonly string[]): readonly string[] {
  // A place that says the same in every record is the name of something.
  if (strings.length < 2 || strings.every((one) => one === strings[0])) return [];
  const joined = strings.join('');
  return strings.some((one) => one !== one.trim()) ? [joined] : [joined, strings.join(' ')];
}

function textsOf({ strings, under }: Place): readonly string[] {
  return [...joinings(strings), ...[...(under?.values() ?? [])].flatMap(textsOf)];
}

const LINE_BREAK = /[\r\n]/;

/** Lines that are documents of their own, if all are. */
function documentLines(text: string): readonly unknown[] {
  // Most documents are one line.
  if (!LINE_BREAK.test(text.trim())) return [];
  const documents: unknown[] = [];
  for (const line of linesOf(text)) {
    if (line.trim() === '') continue;
    const document = readRecord(line);
    if (document === line) return [];
    documents.push(document);
  }
  return documents.length > 1 ? documents : [];
}

/** The records of a stream, when a text is one: the data of its events, or its lines when each is a document. */
function recordsOf(text: string, type: string): readonly unknown[] {
  if (type === 'text/event-stream' || FIRST_FIELD.test(text)) return eventData(text).map(readRecord);
  return documentLines(text);
}

/**
 * What the reader of a stream puts together: server-sent events and lines of JSON often carry a text in small parts, at
 * one place of each record, and no part alone says what the whole does. Together at most twice as long as the stream.
 */
export function streamTexts(text: string, type: string): readonly string[] {
  const root: Place = { strings: [] };
  for (const record of recordsOf(text, type)) gather(record, root);
  return textsOf(root);
}
