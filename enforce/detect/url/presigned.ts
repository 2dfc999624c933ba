// SPDX-License-Identifier: Apache-2.0
import type { ParsedTarget, QueryPart } from './target.js';

/** A pre-signed AWS request: its access key id is public by design, and nothing else in it is. */
export interface Presigned {
  /** The raw target with the key id blanked. */
  readonly raw: string;
  readonly parts: readonly QueryPart[];
  /** Valid for longer than a day. */
  readonly longExpiry: boolean;
}

const REQUIRED = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  'X-Amz-Expires',
] as const;
const MAX_EXPIRY_SECONDS = 604_800;
const DAY_SECONDS = 86_400;
const SCOPE = /^([A-Z0-9]{20})(?:\/|%2F)([0-9]{8})(?:\/|%2F)[a-z0-9-]+(?:\/|%2F)[a-z0-9-]+(?:\/|%2F)aws4_request$/i;
const BLANK = '-'.repeat(20);

function isAwsHost(host: string): boolean {
  return host.endsWith('.amazonaws.com') || host.endsWith('.amazonaws.com.cn');
}

/** The values of the six parameters, each of which must occur exactly once. */
function signingValues(parts: readonly QueryPart[]): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const name of REQUIRED) {
    const found = parts.filter(({ key }) => key === name);
    if (found.length !== 1 || found[0] === undefined) return undefined;
    values.set(name, found[0].value);
  }
  return values;
}

/**
 * Recognises a SigV4 pre-signed URL (AWS Signature Version 4, query parameters) at an AWS host. Only the key id inside
 * its credential scope is blanked; a second key anywhere in the URL is still seen.
 */
export function recognizePresigned(target: ParsedTarget): Presigned | undefined {
  if (target.parts.length < REQUIRED.length || !isAwsHost(target.host)) return undefined;
  const values = signingValues(target.parts);
  if (values?.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  const expires = values.get('X-Amz-Expires') ?? '';
  if (!/^[1-9][0-9]{0,6}$/.test(expires) || Number(expires) > MAX_EXPIRY_SECONDS) return undefined;
  const credential = values.get('X-Amz-Credential') ?? '';
  const scope = SCOPE.exec(credential);
  if (scope === null || scope[2] !== (values.get('X-Amz-Date') ?? '').slice(0, 8)) return undefined;
  const at = target.raw.indexOf(`X-Amz-Credential=${credential}`);
  if (at < 0) return undefined;
  const start = at + 'X-Amz-Credential='.length;
  return {
    raw: target.raw.slice(0, start) + BLANK + target.raw.slice(start + BLANK.length),
    parts: target.parts.map((part) =>
      part.key === 'X-Amz-Credential' ? { key: part.key, value: BLANK + part.value.slice(BLANK.length) } : part,
    ),
    longExpiry: Number(expires) > DAY_SECONDS,
  };
}
