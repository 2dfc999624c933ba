// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { FormOptions } from '../../verify/core/form.js';
import { NO_LOG_TRUST } from '../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { createHash, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ALGORITHMS,
  CERT_SIGN,
  DIGITAL_SIGNATURE,
  ecKeys,
  makeCertificate,
  name,
  objectId,
  tlv,
  type CertificateShape,
  type KeyPair,
} from './certificates.js';

/** Time stamps (RFC 3161) for tests, written out by hand so that broken ones can be made as well. */

export type StampHash = 'sha256' | 'sha384' | 'sha512';

const DIGESTS: Readonly<Record<StampHash, Buffer>> = {
  sha256: tlv(0x30, objectId('2.16.840.1.101.3.4.2.1'), tlv(0x05)),
  sha384: tlv(0x30, objectId('2.16.840.1.101.3.4.2.2')),
  sha512: tlv(0x30, objectId('2.16.840.1.101.3.4.2.3')),
};
const RSA: Readonly<Record<StampHash, Buffer>> = {
  sha256: ALGORITHMS.rsa,
  sha384: tlv(0x30, objectId('1.2.840.113549.1.1.12'), tlv(0x05)),
  sha512: tlv(0x30, objectId('1.2.840.113549.1.1.13'), tlv(0x05)),
};
export const RSA_WITHOUT_HASH = tlv(0x30, objectId('1.2.840.113549.1.1.1'), tlv(0x05));
const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export function integer(...bytes: readonly number[]): Buffer {
  return tlv(0x02, Buffer.from(bytes));
}

function digest(hash: string, data: Uint8Array): Buffer {
  return createHash(hash).update(data).digest();
}

export function timeStampPurpose(critical = true, ...more: readonly string[]): readonly [string, boolean, Buffer] {
  return ['2.5.29.37', critical, tlv(0x30, ...['1.3.6.1.5.5.7.3.8', ...more].map(objectId))];
}

/** An authority: its key, its certificate, and the certificate that this one leads to. */
export interface Authority {
  readonly key: KeyPair;
  readonly certificate: Buffer;
  readonly issuer: string;
  readonly root: Buffer;
}

export function makeAuthority(
  key: KeyPair = ecKeys(),
  change: Partial<CertificateShape> = {},
  rootKey: KeyPair = ecKeys(),
): Authority {
  const issuer = 'Stamp CA';
  const root = makeCertificate({
    key: rootKey,
    issuerKey: rootKey,
    subject: issuer,
    issuer,
    isCa: true,
    usage: CERT_SIGN,
  });
  const certificate = makeCertificate({
    key,
    issuerKey: rootKey,
    subject: 'Stamps',
    issuer,
    usage: DIGITAL_SIGNATURE,
    extensions: [timeStampPurpose()],
    ...change,
  });
  return { key, certificate, issuer, root };
}

export interface StampShape {
  readonly authority: Authority;
  /** What is stamped. */
  readonly data?: Uint8Array;
  readonly nonce?: Uint8Array;
  readonly time?: string;
  readonly hash?: StampHash;
  readonly imprintHash?: StampHash;
  /** The signature algorithm that the message names, where it is another one. */
  readonly algorithm?: Buffer;
  /** Members of TSTInfo behind the time. */
  readonly tail?: readonly Buffer[];
  readonly version?: Buffer;
  readonly contentType?: string;
  readonly kind?: string;
  readonly messageDigest?: Buffer;
  /** The signed attributes in place of the right ones. */
  readonly attributes?: (right: readonly Buffer[]) => readonly Buffer[];
  /** Version 1 names the certificate by SHA-1, RFC 2634. */
  readonly signingCertificate?: 1 | 2 | Buffer;
  readonly certificates?: readonly Buffer[];
  readonly signers?: (one: Buffer) => readonly Buffer[];
  readonly signature?: (right: Buffer) => Buffer;
}

export function attribute(id: string, ...values: readonly Buffer[]): Buffer {
  return tlv(0x30, objectId(id), tlv(0x31, ...values));
}

