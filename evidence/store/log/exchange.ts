// SPDX-License-Identifier: Apache-2.0
import { messageOf, VerificationError } from '../../model/errors.js';

/** One HTTP exchange with a service that the operator named. */
export interface Exchange {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Longer answers are cut off and are a fault. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** What came back: untrusted. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export const DEFAULT_TIMEOUT_MS = 30_000;

/** A URL that a service may have. Throws VerificationError `remote` for another one. */
export function serviceUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new VerificationError('remote', `${text}: a http or https URL without a user is expected`);
  }
  return url;
}

async function limited({ body }: Response, { url, maxBytes }: Exchange): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > maxBytes) throw new VerificationError('remote', `${url}: more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? `${messageOf(error)}: ${messageOf(cause)}` : messageOf(error);
}

/** Sends and reads. Redirects are refused: what is sent goes where the operator said. Throws VerificationError `remote`. */
export async function exchange(request: Exchange): Promise<Answer> {
  const { url, method, headers, body, timeoutMs } = request;
  try {
    const response = await fetch(serviceUrl(url), {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, bytes: await limited(response, request) };
  } catch (cause) {
    if (cause instanceof VerificationError) throw cause;
    throw new VerificationError('remote', `${url}: ${reasonOf(cause)}`, { cause });
  }
}
