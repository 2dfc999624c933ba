// SPDX-License-Identifier: Apache-2.0
import type { RsaCheck } from './suite.js';

/**
 * Whether key and signature have the form that both suites accept. The bounds keep a key out of a token from asking for
 * hours of work; small and even exponents are no keys that anybody should rely on.
 */
export function hasStrictRsaForm({ modulus, exponent, signature }: RsaCheck): boolean {
  const bits = modulus.length * 8;
  const odd = ((modulus.at(-1) ?? 0) & (exponent.at(-1) ?? 0) & 1) === 1;
  return (
    bits >= 2048 &&
    bits <= 8192 &&
    (modulus[0] as number) >= 0x80 &&
    odd &&
    (exponent.length === 3 || exponent.length === 4) &&
    exponent[0] !== 0 &&
    signature.length === modulus.length
  );
}
