// SPDX-License-Identifier: Apache-2.0

/** No URL needs as many rounds; a text that does counts as unread. */
const MAX_ROUNDS = 32;
const ESCAPES = /(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}/gi;
/** A per cent sign that was itself encoded, any number of times, ahead of two hex digits. */
const WRAPPED = /%(?:25)+(?=[0-9a-f]{2})/gi;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function decodeRun(run: string): string {
  if (run.charCodeAt(1) === 0x75 || run.charCodeAt(1) === 0x55) {
    return String.fromCharCode(Number.parseInt(run.slice(2), 16));
  }
  const bytes = new Uint8Array(run.length / 3);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16);
  return utf8.decode(bytes);
}

/**
 * Undoes one layer of percent-encoding, in a URL or a part of one; long texts are undone by `percent.ts`. What is not
 * a valid escape stays. `+` stays: base64 uses it.
 */
export function decodePercentOnce(text: string): string {
  return text.includes('%') ? text.replace(ESCAPES, decodeRun) : text;
}

/**
 * Undoes percent-encoding until nothing changes. Repeated encoding of the per cent sign is undone in one step, so the
 * number of rounds grows with the logarithm of the length; `undefined` means the limit was reached all the same.
 */
export function decodePercentFully(text: string): string | undefined {
  if (!text.includes('%')) return text;
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = decodePercentOnce(current.replace(WRAPPED, '%'));
    if (next === current) return current;
    current = next;
  }
  return undefined;
}
