// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a burst of requests came to. */
export interface Burst {
  readonly requests: number;
  readonly ms: number;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
}

export interface LoadPlan {
  readonly port: number;
  /** The bytes of one request, sent again and again. */
  readonly request: Buffer;
  readonly connections: number;
  readonly ms: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

/**
 * Length of the first response in the buffer, or undefined while it is incomplete. Knows what a proxy sends here:
 * a counted body, or a chunked one at the end of the buffer (one request is in flight). Throws unless the status is 200.
 */
export function responseLength(bytes: Buffer): number | undefined {
  const headLength = bytes.indexOf(HEAD_END);
  if (headLength < 0) return undefined;
  const head = bytes.toString('latin1', 0, headLength).toLowerCase();
  if (!head.startsWith('http/1.1 200')) throw new Error(`unexpected answer: ${head}`);
  const start = headLength + HEAD_END.length;
  const counted = /\r\ncontent-length: *(\d+)/.exec(head);
  if (counted !== null) {
    const end = start + Number(counted[1]);
    return bytes.length >= end ? end : undefined;
  }
  if (!head.includes('chunked')) throw new Error(`an answer without length: ${head}`);
  return bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) ? bytes.length : undefined;
}

/** Sends one request after another on one connection until the time is over; resolves when the last answer is in. */
async function drive(socket: Socket, { request, ms }: LoadPlan, startedAt: number, latencies: number[]): Promise<void> {
  let held = Buffer.alloc(0);
  let sentAt = performance.now();
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the proxy closed a connection')));
    socket.on('data', (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      try {
        if (responseLength(held) === undefined) return;
      } catch (error) {
        reject(new Error('the proxy sent an unusable answer', { cause: error }));
        return;
      }
      held = Buffer.alloc(0);
      const now = performance.now();
      latencies.push(now - sentAt);
      if (now - startedAt >= ms) {
        resolve();
        return;
      }
      sentAt = now;
      socket.write(request);
    });
    socket.write(request);
  }).finally(() => {
    socket.removeAllListeners();
    socket.on('error', () => undefined);
    socket.destroy();
  });
}

/** A burst over keep-alive connections, one request in flight on each. The client does as little as it can. */
export async function sendBurst(plan: LoadPlan): Promise<Burst> {
  const sockets = await Promise.all(
    Array.from({ length: plan.connections }, async () => {
      const socket = connect({ host: '127.0.0.1', port: plan.port, noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  const latencies: number[] = [];
  const startedAt = performance.now();
  await Promise.all(sockets.map((socket) => drive(socket, plan, startedAt, latencies)));
  return { requests: latencies.length, ms: performance.now() - startedAt, latencies };
}
