// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '../../../evidence/model/policy.js';
import type { ParsedTarget } from './target.js';

/** A carriage return or line feed, encoded any number of times. */
const ENCODED_BREAK = /%(?:25)*0[ad]/i;
const RAW_BREAK = /[\r\n]/;
const UNUSUAL = /[%\t\r\n]/;

const SEPARATOR = '(?:[/\\\\]|%(?:25)*(?:2f|5c))';
/** Two dots as a whole segment; each dot and each separator literal or encoded any number of times. */
const PARENT = new RegExp(`(?:^|${SEPARATOR})(?:\\.|%(?:25)*2e){2}(?=$|;|${SEPARATOR})`, 'i');

const utf8Encoder = new TextEncoder();

const NOT_ASCII = /[^\x00-\x7f]/;

/** Length of a text in UTF-8 bytes. */
export function byteLength(text: string): number {
  return NOT_ASCII.test(text) ? utf8Encoder.encode(text).length : text.length;
}

/** Text of a raw target up to its fragment: the fragment is never sent. */
function withoutFragment(raw: string): string {
  const at = raw.indexOf('#');
  return at < 0 ? raw : raw.slice(0, at);
}

/** The path of a raw target as it was written. Both kinds of slash end an authority, as they do for the URL parser. */
export function rawPath(raw: string): string {
  const scheme = raw.indexOf(':');
  let at = scheme + 1;
  while (at < raw.length && (raw[at] === '/' || raw[at] === '\\')) at++;
  let end = raw.length;
  let start = -1;
  for (let i = at; i < raw.length; i++) {
    const letter = raw[i];
    if (letter === '?' || letter === '#') {
      end = i;
      break;
    }
    if (start < 0 && (letter === '/' || letter === '\\')) start = i;
  }
  return start < 0 ? '' : raw.slice(start, end);
}

function hasTraversal(raw: string): boolean {
  if (!raw.includes('..') && !raw.includes('%') && !raw.includes('\t')) return false;
  // The URL parser drops tabs, so `.<tab>.` would become a parent segment after this check.
  return PARENT.test(rawPath(raw).replaceAll('\t', ''));
}

/** Facts about the target as it was received. Flags are present only when true. */
export function rawUrlFacts(target: ParsedTarget): Record<string, FactValue> {
  const { raw } = target;
  const facts: Record<string, FactValue> = { 'url.length': byteLength(raw) };
  if (target.scheme !== '') facts['url.scheme'] = target.scheme;
  if (target.parseError) facts['url.parse_error'] = true;
  if (target.destinationError) facts['url.destination_error'] = true;
  // Neither a break nor a parent segment can be written without one of these.
  if (raw.includes('..') || UNUSUAL.test(raw)) {
    const sent = withoutFragment(raw);
    if (RAW_BREAK.test(sent) || (sent.includes('%') && ENCODED_BREAK.test(sent))) facts['url.crlf'] = true;
    if (hasTraversal(sent)) facts['url.traversal'] = true;
  }
  if (target.userinfo) facts['url.userinfo'] = true;
  return facts;
}
