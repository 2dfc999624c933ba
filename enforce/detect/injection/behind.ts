// SPDX-License-Identifier: Apache-2.0
import { unitsText } from '../../text/prose.js';

/** At most `most` folded units from a place on. Behind the zero that ends a text may stand what was read before it. */
export function textFrom(units: Uint16Array, from: number, most: number): string {
  const text = unitsText(units, from, from + most);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
