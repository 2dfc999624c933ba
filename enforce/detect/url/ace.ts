// SPDX-License-Identifier: Apache-2.0
import punycode from 'punycode/punycode.js';

/** How a label begins that stands for one with letters beyond ASCII (RFC 5890, 2.3.2.1). */
const ACE = 'xn--';

const ASCII = /^\p{ASCII}*$/u;
/** What names are written with: letters of any script with their marks, digits, hyphens, and the signs some zones permit. */
const NAME = /^[\p{L}\p{M}\p{N}\p{S}\u00b7\u05f3\u05f4\u200c\u200d\u30fb-]+$/u;

/**
 * Whether a label in lower case is an ASCII form that no name has: it decodes to nothing, to plain ASCII, or to what
 * would be written otherwise. Some URL parsers let such a label pass, and it can carry any data.
 */
export function isFalseAce(label: string): boolean {
  if (!label.startsWith(ACE)) return false;
  try {
    const name = punycode.decode(label.slice(ACE.length));
    if (ASCII.test(name) || !NAME.test(name)) return true;
    return name.normalize('NFC') !== name || name.toLowerCase() !== name || `${ACE}${punycode.encode(name)}` !== label;
  } catch {
    return true;
  }
}
