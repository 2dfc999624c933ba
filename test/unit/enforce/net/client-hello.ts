// SPDX-License-Identifier: Apache-2.0

export interface HelloShape {
  readonly serverName?: string;
  /** A second server_name extension. */
  readonly secondName?: string;
  /** Bytes of the handshake per record; all in one when absent. */
  readonly fragment?: number;
  /** No extensions block at all, as in old clients. */
  readonly bare?: boolean;
}

/** A TLS ClientHello as bytes: complete, unencrypted, with one cipher suite. */
export function clientHello(shape: HelloShape): Uint8Array {
  const extensions = [
    extension(0x0a, vector(2, [0x00, 0x1d])),
    ...(shape.serverName === undefined ? [] : [serverName(shape.serverName)]),
    ...(shape.secondName === undefined ? [] : [serverName(shape.secondName)]),
    extension(0x2b, vector(1, [0x03, 0x04])),
  ].flat();
  const body = [
    ...[0x03, 0x03],
    ...Array.from({ length: 32 }, (_, i) => i),
    ...vector(1, []),
    ...vector(2, [0x13, 0x01]),
    ...vector(1, [0]),
    ...(shape.bare === true ? [] : vector(2, extensions)),
  ];
  const handshake = [1, ...number(3, body.length), ...body];
  const size = shape.fragment ?? handshake.length;
  const records: number[] = [];
  for (let at = 0; at < handshake.length; at += size) {
    records.push(0x16, 0x03, 0x01, ...vector(2, handshake.slice(at, at + size)));
  }
  return Uint8Array.from(records);
}

function serverName(name: string): number[] {
  return extension(0, vector(2, [0, ...vector(2, [...Buffer.from(name, 'latin1')])]));
}

function extension(type: number, body: readonly number[]): number[] {
  return [...number(2, type), ...vector(2, body)];
}

function vector(width: number, body: readonly number[]): number[] {
  return [...number(width, body.length), ...body];
}

function number(width: number, value: number): number[] {
  return Array.from({ length: width }, (_, i) => (value >> (8 * (width - 1 - i))) & 0xff);
}
