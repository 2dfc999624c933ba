// SPDX-License-Identifier: Apache-2.0
import type { SignatureCheck } from '../../evidence/crypto/suite.js';

// Layout of one check: key 32, signature 64, length of the message 1, message up to 64 (zero padded).
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MESSAGE_BYTES = 64;
const LENGTH_AT = KEY_BYTES + SIGNATURE_BYTES;
const MESSAGE_AT = LENGTH_AT + 1;
const STRIDE = MESSAGE_AT + MESSAGE_BYTES;

/** Whether a check has the fixed shape of receipts and checkpoints: a digest or a hash text under a real key. */
export function isPackable(check: SignatureCheck): boolean {
  return (
    check.publicKey.length === KEY_BYTES &&
    check.signature.length === SIGNATURE_BYTES &&
    check.message.length <= MESSAGE_BYTES
  );
}

/** Packs checks that are all packable into one buffer that can be moved to another thread without copying. */
export function packChecks(checks: readonly SignatureCheck[]): ArrayBuffer {
  const buffer = new ArrayBuffer(checks.length * STRIDE);
  const bytes = new Uint8Array(buffer);
  let at = 0;
  for (const check of checks) {
    bytes.set(check.publicKey, at);
    bytes.set(check.signature, at + KEY_BYTES);
    bytes[at + LENGTH_AT] = check.message.length;
    bytes.set(check.message, at + MESSAGE_AT);
    at += STRIDE;
  }
  return buffer;
}

/** Inverse of `packChecks`; the checks are views into the buffer. */
export function unpackChecks(buffer: ArrayBuffer): SignatureCheck[] {
  const checks: SignatureCheck[] = [];
  const lengths = new DataView(buffer);
  for (let at = 0; at + STRIDE <= buffer.byteLength; at += STRIDE) {
    const length = lengths.getUint8(at + LENGTH_AT);
    checks.push({
      publicKey: new Uint8Array(buffer, at, KEY_BYTES),
      signature: new Uint8Array(buffer, at + KEY_BYTES, SIGNATURE_BYTES),
      message: new Uint8Array(buffer, at + MESSAGE_AT, length),
    });
  }
  return checks;
}
