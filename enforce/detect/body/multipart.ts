// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '../structure/base64.js';
import { namesUnread } from './charset.js';
import type { Extracted, ExtractError } from './extract.js';
import { wordLine, type Pieces } from './pieces.js';

const MAX_PARTS = 100;
const MAX_FILE_NAME_BYTES = 256;
/** A multipart body in a part of another, and so on. */
const MAX_DEPTH = 4;
const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/gi;
/** One line of a part's head with the lines that continue it. */
const FIELD = /^([\w-]{1,64})[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)/gm;
/** Also in numbered pieces (RFC 2231 section 3). */
const FILE_NAME = /;\s*filename(?:\*\d{0,3}\*?)?\s*=\s*(?:"([^"]*)"|([^\s;]*))/gi;
const EXTENSION = /\.\w{1,5}$/;
const PART_NAME = /;\s*name\s*=\s*"?([^";\r\n]{0,256})/i;
/** A part of a form that says how the texts of the others are encoded (RFC 7578 section 4.6). */
const CHARSET_PART = '_charset_';
/** Types whose content has pieces of its own. */
const STRUCTURED = /^(?:multipart\/|application\/(?:json|x-www-form-urlencoded)\b|[^;]*\+json\b)/i;
const UNCHANGED: ReadonlySet<string> = new Set(['', '7bit', '8bit', 'binary']);

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

interface Part {
  readonly name: string;
  readonly fileNames: readonly string[];
  /** Content-Type, empty when the part has none. */
  readonly type: string;
  /** As it stands in the body. */
  readonly raw: string;
  /** With its transfer encoding undone. */
  readonly content: string;
  /** Why nobody knows what its reader would see. */
  readonly error?: ExtractError;
}

function splitPart(part: string): readonly [head: string, content: string] {
  const match = /\r?\n\r?\n/.exec(part);
  return match === null ? [part, ''] : [part.slice(0, match.index), part.slice(match.index + match[0].length)];
}

/** The value of a part's field of a name, in lower case. One that stands twice is read as either: together as neither. */
function fieldsOf(head: string): (name: string) => string {
  const fields = [...head.matchAll(FIELD)].map(
    ([, name = '', value = '']) => [name.toLowerCase(), value.trim()] as const,
  );
  return (wanted) => fields.flatMap(([name, value]) => (name === wanted ? [value] : [])).join(';');
}

function contentOf(encoding: string, content: string): string | undefined {
  // Anything else in it is passed over (RFC 2045 section 6.8).
  if (encoding === 'base64') return utf8.decode(decodeBase64(content.replace(/[^A-Za-z0-9+/]/g, '')));
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(content);
  return UNCHANGED.has(encoding) ? content : undefined;
}

function readPart(text: string): Part {
  const [head, raw] = splitPart(text);
  const field = fieldsOf(head);
  const content = contentOf(field('content-transfer-encoding').toLowerCase(), raw);
  const coding = field('content-encoding').toLowerCase();
  const part = {
    name: PART_NAME.exec(head)?.[1] ?? '',
    fileNames: [...head.matchAll(FILE_NAME)].map((match) => match[1] ?? match[2] ?? ''),
    type: field('content-type'),
    raw,
    content: content ?? raw,
  };
  const charset = part.name === CHARSET_PART ? `;charset=${part.content.trim()}` : part.type;
  if (encoder.encode(part.fileNames.join('')).length > MAX_FILE_NAME_BYTES) return { ...part, error: 'limit' };
  if (namesUnread(charset)) return { ...part, error: 'charset' };
  if (coding !== '' && coding !== 'identity') return { ...part, error: 'compressed' };
  return content === undefined ? { ...part, error: 'malformed_multipart' } : part;
}

/** The parts between the delimiters; undefined when nobody knows where a server would see them begin and end. */
function partsOf(text: string, contentType: string): readonly string[] | undefined {
  const [found, another] = contentType.matchAll(BOUNDARY);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined || another !== undefined) return undefined;
  const delimiter = boundary.replace(/[^\w ]/g, '\\$&');
  const sections = `\n${text}`.split(new RegExp(`\\n--${delimiter}(?=--|[ \\t]*\\r?\\n)`));
  const parts = sections.slice(1, -1);
  const ends = sections.length > 1 && sections.at(-1)?.startsWith('--') === true;
  return ends && !parts.some((part) => part.startsWith('--')) ? parts : undefined;
}

/** Reads the content of a part that has a structure, as a body of its own. */
export type PartReader = (content: string, contentType: string, depth: number) => Extracted;

/**
 * The text of a multipart body (RFC 2046): headers and contents of at most 100 parts, each content also with its
 * transfer encoding undone, and taken apart where it has a structure. Without one boundary, or without one end, nobody
 * knows what a server would read: an error. So is a part that is encoded in a way that nobody here undoes.
 */
export function multipartText(text: string, contentType: string, read: PartReader, depth = 0): Extracted {
  const sections = partsOf(text, contentType);
  if (sections === undefined) return { text, error: 'malformed_multipart' };
  if (sections.length > MAX_PARTS || depth >= MAX_DEPTH) return { text, error: 'limit' };
  const more: string[] = [];
  const pieces: Pick<Pieces, 'keys' | 'values'>[] = [];
  const fileNames: string[] = [];
  let error: ExtractError | undefined;
  for (const part of sections.map(readPart)) {
    const { name, content } = part;
    const inner = STRUCTURED.test(part.type) ? read(content, part.type, depth + 1) : undefined;
    error ??= part.error ?? inner?.error;
    const shown = inner?.text ?? content;
    if (shown !== part.raw) more.push(shown);
    pieces.push(inner?.pieces ?? { keys: [name], values: [content.trim()] });
    fileNames.push(...part.fileNames.map((file) => file.replace(EXTENSION, '')));
  }
  const keys = pieces.flatMap((piece) => piece.keys);
  const values = pieces.flatMap((piece) => piece.values);
  const extracted = {
    text: [text, ...more, ...wordLine(values), fileNames.length > 1 ? fileNames.join('') : ''].join('\n'),
    pieces: { keys, names: keys, values },
  };
  return error === undefined ? extracted : { ...extracted, error };
}
