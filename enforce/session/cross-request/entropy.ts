// SPDX-License-Identifier: Apache-2.0

const counts = new Int32Array(65_536);

/**
 * The information in a text as a budget counts it: Shannon entropy of its characters times their number, in whole bits,
 * rounded up. An upper bound of what a sender can say with these characters. Linear.
 */
export function entropyBits(text: string): number {
  const { length } = text;
  if (length < 2) return 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let sum = 0;
  // Each count is weighed where its character first occurs, and cleared for the next text.
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const count = counts[code] ?? 0;
    if (count > 1) sum += count * Math.log2(count);
    counts[code] = 0;
  }
  return Math.max(0, Math.ceil(length * Math.log2(length) - sum - 1e-9));
}
