// SPDX-License-Identifier: Apache-2.0

/** Places that are tried one by one; in a text with more, the expression goes through the rest by itself. */
const MAX_TRIES = 64;

/**
 * Whether an expression that begins with a mark matches anywhere in a text. Texts are mostly without the mark or match at
 * the first, and looking for it is many times faster than trying the expression everywhere. Linear if the expression is.
 */
export function finderOf(mark: string, { source, flags }: RegExp): (text: string) => boolean {
  const here = new RegExp(source, `${flags}y`);
  const further = new RegExp(source, `${flags}g`);
  return (text) => {
    let at = text.indexOf(mark);
    for (let tries = 0; at >= 0 && tries < MAX_TRIES; tries++, at = text.indexOf(mark, at + 1)) {
      here.lastIndex = at;
      if (here.test(text)) return true;
    }
    further.lastIndex = at;
    return at >= 0 && further.test(text);
  };
}
