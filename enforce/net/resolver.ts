// SPDX-License-Identifier: Apache-2.0
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { DnsErrorKind, Resolution, Resolver } from '../mediate/ports.js';
import { plainHost } from './authority.js';
import { Deadline } from './deadline.js';
import { DNS_REUSE_ENTRIES, DNS_REUSE_MS, DNS_TIMEOUT_MS } from './limits.js';

export interface ResolverOptions {
  /** Fixed answers by host name (lower case, no trailing dot). They are checked like any other answer. */
  readonly hostOverrides?: Readonly<Record<string, readonly string[]>>;
  readonly timeoutMs?: number;
  /** How long an answer is shared by later questions. 0 asks every time. */
  readonly reuseMs?: number;
  /** Asks the system. Rejects with an error whose `code` is that of getaddrinfo. */
  readonly lookupAll?: (host: string) => Promise<readonly string[]>;
}

interface Shared {
  readonly answer: Promise<Resolution>;
  readonly until: number;
}

const MAX_NAME_LENGTH = 253;

/**
 * Resolves names to every address they have, in the system's order. A literal address needs no question. Callers
 * check all addresses and dial only those; nothing is looked up a second time at dial time.
 */
export function createResolver(options: ResolverOptions = {}): Resolver {
  const overrides = new Map(Object.entries(options.hostOverrides ?? {}));
  const timeoutMs = options.timeoutMs ?? DNS_TIMEOUT_MS;
  const reuseMs = options.reuseMs ?? DNS_REUSE_MS;
  const ask = options.lookupAll ?? systemLookup;
  const shared = new Map<string, Shared>();

  function askOnce(host: string): Promise<Resolution> {
    const now = performance.now();
    const known = shared.get(host);
    if (known !== undefined && known.until > now) return known.answer;
    const answer = withCeiling(ask(host), timeoutMs);
    shared.delete(host);
    shared.set(host, { answer, until: now + Math.max(reuseMs, 0) });
    if (shared.size > DNS_REUSE_ENTRIES) shared.delete(shared.keys().next().value ?? host);
    // A failure is shared only by those who were already waiting.
    void answer.then((result) => {
      if ((!result.ok || reuseMs <= 0) && shared.get(host)?.answer === answer) shared.delete(host);
    });
    return answer;
  }

  return {
    async resolve(host, signal) {
      if (signal.aborted) return failed('failure');
      const name = plainHost(host);
      if (isIP(name) !== 0) return { ok: true, addresses: [name] };
      const fixed = overrides.get(name);
      if (fixed !== undefined) return fixed.length === 0 ? failed('not_found') : { ok: true, addresses: fixed };
      if (name === '' || name.length > MAX_NAME_LENGTH || name.includes('\0')) return failed('not_found');
      return raceAbort(askOnce(name), signal);
    },
  };
}

async function systemLookup(host: string): Promise<readonly string[]> {
  const answers = await lookup(host, { all: true, verbatim: true });
  return answers.map((answer) => answer.address);
}

async function withCeiling(question: Promise<readonly string[]>, timeoutMs: number): Promise<Resolution> {
  let deadline: Deadline | undefined;
  const ceiling = new Promise<Resolution>((resolve) => {
    deadline = new Deadline(timeoutMs, () => resolve(failed('timeout')));
  });
  const answered = question.then<Resolution, Resolution>(
    (addresses) => (addresses.length === 0 ? failed('not_found') : { ok: true, addresses: [...new Set(addresses)] }),
    (error: unknown) => failed(errorKind(error)),
  );
  try {
    return await Promise.race([answered, ceiling]);
  } finally {
    deadline?.cancel();
  }
}

async function raceAbort(answer: Promise<Resolution>, signal: AbortSignal): Promise<Resolution> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<Resolution>((resolve) => {
    onAbort = () => resolve(failed('failure'));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

function errorKind(error: unknown): DnsErrorKind {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND' || code === 'ENODATA' || code === 'EAI_NONAME' || code === 'EAI_NODATA') return 'not_found';
  return code === 'ETIMEOUT' || code === 'ETIMEDOUT' ? 'timeout' : 'failure';
}

function failed(error: DnsErrorKind): Resolution {
  return { ok: false, error };
}
