// SPDX-License-Identifier: Apache-2.0
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import type { ContainmentCheck, Dialled, Dialler } from './containment.js';

const TIMEOUT_MS = 3_000;

const TCP: Readonly<Record<Exclude<ContainmentCheck, 'no_direct_dns'>, readonly [string, number]>> = {
  no_direct_http: ['1.1.1.1', 80],
  no_direct_https: ['1.1.1.1', 443],
};
const RESOLVER = '8.8.8.8';
const PROBED_NAME = 'example.com';

/**
 * Real connections to well-known public addresses; nothing but a greeting is sent. `controlProxy` is an HTTP proxy,
 * `http://host:port`, that stands outside of the boundary: what reaches the same address through it is the control.
 */
export function createDialler(controlProxy: URL | undefined): Dialler {
  const direct = (check: ContainmentCheck): Promise<Dialled> => {
    if (check === 'no_direct_dns') return askResolver();
    const [host, port] = TCP[check];
    return dialTcp(host, port);
  };
  if (controlProxy === undefined) return { direct };
  const targets = {
    no_direct_http: '1.1.1.1:80',
    no_direct_https: '1.1.1.1:443',
    no_direct_dns: `${PROBED_NAME}:443`,
  };
  return { direct, control: (check) => tunnelThrough(controlProxy, targets[check]) };
}

function dialTcp(host: string, port: number): Promise<Dialled> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (connected: boolean, detail: string): void => {
      socket.destroy();
      resolve({ connected, detail });
    };
    socket.on('connect', () => {
      end(true, `TCP ${host}:${port}`);
    });
    socket.on('timeout', () => {
      end(false, 'timeout');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(false, error.code ?? 'error');
    });
  });
}

/** A DNS question for one A record, recursion desired (RFC 1035 section 4). */
function dnsQuestion(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1'));
  const head = Buffer.from([0x70, 0x6c, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...labels, Buffer.from([0, 0, 1, 0, 1])]);
}

function askResolver(): Promise<Dialled> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (connected: boolean, detail: string): void => {
      clearTimeout(timer);
      socket.close();
      resolve({ connected, detail });
    };
    const timer = setTimeout(() => {
      end(false, 'timeout');
    }, TIMEOUT_MS);
    socket.once('message', () => {
      end(true, `UDP ${RESOLVER}:53 answered`);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(false, error.code ?? 'error');
    });
    socket.send(dnsQuestion(PROBED_NAME), 53, RESOLVER);
  });
}

function tunnelThrough(proxy: URL, target: string): Promise<Dialled> {
  return new Promise((resolve) => {
    const socket = connect({
      host: proxy.hostname,
      port: Number(proxy.port === '' ? '80' : proxy.port),
      timeout: TIMEOUT_MS,
    });
    let text = '';
    const end = (connected: boolean, detail: string): void => {
      socket.destroy();
      resolve({ connected, detail });
    };
    socket.on('connect', () => socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`));
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      const status = /^HTTP\/1\.[01] (\d{3}) /.exec(text)?.[1];
      if (status !== undefined) end(status === '200', `the proxy answered ${status}`);
      else if (text.length > 64) end(false, 'not an HTTP proxy');
    });
    socket.on('timeout', () => {
      end(false, 'timeout');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(false, error.code ?? 'error');
    });
    socket.on('close', () => {
      end(false, 'closed');
    });
  });
}
