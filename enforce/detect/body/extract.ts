// SPDX-License-Identifier: Apache-2.0
import { multipartText } from './multipart.js';

/** Why a body cannot be searched reliably; such a body is blocked. */
export type ExtractError = 'malformed_json' | 'malformed_form' | 'malformed_multipart' | 'limit';

/** The searchable text of a body. It is there in spite of an error, so that findings are reported all the same. */
export interface Extracted {
  readonly text: string;
  readonly error?: ExtractError;
}

const MAX_JSON_DEPTH = 64;

const utf8 = new TextDecoder('utf-8');

function unescaped(literal: string): string {
  const value: unknown = JSON.parse(literal);
  return `"${String(value)}"`;
}

/** Offset after the closing quote of the string literal that starts at `start`. */
function stringEnd(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    if (code === BACKSLASH) i++;
  }
  return json.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENS = 1;
const CLOSES = 2;
const QUOTES = 3;
const ESCAPES = 4;
/** What each byte of a document does to its structure. */
const ROLE = new Uint8Array(256);
ROLE[0x7b] = ROLE[0x5b] = OPENS;
ROLE[0x7d] = ROLE[0x5d] = CLOSES;
ROLE[QUOTE] = QUOTES;
ROLE[BACKSLASH] = ESCAPES;

/** Whether well-formed JSON has more levels than are read. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const role = ROLE[bytes[i] ?? 0];
    if (role === 0) continue;
    if (role === QUOTES) inString = !inString;
    else if (role === ESCAPES) i++;
    else if (inString) continue;
    else if (role === CLOSES) depth--;
    else if (++depth > MAX_JSON_DEPTH) return true;
  }
  return false;
}

/**
 * The document with its string escapes resolved. Text outside strings stays, so that keys and values stay together;
 * every occurrence of a key counts, because two parsers may disagree on which of two equal keys is meant.
 */
function resolveEscapes(json: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let start = json.indexOf('"'); start >= 0;) {
    const end = stringEnd(json, start);
    const literal = json.slice(start, end);
    if (literal.includes('\\')) {
      pieces.push(json.slice(copied, start), unescaped(literal));
      copied = end;
    }
    start = json.indexOf('"', end);
  }
  return pieces.join('') + json.slice(copied);
}

function jsonText(text: string, bytes: Uint8Array): Extracted {
  try {
    JSON.parse(text);
  } catch {
    return { text, error: 'malformed_json' };
  }
  if (isTooDeep(bytes)) return { text, error: 'limit' };
  // An escape is the only thing that makes a document read differently from how it is written.
  return { text: text.includes('\\') ? `${text}\n${resolveEscapes(text)}` : text };
}

/** Keys and values of a form, one a line. A form whose escapes are broken is read differently by different servers. */
function formText(text: string): Extracted {
  const lines: string[] = [];
  for (const piece of text.split('&')) {
    const at = piece.indexOf('=');
    for (const side of at < 0 ? [piece] : [piece.slice(0, at), piece.slice(at + 1)]) {
      if (/%(?![0-9a-f]{2})/i.test(side)) return { text, error: 'malformed_form' };
      lines.push(decodeFormSide(side));
    }
  }
  return { text: lines.join('\n') };
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

/**
 * The text of a request body. JSON: the document with escapes resolved, at most 64 levels deep. Form: keys and values
 * decoded. Multipart: part headers and contents, transfer encodings undone. Anything else: as it is. `contentType` is
 * the header's value, untrusted like the body.
 */
export function extractBody(bytes: Uint8Array, contentType: string): Extracted {
  const text = utf8.decode(bytes);
  if (text.trim() === '') return { text: '' };
  const type = bareType(contentType);
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return jsonText(text, bytes);
  if (type === 'application/x-www-form-urlencoded') return formText(text);
  return type.startsWith('multipart/') ? multipartText(text, contentType) : { text: withEscapes(text) };
}

const ESCAPED = /(?:\\u[0-9a-f]{4})+/gi;

/** A text, and the same with `\\u` escapes resolved: what is not called JSON may be read as JSON all the same. */
function withEscapes(text: string): string {
  if (!text.includes('\\u')) return text;
  const resolved = text.replace(ESCAPED, (run) => {
    const codes = run.slice(2).split(/\\u/i);
    return String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16)));
  });
  return resolved === text ? text : `${text}\n${resolved}`;
}

/** The text of a response body: never an error, since a response is not refused for being malformed. */
export function extractResponse(bytes: Uint8Array, contentType: string): string {
  const text = utf8.decode(bytes);
  return bareType(contentType).endsWith('json') ? jsonText(text, bytes).text : text;
}
