// SPDX-License-Identifier: Apache-2.0
import type { Inflater } from '../../text/compression/inflater.js';
import { openArchives } from './archives.js';
import { decodeBytes } from './charset.js';
import { streamTexts } from './events.js';
import { isTooDeep, jsonPieces, maySpell } from './json.js';
import { multipartText } from './multipart.js';
import { attributePieces, literalPieces, NO_PIECES, tablePieces, wordLine, type Pieces } from './pieces.js';

/** Why a body cannot be searched reliably; such a body is blocked. */
export type ExtractError =
  'malformed_json' | 'malformed_form' | 'malformed_multipart' | 'charset' | 'compressed' | 'limit';

/** The searchable text of a body. It is there in spite of an error, so that findings are reported all the same. */
export interface Extracted {
  readonly text: string;
  /** What the text consists of, where it has a structure. */
  readonly pieces?: Pieces | undefined;
  readonly error?: ExtractError | undefined;
}

/** A body that was read whole. */
export interface ExtractedBody extends Extracted {
  /** As it was written, in the encoding that it is declared to have or seems to have. */
  readonly written: string;
}

function jsonText(text: string): Extracted {
  try {
    JSON.parse(text);
  } catch {
    return { text, error: 'malformed_json' };
  }
  if (isTooDeep(text)) return { text, error: 'limit' };
  const { spelled, ...pieces } = jsonPieces(text);
  return { text: [text, ...spelled].join('\n'), pieces };
}

/** The text of `jsonText`. Most documents read as they are written, well-formed or not, which a look over them shows. */
function jsonReading(text: string): string {
  return text.includes('\\') || maySpell(text) ? jsonText(text).text : text;
}

const utf8 = new TextDecoder('utf-8');

/** Keys and values of a form, one a line. A form whose escapes are broken is read differently by different servers. */
function formText(text: string): Extracted {
  const lines: string[] = [];
  const keys: string[] = [];
  const values: string[] = [];
  // To some servers a semicolon is a separator too.
  for (const piece of text.split(/[&;]/)) {
    if (/%(?![0-9a-f]{2})/i.test(piece)) return { text, error: 'malformed_form' };
    const at = piece.indexOf('=');
    const key = at < 0 ? '' : decodeFormSide(piece.slice(0, at));
    const value = decodeFormSide(piece.slice(at + 1));
    if (at >= 0) lines.push(key);
    lines.push(value);
    keys.push(key);
    values.push(value);
  }
  return { text: [...lines, ...wordLine(values)].join('\n'), pieces: { keys, names: keys, values } };
}

function decodeFormSide(side: string): string {
  const spaced = side.replaceAll('+', ' ');
  return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = new Uint8Array(run.length / 3);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16);
    return utf8.decode(bytes);
  });
}

function bareType(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function isJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}

const TABLES: ReadonlySet<string> = new Set(['text/csv', 'application/csv', 'text/tab-separated-values']);

