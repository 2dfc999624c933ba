// SPDX-License-Identifier: Apache-2.0
import { unitsText } from '../../../text/prose.js';

/** Where a reader of the page would not see a match, though a model does. */
export type HiddenPlace = 'comment' | 'element' | 'attribute';

/** How far back, in folded units, a comment or an element may have begun. */
const REACH = 400;

/** Styles and attributes under which a browser shows nothing. */
const UNSEEN =
  /display ?: ?none|visibility ?: ?hidden|font-size ?: ?0(?![.\d]*[1-9])|opacity ?: ?0(?![.\d]*[1-9])|color ?: ?(?:white|#fff|transparent)|text-indent ?: ?-\d{3}|left ?: ?-\d{4}|[ "']hidden[ ">=]|aria-hidden/i;

/** Comments of Markdown, white letters of TeX, elements that browsers show to nobody: the part in front of a place. */
const OTHER_COMMENT = /\[\/\/\]: ?# ?\([^)\n]*$/;
const WHITE = /\\(?:text)?color\{white\}\{?[^}\n]*$/;
const UNSHOWN = /^<(?:noscript|template)\b/i;
/** Texts in the place of a picture, values of fields that are not shown. */
const ATTRIBUTE = /(?:\balt=["'][^"'>]*|!\[[^\]\n]*|\btype=["']hidden["'][^>]*\bvalue=["'][^"'>]*)$/i;

/** The hidden part of a page that holds a place, if one does. Looks at a bounded stretch in front of the place. */
export function hiddenPlaceOf(units: Uint16Array, from: number): HiddenPlace | undefined {
  const before = unitsText(units, Math.max(0, from - REACH), from);
  const comment = before.lastIndexOf('<!--');
  if (comment >= 0 && before.lastIndexOf('-->') < comment) return 'comment';
  if (OTHER_COMMENT.test(before)) return 'comment';
  if (ATTRIBUTE.test(before)) return 'attribute';
  if (WHITE.test(before)) return 'element';
  const end = before.lastIndexOf('>');
  const start = before.lastIndexOf('<', end);
  if (end < 0 || start < 0 || before.charAt(start + 1) === '/') return undefined;
  const element = before.slice(start, end + 1);
  return UNSEEN.test(element) || UNSHOWN.test(element) ? 'element' : undefined;
}
