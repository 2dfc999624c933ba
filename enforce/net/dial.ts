// SPDX-License-Identifier: Apache-2.0
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import ipaddr from 'ipaddr.js';
import type { buildConnector } from 'undici';
import { Deadline } from './deadline.js';

export type DialErrorCode = 'no_address' | 'timeout' | 'aborted' | 'peer_mismatch' | 'refused';

/** No connection came about. */
export class DialError extends Error {
  override readonly name = 'DialError';
  readonly code: DialErrorCode;

  constructor(code: DialErrorCode, options?: { cause?: unknown }) {
    super(`connection failed: ${code}`, options);
    this.code = code;
  }
}

/** One spelling per address: lower case, compressed, IPv4 unmapped, no zone. Undefined when it is no address. */
export function canonicalAddress(address: string): string | undefined {
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  return isIP(bare) === 0 ? undefined : ipaddr.process(bare).toString();
}

/**
 * Connects to the first of `addresses` that answers, in order, within `timeoutMs` in all, not counting time in which this
 * process was busy. Only literal addresses are accepted, so no name is looked up here, and the peer is compared with the
 * list once more after the connection.
 */
export async function openSocket(
  addresses: readonly string[],
  port: number,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Socket> {
  const allowed = new Set(addresses.map(canonicalAddress));
  if (allowed.size === 0 || allowed.has(undefined)) throw new DialError('no_address');
  let leftMs = timeoutMs;
  let failure: unknown;
  for (const [index, address] of addresses.entries()) {
    // A silent first address must leave time for the others.
    const shareMs = leftMs / (addresses.length - index);
    const startedMs = performance.now();
    try {
      const socket = await attempt(address, port, shareMs, signal);
      const peer = socket.remoteAddress;
      if (peer !== undefined && allowed.has(canonicalAddress(peer))) return socket;
      socket.destroy();
      throw new DialError('peer_mismatch');
    } catch (error) {
      failure = error;
      if (signal?.aborted === true) throw new DialError('aborted', { cause: error });
      leftMs -= Math.min(shareMs, performance.now() - startedMs);
    }
  }
  throw failure instanceof DialError ? failure : new DialError('refused', { cause: failure });
}

function attempt(host: string, port: number, timeoutMs: number, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new DialError('aborted'));
      return;
    }
    const socket = connectTcp({ host, port, noDelay: true, keepAlive: true, allowHalfOpen: true });
    const settle = (end: () => void): void => {
      deadline.cancel();
      signal?.removeEventListener('abort', onAbort);
      socket.off('connect', onConnect).off('error', onError);
      end();
    };
    const fail = (error: unknown): void => {
      settle(() => {
        // Errors that come after the attempt was given up have no reader.
        socket.on('error', () => undefined).destroy();
        reject(error instanceof Error ? error : new DialError('refused'));
      });
    };
    const onConnect = (): void => settle(() => resolve(socket));
    const onError = (error: Error): void => fail(error);
    const onAbort = (): void => fail(new DialError('aborted'));
    const deadline = new Deadline(timeoutMs, () => fail(new DialError('timeout')));
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', onConnect).once('error', onError);
  });
}

/**
 * The connector of one pool. TLS is spoken on top of the pinned connection with the host as server name, so the
 * certificate is checked against the name while the address stays the checked one. The environment cannot turn the
 * certificate check off.
 */
export function createDialler(
  addresses: readonly string[],
  timeoutMs: number,
  ca?: string | readonly string[],
): buildConnector.connector {
  let session: Buffer | undefined;

  async function dial(options: buildConnector.Options): Promise<Socket> {
    const secure = options.protocol === 'https:';
    const startedMs = performance.now();
    const socket = await openSocket(addresses, Number(options.port || (secure ? 443 : 80)), timeoutMs);
    if (!secure) {
      // An origin that ends its side ends the connection: HTTP has no use for half of one.
      socket.allowHalfOpen = false;
      return socket;
    }
    const host = options.hostname.startsWith('[') ? options.hostname.slice(1, -1) : options.hostname;
    const encrypted = connectTls({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }),
      ...(session === undefined ? {} : { session }),
    });
    encrypted.on('session', (fresh: Buffer) => {
      session = fresh;
    });
    // Whatever the connection took, or this process beside it, there is time for a handshake.
    return settled(encrypted, Math.max(timeoutMs / 2, timeoutMs - (performance.now() - startedMs)));
  }

  return (options, callback) => {
    dial(options).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error instanceof Error ? error : new DialError('refused'), null),
    );
  };
}

function settled(socket: ReturnType<typeof connectTls>, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const deadline = new Deadline(timeoutMs, () => socket.destroy(new DialError('timeout')));
    socket.once('secureConnect', () => {
      deadline.cancel();
      socket.off('error', onError);
      resolve(socket);
    });
    const onError = (error: Error): void => {
      deadline.cancel();
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    socket.once('error', onError);
  });
}

/** A host as it stands in a URL or a Host field. */
export function bracketed(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}