const BEGINS_JSON = /^\s{0,64}[[{]/;
const BEGINS_MARKUP = /^\s{0,64}</;

/** A text of no declared structure, taken for what it looks like. */
function looseText(text: string, type: string): Extracted {
  if (TABLES.has(type)) return { text, pieces: tablePieces(text) };
  if (BEGINS_JSON.test(text)) {
    const json = jsonText(text);
    if (json.error === undefined) return json;
    // Several documents, or one that only a lenient reader takes.
    const { spelled, ...pieces } = jsonPieces(text);
    if (pieces.values.length > 1) return { text: [text, ...spelled].join('\n'), pieces };
  }
  const attributes = BEGINS_MARKUP.test(text) ? attributePieces(text) : NO_PIECES;
  return { text, pieces: attributes.values.length > 1 ? attributes : literalPieces(text) };
}

/** The text of `looseText`. */
function looseReading(text: string): string {
  return BEGINS_JSON.test(text) ? jsonReading(text) : text;
}

function textOfType(text: string, contentType: string, depth = 0): Extracted {
  const type = bareType(contentType);
  if (text.trim() === '') return { text: '', pieces: NO_PIECES };
  if (isJson(type)) return jsonText(text);
  if (type === 'application/x-www-form-urlencoded') return formText(text);
  return type.startsWith('multipart/') ? multipartText(text, contentType, textOfType, depth) : looseText(text, type);
}

/** Compressed data never is text alone: some byte of its head is none. */
const NO_TEXT = /[\x03\x1f\ufffd]/;

/** Texts out of compressed data, and why some of it is not opened. */
function openedTexts(bytes: Uint8Array, readings: readonly string[], inflater: Inflater | undefined): Opened {
  if (inflater === undefined || !readings.some((text) => NO_TEXT.test(text))) return NOTHING_OPENED;
  const { contents, error } = openArchives(bytes, inflater);
  const texts = contents.flatMap((content) => {
    const { text, others } = decodeBytes(content, '');
    return [looseReading(text), ...others];
  });
  return { texts, ...(error === undefined ? {} : { error }) };
}

interface Opened {
  readonly texts: readonly string[];
  readonly error?: ExtractError;
}

const NOTHING_OPENED: Opened = { texts: [] };

function extract(
  bytes: Uint8Array,
  contentType: string,
  inflater: Inflater | undefined,
  read: (text: string) => Extracted,
): ExtractedBody {
  const { text: written, others, unreadable } = decodeBytes(bytes, contentType);
  const { text, pieces, error } = read(written);
  const opened = openedTexts(bytes, [written, ...others], inflater);
  const more = [...others, ...opened.texts];
  return {
    written,
    text: more.length === 0 ? text : [text, ...more].join('\n\n'),
    pieces,
    error: unreadable ? 'charset' : (error ?? opened.error),
  };
}

/**
 * The text of a request body, in the encoding that it is declared to have or seems to have. JSON: the document, at most 64
 * levels deep, and what its numbers spell. Form: keys and values decoded. Multipart: part headers and contents, transfer
 * encodings undone. Anything else: as it is. With an inflater, also what stands in compressed data. Notations and markup
 * are undone later, as in any text. `contentType` is the header's value, untrusted like the body.
 */
export function extractBody(bytes: Uint8Array, contentType: string, inflater?: Inflater): ExtractedBody {
  return extract(bytes, contentType, inflater, (text) => textOfType(text, contentType));
}

/**
 * The text of a response body, and what its reader puts together from a stream. That a body is malformed is no error
 * here, since a response is not refused for it; that it is in an encoding which nobody here reads is one, and that it
 * unpacks to more than may be.
 */
export function extractResponse(bytes: Uint8Array, contentType: string, inflater?: Inflater): Extracted {
  return extract(bytes, contentType, inflater, (text) => {
    const type = bareType(contentType);
    const whole = isJson(type) ? jsonReading(text) : looseReading(text);
    return { text: [whole, ...streamTexts(text, type)].join('\n\n') };
  });
}

/** Bytes of a body that a state over several requests reads. */
export const PARTS_BYTES = 65_536;
const FORM = /^\s*(?:multipart\/|application\/x-www-form-urlencoded\b)/i;

/** The parts of a form (key, value, decoded), or the text of any other body; what a state over several requests reads. */
export type FormOrText =
  { readonly body: string } | { readonly fields: readonly { readonly key: string; readonly value: string }[] };

/** `extracted`: what was made of this very body, if it was read whole. Else its beginning is read here. */
export function bodyParts(bytes: Uint8Array, contentType: string, extracted?: ExtractedBody): FormOrText {
  const isForm = FORM.test(contentType);
  const { written, pieces } = extracted ?? beginningOf(bytes.subarray(0, PARTS_BYTES), contentType, isForm);
  if (!isForm || pieces === undefined || pieces.values.length === 0) return { body: written };
  const { keys, values } = pieces;
  return { fields: values.map((value, i) => ({ key: keys[i] ?? '', value })) };
}

function beginningOf(
  bytes: Uint8Array,
  contentType: string,
  isForm: boolean,
): Pick<ExtractedBody, 'written' | 'pieces'> {
  const { text } = decodeBytes(bytes, contentType);
  return { written: text, pieces: isForm ? textOfType(text, contentType).pieces : undefined };
}
