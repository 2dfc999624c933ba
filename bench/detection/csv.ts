// SPDX-License-Identifier: Apache-2.0

/**
 * Records of a CSV text (RFC 4180): fields may be quoted, a doubled quote stands for one, quoted fields may hold line
 * breaks. Lenient: a quote inside an unquoted field is an ordinary character.
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    record.push(field.value);
    at = field.end;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) record.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}

interface Field {
  readonly value: string;
  /** Index of the comma, the line break or the end of the text. */
  readonly end: number;
}

function plainField(text: string, start: number): Field {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end };
}

function quotedField(text: string, start: number): Field {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

/** The records as objects, named by the first record. */
export function readCsvObjects(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...records] = parseCsv(text);
  return records.map((record) => Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])));
}
