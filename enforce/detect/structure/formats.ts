// SPDX-License-Identifier: Apache-2.0
import { recognizeDer } from './der.js';

const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

function hasAt(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return at >= 0 && at + expected.length <= bytes.length && expected.every((byte, i) => bytes[at + i] === byte);
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
const be16 = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) * 256 + byteAt(bytes, at + 1);
const be32 = (bytes: Uint8Array, at: number): number => be16(bytes, at) * 65_536 + be16(bytes, at + 2);
const le16 = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) + byteAt(bytes, at + 1) * 256;
const le24 = (bytes: Uint8Array, at: number): number => le16(bytes, at) + byteAt(bytes, at + 2) * 65_536;
const le32 = (bytes: Uint8Array, at: number): number => le16(bytes, at) + le16(bytes, at + 2) * 65_536;

/** Whether bytes that begin as a format go on as one: a magic number alone is easily written in front of anything. */
type Check = (bytes: Uint8Array) => boolean;

const IHDR = ascii('IHDR');
const IEND = ascii('IEND');

/** Chunks up to the last one, which ends where the bytes do. */
const isPng: Check = (bytes) => {
  if (be32(bytes, 8) !== 13 || !hasAt(bytes, 12, IHDR)) return false;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + be32(bytes, at))
    if (hasAt(bytes, at + 4, IEND)) return at + 12 === bytes.length;
  return false;
};

/** Segments with their lengths up to the image data, and an end marker. */
const isJpeg: Check = (bytes) => {
  if (!hasAt(bytes, bytes.length - 2, [0xff, 0xd9])) return false;
  for (let at = 2; at + 4 <= bytes.length; at += 2 + be16(bytes, at + 2)) {
    if (byteAt(bytes, at) !== 0xff || be16(bytes, at + 2) < 2) return false;
    if (byteAt(bytes, at + 1) === 0xda) return true;
  }
  return false;
};

/** Blocks of compressed data, each with its size, to the end of the bytes or of the next frame. */
const isZstd: Check = (bytes) => {
  for (let at = 0; at < bytes.length;) {
    const next = zstdFrameEnd(bytes, at);
    if (next === undefined || next > bytes.length) return false;
    at = next;
  }
  return true;
};

const ZSTD = [0x28, 0xb5, 0x2f, 0xfd] as const;
const ID_BYTES = [0, 1, 2, 4] as const;
const SIZE_BYTES = [0, 2, 4, 8] as const;

function zstdFrameEnd(bytes: Uint8Array, start: number): number | undefined {
  if (!hasAt(bytes, start, ZSTD)) return undefined;
  const descriptor = byteAt(bytes, start + 4);
  if (descriptor & 0x08) return undefined;
  const single = (descriptor & 0x20) !== 0;
  const sizeBytes = SIZE_BYTES[descriptor >> 6] ?? 0;
  let at = start + 5 + (single ? 0 : 1) + (ID_BYTES[descriptor & 3] ?? 0);
  at += single && sizeBytes === 0 ? 1 : sizeBytes;
  while (at + 3 <= bytes.length) {
    const header = le24(bytes, at);
    const last = (header & 1) === 1;
    const type = (header >> 1) & 3;
    if (type === 3) return undefined;
    at += 3 + (type === 1 ? 1 : header >> 3);
    if (last) return at + (descriptor & 0x04 ? 4 : 0);
  }
  return undefined;
}

/** Most that deflate makes of a byte. */
const MAX_INFLATION = 1032;

/** Reserved flags are off, and the size at the end is one the data could have. */
const isGzip: Check = (bytes) => {
  const size = le32(bytes, bytes.length - 4);
  return (byteAt(bytes, 3) & 0xe0) === 0 && size <= bytes.length * MAX_INFLATION && size * 4 >= bytes.length - 64;
};

const ZIP_END = [0x50, 0x4b, 0x05, 0x06] as const;

/** The directory at the end lies inside the bytes. */
const isZip: Check = (bytes) => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 1024); at--)
    if (hasAt(bytes, at, ZIP_END)) return le32(bytes, at + 12) + le32(bytes, at + 16) <= at;
  return false;
};

const isRiff: Check = (bytes) => Math.abs(le32(bytes, 4) + 8 - bytes.length) <= 1;
const isGif: Check = (bytes) => bytes.length > 13 && byteAt(bytes, bytes.length - 1) === 0x3b;
const isWoff: Check = (bytes) => be32(bytes, 8) === bytes.length;

/** Tables inside the bytes. */
const isOpenType: Check = (bytes) => {
  const tables = be16(bytes, 4);
  if (tables < 3 || tables > 64 || 12 + 16 * tables > bytes.length) return false;
  for (let at = 12; at < 12 + 16 * tables; at += 16)
    if (be32(bytes, at + 8) + be32(bytes, at + 12) > bytes.length) return false;
  return true;
};

