// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '../structure/base64.js';
import type { Extracted } from './extract.js';
import { wordLine } from './pieces.js';

const MAX_PARTS = 100;
const MAX_FILE_NAME_BYTES = 256;
const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const TRANSFER_ENCODING = /^content-transfer-encoding\s*:\s*(\S+)/im;
const FILE_NAME = /;\s*filename\*?\s*=\s*(?:"([^"]*)"|([^\s;]*))/gi;
const PART_NAME = /;\s*name\s*=\s*"?([^";\r\n]{0,256})/i;

const encoder = new TextEncoder();
const utf8 = new TextDecoder('utf-8');

function decodeQuotedPrintable(text: string): string {
  const joined = text.replace(/=[ \t]*\r?\n/g, '');
  return joined.replace(/(?:=[0-9a-f]{2})+/gi, (run) => {
    const bytes = new Uint8Array(run.length / 3);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16);
    return utf8.decode(bytes);
  });
}

function hasLongFileName(head: string): boolean {
  for (const match of head.matchAll(FILE_NAME)) {
    if (encoder.encode(match[1] ?? match[2] ?? '').length > MAX_FILE_NAME_BYTES) return true;
  }
  return false;
}

/** What a part's content reads as once its transfer encoding is undone; undefined when it has none. */
function decodedContent(head: string, content: string): string | undefined {
  const encoding = TRANSFER_ENCODING.exec(head)?.[1]?.toLowerCase();
  // Anything else in it is passed over (RFC 2045 section 6.8).
  if (encoding === 'base64') return utf8.decode(decodeBase64(content.replace(/[^A-Za-z0-9+/]/g, '')));
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(content) : undefined;
}

function splitPart(part: string): readonly [head: string, content: string] {
  const match = /\r?\n\r?\n/.exec(part);
  return match === null ? [part, ''] : [part.slice(0, match.index), part.slice(match.index + match[0].length)];
}

/**
 * The text of a multipart body (RFC 2046): headers and contents of at most 100 parts, each content also with its
 * transfer encoding undone. Without a boundary, or without an end, nobody knows what a server would read: an error.
 */
export function multipartText(text: string, contentType: string): Extracted {
  const found = BOUNDARY.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return { text, error: 'malformed_multipart' };
  const sections = `\n${text}`.split(`\n--${boundary}`);
  const last = sections.at(-1);
  if (sections.length < 2 || last?.startsWith('--') !== true) return { text, error: 'malformed_multipart' };
  const parts = sections.slice(1, -1);
  if (parts.length > MAX_PARTS) return { text, error: 'limit' };
  const decoded: string[] = [];
  const names: string[] = [];
  const contents: string[] = [];
  for (const part of parts) {
    const [head, content] = splitPart(part);
    if (hasLongFileName(head)) return { text, error: 'limit' };
    const plain = decodedContent(head, content);
    if (plain !== undefined) decoded.push(plain);
    names.push(PART_NAME.exec(head)?.[1] ?? '');
    contents.push((plain ?? content).trim());
  }
  return {
    text: [text, ...decoded, ...wordLine(contents)].join('\n'),
    pieces: { keys: names, names, values: contents },
  };
}
