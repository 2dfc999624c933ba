// SPDX-License-Identifier: Apache-2.0

// Signs that nobody sees, and signs that turn the order of others around.
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text of attackers in which everything can be seen: a name must not show itself, or its neighbours, as another. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same in every text of a value. */
export function allVisible(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(allVisible);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, allVisible(member)]));
}

/** Text of attackers as one line: line breaks and other controls become spaces. */
export function oneLine(text: string): string {
  return visible(text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')).trim() || '-';
}

/** Text of attackers where OSCAL has Markdown: no link, no picture, no element, no code. */
export function markupText(text: string): string {
  return visible(text).replace(/[\\`[\]<>]/g, (sign) => `\\${sign}`);
}

/** Text of attackers as a message of SARIF, in which `[text](address)` would be a link. */
export function messageText(text: string): string {
  return oneLine(text).replace(/\](?=\()/g, '] ');
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
