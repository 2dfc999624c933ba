// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';

/** What goes back to the browser. Every answer carries the same guarding headers beside its own. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable;
}

/** Content security policy of the pages: nothing but their own style sheet; no script at all. */
export function pagePolicy(styleHash: string): string {
  return `default-src 'none'; style-src '${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

/** Headers of every answer. Evidence is never kept by a browser or a proxy, and never guessed to be another type. */
export const GUARDS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: `${text}\n` };
}

/** A file to keep. The name comes from evidence: only letters, digits, dots and dashes are left of it. */
export function download(name: string, type: string, body: Answer['body']): Answer {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '_');
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${safe}"` },
    body,
  };
}

const HASH_SOURCE = /'sha256-[A-Za-z0-9+/]{43}='/g;

/**
 * Policy under which a report is shown: an origin of its own, so that a changed report cannot read this dashboard, and
 * only the style and script whose hashes the report's own policy names.
 */
export function reportPolicy(html: string): string {
  const [, content = ''] =
    /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html.slice(0, 4096)) ?? [];
  // The report's template writes the equals sign as a character reference.
  const own = content.replaceAll('&#x3D;', '=');
  const sources = (name: string): string => {
    const directive = own.split(';').find((part) => part.trim().startsWith(`${name} `)) ?? '';
    return directive.match(HASH_SOURCE)?.join(' ') ?? "'none'";
  };
  return (
    `sandbox allow-scripts; default-src 'none'; script-src ${sources('script-src')}; ` +
    `style-src ${sources('style-src')}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  );
}
