// SPDX-License-Identifier: Apache-2.0
import { textFrom, unitsText, type Prose } from '../../../text/prose.js';
import { isInField } from './fields.js';

/** How far back, in folded units, a block of JSON may begin, and how long what leads up to it may be. */
const BLOCK_REACH = 1500;
const LEAD_REACH = 160;
const FENCE = '```';
const JSON_FENCE = /^```json[l5c]?\r?\n/i;
const LEADS_UP =
  /\b(?:examples?|samples?)\b[^\n.]{0,60}\b(?:datasets?|data ?sets?|test cases?|benchmarks?|evaluations?|splits?)\b[^\n.]{0,40}[:.]?\s*$/i;

/** So many words a sample may say; a longer one, or one with a link, is an order, whatever it is called. */
const MOST_WORDS = 24;
const STRING_REACH = 240;
const TARGET = /@|:\/\//;

const BACKTICK = 0x60;
const firstMarks = new WeakMap<Prose, number>();

/** True when a block may stand in front of a place. Most records have none, and many places to look at. */
function mayFollowBlock(prose: Prose, from: number): boolean {
  let first = firstMarks.get(prose);
  if (first === undefined) {
    first = prose.units.subarray(0, prose.length).indexOf(BACKTICK);
    firstMarks.set(prose, first);
  }
  return first >= 0 && first < from;
}

/**
 * True for a short string of a block of JSON that its document presents as a sample of a data set: whoever documents a
 * benchmark of attacks shows what is in it.
 */
export function isDatasetSample(prose: Prose, from: number, to: number): boolean {
  const { units } = prose;
  if (!mayFollowBlock(prose, from) || !isInField(units, from)) return false;
  const before = unitsText(units, Math.max(0, from - BLOCK_REACH), from);
  const fence = before.lastIndexOf(FENCE);
  if (fence < 0 || !JSON_FENCE.test(before.slice(fence))) return false;
  if (!LEADS_UP.test(before.slice(Math.max(0, fence - LEAD_REACH), fence))) return false;
  const opening = before.lastIndexOf('"');
  const behind = textFrom(units, to, STRING_REACH);
  const closing = behind.indexOf('"');
  if (opening < fence || closing < 0) return false;
  const text = before.slice(opening + 1) + unitsText(units, from, to) + behind.slice(0, closing);
  return !TARGET.test(text) && text.split(/\s+/).length <= MOST_WORDS;
}
