// SPDX-License-Identifier: Apache-2.0
import { decodePercentOnce } from '../../text/notations/percent-text.js';
import { compileHosts, type HostPatterns } from './hosts.js';
import type { ParsedTarget, QueryPart } from './target.js';

export type SigningProvider = 'aws' | 'azure' | 'gcs' | 'cloudfront';

/**
 * A URL that a storage provider's client signed for whoever holds it, on its way to that provider. What the signature
 * needs is public by design; nothing else in the URL is.
 */
export interface Presigned {
  readonly provider: SigningProvider;
  /** The raw target with what is public by design blanked. */
  readonly raw: string;
  readonly parts: readonly QueryPart[];
  /** Parameters whose values are random by design. Their content is still searched, but for what is blanked. */
  readonly quiet: ReadonlySet<string>;
  /** Valid for longer than a day. */
  readonly longExpiry: boolean;
}

/** One kind of pre-signed URL, as its provider documents it. */
interface Scheme {
  readonly provider: SigningProvider;
  readonly hosts: HostPatterns;
  /** Parameters that must occur exactly once, each in its form. */
  readonly required: Readonly<Record<string, RegExp>>;
  /** The parameter that holds something public, and the part of its value that is blanked (the first group). */
  readonly blanked: string;
  readonly quiet: readonly string[];
  /** Seconds for which the URL is valid, where it says so; undefined refuses it. */
  readonly validFor?: (values: ReadonlyMap<string, string>) => number | undefined;
}

const MAX_EXPIRY_SECONDS = 604_800;
const DAY_SECONDS = 86_400;

function expiryOf(values: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = values.get(name) ?? '';
  return /^[1-9][0-9]{0,6}$/.test(text) && Number(text) <= MAX_EXPIRY_SECONDS ? Number(text) : undefined;
}

const SCHEMES: readonly Scheme[] = [
  {
    // AWS Signature Version 4, query parameters. The key id in the scope is public.
    provider: 'aws',
    hosts: compileHosts(['*.amazonaws.com', '*.amazonaws.com.cn']),
    required: {
      'X-Amz-Algorithm': /^AWS4-HMAC-SHA256$/,
      'X-Amz-Credential': /^([A-Z0-9]{20})\/[0-9]{8}\/[a-z0-9-]+\/[a-z0-9-]+\/aws4_request$/,
      'X-Amz-Date': /^[0-9]{8}T[0-9]{6}Z$/,
      'X-Amz-SignedHeaders': /^[A-Za-z0-9;-]+$/,
      'X-Amz-Signature': /^[0-9a-f]{1,128}$/i,
      'X-Amz-Expires': /^[1-9][0-9]{0,6}$/,
    },
    blanked: 'X-Amz-Credential',
    quiet: ['X-Amz-Credential', 'X-Amz-Security-Token', 'X-Amz-Signature'],
    validFor: (values) => {
      const day = (values.get('X-Amz-Credential') ?? '').split('/')[1];
      return day === (values.get('X-Amz-Date') ?? '').slice(0, 8) ? expiryOf(values, 'X-Amz-Expires') : undefined;
    },
  },
  {
    // Azure Storage service and account shared access signatures: an HMAC-SHA256 in base64.
    provider: 'azure',
    hosts: compileHosts(['*.core.windows.net', '*.storage.azure.net']),
    required: {
      sv: /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/,
      sp: /^[a-z]{1,16}$/,
      se: /^20[0-9]{2}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{5,8}Z)?$/,
      sig: /^([A-Za-z0-9+/ ]{43}=)$/,
    },
    blanked: 'sig',
    quiet: ['sig'],
  },
  {
    // Google Cloud Storage V4 signing.
    provider: 'gcs',
    hosts: compileHosts(['storage.googleapis.com', '*.storage.googleapis.com', 'storage.cloud.google.com']),
    required: {
      'X-Goog-Algorithm': /^GOOG4-(?:RSA-SHA256|HMAC-SHA256)$/,
      'X-Goog-Credential': /^([A-Za-z0-9.@_-]{1,256})\/[0-9]{8}\/[a-z0-9-]+\/storage\/goog4_request$/,
      'X-Goog-Date': /^[0-9]{8}T[0-9]{6}Z$/,
      'X-Goog-SignedHeaders': /^[A-Za-z0-9;-]+$/,
      'X-Goog-Signature': /^(?:[0-9a-f]{64}|[0-9a-f]{512})$/,
      'X-Goog-Expires': /^[1-9][0-9]{0,6}$/,
    },
    blanked: 'X-Goog-Credential',
    quiet: ['X-Goog-Credential', 'X-Goog-Signature'],
    validFor: (values) => expiryOf(values, 'X-Goog-Expires'),
  },
  {
    // CloudFront signed URLs: an RSA or ECDSA signature in base64 with `-`, `_` and `~` for `+`, `=` and `/`.
    provider: 'cloudfront',
    hosts: compileHosts(['*.cloudfront.net']),
    required: {
      'Key-Pair-Id': /^(?:APKA|K)[A-Z0-9]{10,20}$/,
      Signature: /^([A-Za-z0-9~_-]{80,700})$/,
    },
    blanked: 'Signature',
    quiet: ['Signature', 'Policy', 'Key-Pair-Id'],
  },
];