function certificateAttribute(certificate: Buffer, version: 1 | 2 | Buffer): Buffer {
  if (version === 1) {
    const id = tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x04, digest('sha1', certificate)))));
    return attribute('1.2.840.113549.1.9.16.2.12', id);
  }
  const id = version === 2 ? tlv(0x30, tlv(0x04, digest('sha256', certificate))) : version;
  return attribute('1.2.840.113549.1.9.16.2.47', tlv(0x30, tlv(0x30, id)));
}

function statement(shape: StampShape): Buffer {
  const { data = Buffer.from('data'), nonce, time = '20260601120000Z', imprintHash = 'sha256' } = shape;
  return tlv(
    0x30,
    shape.version ?? integer(1),
    objectId('1.2.3.4.1'),
    tlv(0x30, DIGESTS[imprintHash], tlv(0x04, digest(imprintHash, data))),
    integer(7),
    tlv(0x18, Buffer.from(time)),
    ...(shape.tail ?? []),
    ...(nonce === undefined ? [] : [tlv(0x02, Buffer.from(nonce))]),
  );
}

/** A TimeStampToken, DER. */
export function makeToken(shape: StampShape): Buffer {
  const { authority, hash = 'sha256', contentType = TST_INFO } = shape;
  const content = statement(shape);
  const right = [
    attribute('1.2.840.113549.1.9.3', objectId(contentType)),
    attribute('1.2.840.113549.1.9.4', tlv(0x04, shape.messageDigest ?? digest(hash, content))),
    certificateAttribute(authority.certificate, shape.signingCertificate ?? 2),
  ];
  const attributes = shape.attributes?.(right) ?? right;
  const { privateKey } = authority.key;
  const isRsa = privateKey.asymmetricKeyType === 'rsa';
  const isEd = privateKey.asymmetricKeyType === 'ed25519';
  const signature = sign(isEd ? null : hash, tlv(0x31, ...attributes), privateKey);
  const signer = tlv(
    0x30,
    integer(1),
    tlv(0x30, name(authority.issuer), integer(0x11)),
    DIGESTS[hash],
    tlv(0xa0, ...attributes),
    shape.algorithm ?? (isRsa ? RSA[hash] : isEd ? ALGORITHMS.ed25519 : ALGORITHMS[hash]),
    tlv(0x04, shape.signature?.(signature) ?? signature),
  );
  const certificates = shape.certificates ?? [authority.certificate];
  const data = tlv(
    0x30,
    integer(3),
    tlv(0x31, DIGESTS[hash]),
    tlv(0x30, objectId(shape.kind ?? TST_INFO), tlv(0xa0, tlv(0x04, content))),
    ...(certificates.length === 0 ? [] : [tlv(0xa0, ...certificates)]),
    tlv(0x31, ...(shape.signers?.(signer) ?? [signer])),
  );
  return tlv(0x30, objectId('1.2.840.113549.1.7.2'), tlv(0xa0, data));
}

/** A TimeStampResp around a token. */
export function makeResponse(token: Buffer | undefined, status = 0): Buffer {
  return tlv(0x30, tlv(0x30, integer(status)), ...(token === undefined ? [] : [token]));
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A server on the loopback interface that answers each request with what `answer` does. */
export async function serveLoopback(
  answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(request, Buffer.concat(parts), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a request for a time stamp asks for: its digest and nonce. */
export function readRequest(body: Buffer): { readonly digest: Buffer; readonly nonce: Buffer } {
  return { digest: body.subarray(24, 56), nonce: body.subarray(58, 66) };
}

/** Answers requests for time stamps of `data`, with whatever else the shape says. */
export function stampAnswer(shape: StampShape) {
  return (_request: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
    response.end(makeResponse(makeToken({ nonce: readRequest(body).nonce, ...shape })));
  };
}

/** A relying party that knows these certificates of authorities, and nothing else. */
export function knowing(authorities: readonly Uint8Array[], suite: CryptoSuite): FormOptions {
  return { trust: createTrustRoot({ log: { ...NO_LOG_TRUST, authorities } }), suite };
}
