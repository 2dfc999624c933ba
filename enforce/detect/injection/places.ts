// SPDX-License-Identifier: Apache-2.0
import { unitsText } from '../../text/prose.js';

/** Where a reader of the page would not see a match, though a model does. */
export type HiddenPlace = 'comment' | 'element';

/** How far back, in folded units, a comment or an element may have begun. */
const REACH = 400;

/** Styles and attributes under which a browser shows nothing. */
const UNSEEN =
  /display ?: ?none|visibility ?: ?hidden|font-size ?: ?0(?![.\d]*[1-9])|opacity ?: ?0(?![.\d]*[1-9])|color ?: ?(?:white|#fff|transparent)|text-indent ?: ?-\d{3}|left ?: ?-\d{4}|[ "']hidden[ ">=]|aria-hidden/i;

/** The hidden part of a page that holds a place, if one does. Looks at a bounded stretch in front of the place. */
export function hiddenPlaceOf(units: Uint16Array, from: number): HiddenPlace | undefined {
  const before = unitsText(units, Math.max(0, from - REACH), from);
  const comment = before.lastIndexOf('<!--');
  if (comment >= 0 && before.lastIndexOf('-->') < comment) return 'comment';
  const end = before.lastIndexOf('>');
  const start = before.lastIndexOf('<', end);
  if (end < 0 || start < 0 || before.charAt(start + 1) === '/') return undefined;
  return UNSEEN.test(before.slice(start, end + 1)) ? 'element' : undefined;
}
