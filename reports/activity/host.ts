// SPDX-License-Identifier: Apache-2.0

const WITH_SCHEME = /^(https?|wss?):\/\/(?:[^/?#@\\]{0,512}@)?(\[[0-9a-f:.%]{2,64}\]|[^/?#:@\\]{1,256})/i;
const HOST_AND_PORT = /^(\[[0-9a-f:.]{2,64}\]|[a-z0-9._-]{1,255}):\d{1,5}$/i;

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

const HTTPS = 'https://';
const SLASH = 0x2f;

/** Lower-case letters, digits, dot and hyphen. */
function isPlain(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2d;
}

/** The host of the plainest URLs, which most are, without a pattern; undefined where it takes a closer look. */
function plainHost(url: string): string | undefined {
  if (!url.startsWith(HTTPS)) return undefined;
  let end = HTTPS.length;
  while (end < url.length && isPlain(url.charCodeAt(end))) end += 1;
  const isWhole = end === url.length || url.charCodeAt(end) === SLASH;
  return isWhole && end > HTTPS.length && end <= HTTPS.length + 253 ? url.slice(HTTPS.length, end) : undefined;
}

/** The host a URL or a `host:port` names, in lower case; '' when it names none that this report counts. */
export function hostOf(url: string): string {
  const plain = plainHost(url);
  if (plain !== undefined) return plain;
  const found = WITH_SCHEME.exec(url)?.[2] ?? HOST_AND_PORT.exec(url)?.[1] ?? '';
  return found.toLowerCase();
}

/** Whether a host is an address in any spelling that a log uses. */
export function isAddress(host: string): boolean {
  return host.includes(':') || host.startsWith('[') || IPV4.test(host) || /^(?:0x[0-9a-f]+|\d+)$/.test(host);
}

/** What stands for an address that is not shown. */
export const HIDDEN = '[redacted]';
const HIDDEN_URL = '[redacted-url]';

/** Scheme and host; an address as the host is not shown, and neither is what is no URL. */
export function redactUrl(url: string): string {
  if (url === '') return '';
  const [, scheme = '', host = ''] = WITH_SCHEME.exec(url) ?? [];
  if (host !== '')
    return isAddress(host.toLowerCase()) ? HIDDEN_URL : `${scheme.toLowerCase()}://${host.toLowerCase()}`;
  const bare = HOST_AND_PORT.exec(url)?.[1];
  if (bare === undefined) return url.startsWith('pipelock://') ? url : HIDDEN_URL;
  return isAddress(bare) ? HIDDEN_URL : bare.toLowerCase();
}

const URL_IN_TEXT = /[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>]{1,4096}/gi;
const IPV4_IN_TEXT = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;
const IPV6_IN_TEXT = /(?<![0-9a-z:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![0-9a-z:])/gi;

/** A text without addresses, and with nothing but scheme and host of its URLs. */
export function redactWords(text: string): string {
  return text.replace(URL_IN_TEXT, redactUrl).replace(IPV4_IN_TEXT, HIDDEN).replace(IPV6_IN_TEXT, HIDDEN);
}
