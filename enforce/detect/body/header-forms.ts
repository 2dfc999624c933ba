// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '../structure/base64.js';
import { NO_PIECES, type Pieces } from './pieces.js';

const utf8 = new TextDecoder('utf-8');

/** An encoded word (RFC 2047), and the white space that parts it from a following one, which is not shown. */
const ENCODED_WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,1024})\?=(?:[ \t]{1,8}(?==\?))?/gi;
const NOT_ASCII = /[\x80-\xff]/;

function latin(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function quotedBytes(text: string): Uint8Array {
  const plain = text.replace(/_/g, ' ');
  return latin(plain.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

function decodeIn(charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset.split('*', 1)[0]).decode(bytes);
  } catch {
    return utf8.decode(bytes);
  }
}

function decodeWords(value: string): string {
  return value.replace(ENCODED_WORD, (_, charset: string, kind: string, text: string) =>
    decodeIn(charset, kind.toLowerCase() === 'b' ? decodeBase64(text) : quotedBytes(text)),
  );
}

/** What a header's value says to those who read it as UTF-8, or undo encoded words. Without the value itself. */
export function headerForms(value: string): readonly string[] {
  const forms = NOT_ASCII.test(value) ? [utf8.decode(latin(value))] : [];
  return value.includes('=?') ? [...forms, decodeWords(value)] : forms;
}

/** The parts of a list or of parameters, as in a cookie: `a=one; b=two`. */
export function headerPieces(value: string): Pieces {
  const parts = value.split(/[;,&]/);
  if (parts.length < 2) return NO_PIECES;
  const keys: string[] = [];
  const values: string[] = [];
  for (const part of parts) {
    const at = part.indexOf('=');
    keys.push(at < 0 ? '' : part.slice(0, at).trim());
    values.push(
      part
        .slice(at + 1)
        .trim()
        .replace(/^"|"$/g, ''),
    );
  }
  return { keys, names: keys, values };
}
