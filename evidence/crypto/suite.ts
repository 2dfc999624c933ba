// SPDX-License-Identifier: Apache-2.0

/** One Ed25519 signature to check. All three are raw bytes; a wrong length makes the check false, never a throw. */
export interface SignatureCheck {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Digests of signatures that are not Ed25519. */
export type SignatureHash = 'sha256' | 'sha384' | 'sha512';

/** One ECDSA signature to check. A key off the curve or a malformed signature makes the check false, never a throw. */
export interface EcdsaCheck {
  readonly curve: 'P-256' | 'P-384';
  readonly hash: SignatureHash;
  /** The uncompressed point: 0x04, then x and y. */
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  /** DER of the two integers (RFC 3279 section 2.2.3). Both halves of the range of s are accepted, as X.509 does. */
  readonly signature: Uint8Array;
}

/**
 * One RSA signature to check (RFC 8017 section 8.2, PKCS #1 v1.5). Another size of key than 2048 to 8192 bits, or an
 * exponent that is even or not of 17 to 32 bits, makes the check false, never a throw.
 */
export interface RsaCheck {
  readonly hash: SignatureHash;
  /** Most significant byte first, without leading zeros. */
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  readonly message: Uint8Array;
  /** As long as the modulus. */
  readonly signature: Uint8Array;
}

/**
 * What verification needs from a platform. Two suites exist: one on node:crypto, one on portable code that runs in a
 * browser. Hashes are synchronous; signatures are checked in batches so that a suite may spread them over cores.
 */
export interface CryptoSuite {
  readonly name: string;
  /** SHA-256 of bytes, or of the UTF-8 form of a string. */
  sha256(data: Uint8Array | string): Uint8Array;
  /** As `sha256`, as 64 lower-case hex digits. */
  sha256Hex(data: Uint8Array | string): string;
  /** Other digests that time stamps name. SHA-1 only tells certificates apart there (RFC 2634 section 5.4). */
  digest(hash: SignatureHash | 'sha1', data: Uint8Array): Uint8Array;
  /** Strict Ed25519 (RFC 8032, no cofactored acceptance of malformed points); the answers stand in the order of the checks. */
  verifyBatch(checks: readonly SignatureCheck[]): Promise<readonly boolean[]>;
  /** ECDSA over NIST curves, as certificates of workloads use it. */
  verifyEcdsa(check: EcdsaCheck): Promise<boolean>;
  /** RSA, as time-stamping authorities use it. */
  verifyRsa(check: RsaCheck): Promise<boolean>;
}
