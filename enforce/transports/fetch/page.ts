// SPDX-License-Identifier: Apache-2.0
import { fieldValue } from '../../net/headers.js';
import { isTextType, looksLikeText } from '../../net/media.js';
import type { Readable } from '../../net/readable.js';
import type { UpstreamResult } from '../../net/response.types.js';
import type { LoadedBody } from '../../mediate/types.js';

/** A page as the agent will see it, and the bytes to judge before it does. */
export interface Page {
  readonly contentType?: string;
  readonly title?: string;
  readonly content?: string;
  readonly judged: LoadedBody;
}

/**
 * Turns a held response into what the agent reads. The text is judged together with the markup it came from: a phrase
 * cut apart by tags exists only in the text, a hidden one only in the markup.
 */
export async function readPage(result: Extract<UpstreamResult, { kind: 'held' }>, readable: Readable): Promise<Page> {
  const { body, mediaType, fields } = result;
  const contentType = fieldValue(fields, 'content-type');
  const told = {
    ...(contentType === undefined ? {} : { contentType }),
  };
  const isDeclaredText = mediaType !== undefined && isTextType(mediaType);
  if (!isDeclaredText && !looksLikeText(body) && body.length > 0) {
    // Nothing of it is shown, so there is nothing to judge; its bytes are no sentences by chance.
    return { ...told, judged: { kind: 'none' } };
  }
  const markup = decodeText(body, contentType);
  if (!isHtml(mediaType, markup)) {
    // What is shown is judged as text, whatever else the bytes may be: a picture can consist of letters.
    const isShown = isDeclaredText && Buffer.from(markup, 'utf8').equals(body);
    return { ...told, content: markup, judged: loaded(isShown ? body : withText(body, markup), mediaType) };
  }
  const { title, text } = await readable.read(markup);
  return { ...told, title, content: text, judged: loaded(withText(body, `${title}\n${text}`), mediaType) };
}

function isHtml(mediaType: string | undefined, text: string): boolean {
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return true;
  return mediaType === undefined && /^\s*<(?:!doctype html|html|head|body)[\s>]/i.test(text.slice(0, 1024));
}

function decodeText(body: Uint8Array, contentType: string | undefined): string {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    // A label nobody knows; what is not UTF-8 shows as replacement characters.
    return new TextDecoder().decode(body);
  }
}

function withText(body: Uint8Array, text: string): Uint8Array {
  return Buffer.concat([body, Buffer.from(`\n\n${text}`, 'utf8')]);
}

function loaded(bytes: Uint8Array, mediaType: string | undefined): LoadedBody {
  return { kind: 'bytes', bytes, ...(mediaType === undefined ? {} : { mediaType }) };
}
