// SPDX-License-Identifier: Apache-2.0
import { BASE64URL_DIGITS } from '../../text/bytes/digits.js';
import type { ParsedTarget } from './target.js';

/** A DNS question asked over HTTPS: what is in its name leaves with it, whatever host is asked. */
export interface DnsQuestion {
  /** The name that is asked for, lower case as sent, without the last dot. */
  readonly name: string;
  /** The parameter that carries it. */
  readonly parameter: string;
}

const HEADER_BYTES = 12;
const MAX_NAME_BYTES = 255;
const MAX_LABEL_BYTES = 63;
const VALUE = new Int8Array(128).fill(-1);
for (let i = 0; i < BASE64URL_DIGITS.length; i++) VALUE[BASE64URL_DIGITS.charCodeAt(i)] = i;

/** Bytes of unpadded base64url (RFC 8484 section 4.1), or undefined. */
function decodeMessage(text: string): Uint8Array | undefined {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array((digits.length * 6) >> 3);
  let held = 0;
  let pending = 0;
  let at = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = VALUE[digits.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    bytes[at++] = (held >> pending) & 0xff;
  }
  return bytes;
}

/** The first question of a DNS message (RFC 1035 section 4.1), or undefined when the bytes are none. */
function questionName(bytes: Uint8Array): string | undefined {
  if (bytes.length < HEADER_BYTES + 5) return undefined;
  const isQuery = ((bytes[2] ?? 0) & 0x80) === 0;
  const questions = ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0);
  if (!isQuery || questions === 0) return undefined;
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let total = 0; ;) {
    const length = bytes[at];
    if (length === undefined || length > MAX_LABEL_BYTES) return undefined;
    at++;
    if (length === 0) break;
    total += length + 1;
    if (total > MAX_NAME_BYTES || at + length > bytes.length) return undefined;
    labels.push(String.fromCharCode(...bytes.subarray(at, at + length)));
    at += length;
  }
  // Type and class follow; without them the bytes only look like a question.
  return labels.length > 0 && at + 4 <= bytes.length ? labels.join('.') : undefined;
}

const HOST_NAME = /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})+\.?$/;

/** The question of a DNS-over-HTTPS request: the wire form in `dns`, or a name beside a type in the JSON form. */
export function dnsQuestion({ parts }: ParsedTarget): DnsQuestion | undefined {
  for (const { key, value } of parts) {
    if (key !== 'dns' || value.length < 20) continue;
    const bytes = decodeMessage(value);
    const name = bytes === undefined ? undefined : questionName(bytes);
    if (name !== undefined) return { name: name.toLowerCase(), parameter: key };
  }
  const named = parts.find(({ key }) => key === 'name')?.value ?? '';
  if (!parts.some(({ key }) => key === 'type' || key === 'do' || key === 'ct') || !HOST_NAME.test(named))
    return undefined;
  return { name: named.toLowerCase().replace(/\.$/, ''), parameter: 'name' };
}