/** Decoded values of the required parameters; undefined when one is missing, doubled or of another form. */
function signingValues({ required }: Scheme, parts: readonly QueryPart[]): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [name, form] of Object.entries(required)) {
    const found = parts.filter(({ key }) => key === name);
    const [only] = found;
    if (found.length !== 1 || only === undefined) return undefined;
    const value = decodePercentOnce(only.value);
    if (!form.test(value)) return undefined;
    values.set(name, value);
  }
  return values;
}

/** A text of the same length that is found by no rule. */
function blank(text: string): string {
  return '0'.repeat(text.length);
}

function withoutPublic(scheme: Scheme, target: ParsedTarget): Pick<Presigned, 'raw' | 'parts'> | undefined {
  const part = target.parts.find(({ key }) => key === scheme.blanked);
  const value = part === undefined ? '' : decodePercentOnce(part.value);
  const secret = scheme.required[scheme.blanked]?.exec(value)?.[1] ?? '';
  if (part === undefined || secret === '') return undefined;
  // What is blanked stands first in the value, in one spelling or the other.
  const written = part.value.startsWith(secret) ? secret : part.value;
  const at = target.raw.indexOf(`${part.key}=${part.value}`);
  if (at < 0) return undefined;
  const start = at + part.key.length + 1;
  return {
    raw: target.raw.slice(0, start) + blank(written) + target.raw.slice(start + written.length),
    parts: target.parts.map((other) =>
      other === part ? { key: part.key, value: blank(written) + part.value.slice(written.length) } : other,
    ),
  };
}

/**
 * Recognises a pre-signed URL at its provider's own host: SigV4, Azure shared access signature, GCS V4, CloudFront. A
 * second credential anywhere in the URL is still seen.
 */
export function recognizePresigned(target: ParsedTarget): Presigned | undefined {
  if (target.parts.length < 2) return undefined;
  for (const scheme of SCHEMES) {
    if (!scheme.hosts.matches(target.host)) continue;
    const values = signingValues(scheme, target.parts);
    if (values === undefined) continue;
    const seconds = scheme.validFor?.(values);
    if (scheme.validFor !== undefined && seconds === undefined) continue;
    const blanked = withoutPublic(scheme, target);
    if (blanked === undefined) continue;
    return {
      provider: scheme.provider,
      ...blanked,
      quiet: new Set(scheme.quiet),
      longExpiry: (seconds ?? 0) > DAY_SECONDS,
    };
  }
  return undefined;
}