const PDF_END = ascii('%%EOF');
const isPdf: Check = (bytes) => {
  for (let at = bytes.length - 5; at >= Math.max(0, bytes.length - 1024); at--)
    if (hasAt(bytes, at, PDF_END)) return true;
  return false;
};

/** Boxes with their sizes to the end. */
const isMp4: Check = (bytes) => {
  for (let at = 0; at < bytes.length;) {
    const size = be32(bytes, at);
    if (size === 0) return true;
    if (size < 8) return size === 1 && at > 0;
    at += size;
    if (at > bytes.length) return false;
  }
  return true;
};

/** Sections in order, each with its size in LEB128, to the end. */
const isWasm: Check = (bytes) => {
  for (let at = 8; at < bytes.length;) {
    if (byteAt(bytes, at++) > 13) return false;
    let size = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = byteAt(bytes, at++);
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += size;
    if (at > bytes.length) return false;
  }
  return true;
};

const isIcon: Check = (bytes) => {
  const images = le16(bytes, 4);
  if (images < 1 || images > 64) return false;
  for (let at = 6; at < 6 + 16 * images; at += 16)
    if (le32(bytes, at + 8) + le32(bytes, at + 12) > bytes.length) return false;
  return true;
};

/** A name in front, with its length ahead of it, and a second field of at least 32 bytes. */
const isSshKey: Check = (bytes) => {
  const name = be32(bytes, 0);
  const letters = Array.from(bytes.subarray(4, 4 + Math.min(name, 32)), (byte) => String.fromCharCode(byte)).join('');
  if (!/^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp[0-9]{3}|sk-[a-z0-9@.-]+)$/.test(letters)) return false;
  return 8 + name + be32(bytes, 4 + name) <= bytes.length;
};

const isDer: Check = (bytes) => recognizeDer(bytes) !== undefined;
const always: Check = () => true;

interface Format {
  readonly name: string;
  readonly magic: readonly number[];
  /** Where the magic number stands. */
  readonly at?: number;
  readonly holds: Check;
}

const FORMATS: readonly Format[] = [
  { name: 'png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], holds: isPng },
  { name: 'jpeg', magic: [0xff, 0xd8, 0xff], holds: isJpeg },
  { name: 'gif', magic: ascii('GIF87a'), holds: isGif },
  { name: 'gif', magic: ascii('GIF89a'), holds: isGif },
  { name: 'riff', magic: ascii('RIFF'), holds: isRiff },
  { name: 'bmp', magic: ascii('BM'), holds: (bytes) => le32(bytes, 2) === bytes.length },
  { name: 'ico', magic: [0, 0, 1, 0], holds: isIcon },
  { name: 'pdf', magic: ascii('%PDF-'), holds: isPdf },
  { name: 'zip', magic: [0x50, 0x4b, 0x03, 0x04], holds: isZip },
  { name: 'gzip', magic: [0x1f, 0x8b, 0x08], holds: isGzip },
  { name: 'zstd', magic: ZSTD, holds: isZstd },
  {
    name: 'xz',
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    holds: (bytes) => hasAt(bytes, bytes.length - 2, ascii('YZ')),
  },
  {
    name: 'bzip2',
    magic: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
    at: 4,
    holds: (bytes) => hasAt(bytes, 0, ascii('BZh')),
  },
  { name: 'woff', magic: ascii('wOFF'), holds: isWoff },
  { name: 'woff2', magic: ascii('wOF2'), holds: isWoff },
  { name: 'ttf', magic: [0, 1, 0, 0], holds: isOpenType },
  { name: 'otf', magic: ascii('OTTO'), holds: isOpenType },
  { name: 'wasm', magic: [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], holds: isWasm },
  { name: 'mp4', magic: ascii('ftyp'), at: 4, holds: isMp4 },
  { name: 'ogg', magic: ascii('OggS'), holds: (bytes) => byteAt(bytes, 4) === 0 },
  { name: 'flac', magic: ascii('fLaC'), holds: always },
  { name: 'mp3', magic: ascii('ID3'), holds: always },
  { name: 'sqlite', magic: ascii('SQLite format 3\0'), holds: always },
  { name: 'plist', magic: ascii('bplist00'), holds: always },
  { name: 'ssh_public_key', magic: [0, 0, 0], holds: isSshKey },
  { name: 'der', magic: [0x30], holds: isDer },
];

/**
 * The format of bytes whose structure, not the magic number alone, is that of a known one: images, fonts, documents,
 * archives, public keys and certificates. Undefined for anything else. Untrusted input; linear.
 */
export function recognizeFormat(bytes: Uint8Array): string | undefined {
  return FORMATS.find(({ magic, at, holds }) => hasAt(bytes, at ?? 0, magic) && holds(bytes))?.name;
}
