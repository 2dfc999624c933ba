// SPDX-License-Identifier: Apache-2.0

/** Text of attackers as one line: line breaks and other controls become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim() || '-';
}

/** A path of the bundle as a relative URI reference. */
export function uriPath(path: string): string {
  // A lone surrogate has no encoding; as U+FFFD it has.
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}
