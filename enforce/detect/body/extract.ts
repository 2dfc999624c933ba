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
  if (!literal.includes('\\')) return literal;
  const value: unknown = JSON.parse(literal);
  return `"${String(value)}"`;
}

/** Offset after the closing quote of the string literal that starts at `start`. */
function stringEnd(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code === 0x5c) i++;
  }
  return json.length;
}

/**
 * The document with its string escapes resolved. Text outside strings stays, so that keys and values stay together;
 * every occurrence of a key counts, because two parsers may disagree on which of two equal keys is meant.
 */
function resolveEscapes(json: string): string | undefined {
  const pieces: string[] = [];
  let depth = 0;
  let copied = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_JSON_DEPTH) return undefined;
    } else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x22) {
      const end = stringEnd(json, i);
      pieces.push(json.slice(copied, i), unescaped(json.slice(i, end)));
      i = end - 1;
      copied = end;
    }
  }
  return pieces.join('') + json.slice(copied);
}

function jsonText(text: string): Extracted {
  try {
    JSON.parse(text);
  } catch {
    return { text, error: 'malformed_json' };
  }
  const resolved = resolveEscapes(text);
  if (resolved === undefined) return { text, error: 'limit' };
  return { text: resolved === text ? text : `${text}\n${resolved}` };
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
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return jsonText(text);
  if (type === 'application/x-www-form-urlencoded') return formText(text);
  return type.startsWith('multipart/') ? multipartText(text, contentType) : { text };
}

/** The text of a response body: never an error, since a response is not refused for being malformed. */
export function extractResponse(bytes: Uint8Array, contentType: string): string {
  const text = utf8.decode(bytes);
  return bareType(contentType).endsWith('json') ? jsonText(text).text : text;
}
