// SPDX-License-Identifier: Apache-2.0
import { member, parseStrictJson, rawSlice } from '../../../evidence/canonical/json-reader.js';
import { utf8Encode } from '../../../evidence/canonical/text.js';
import { attempt, type Fault } from './format-fault.js';

/** A wrapper's content, or what its own claims about it get wrong. */
export type OpenedWrapper = { readonly receipts: readonly string[] } | { readonly fault: Fault };

/** What a wrapper declares is compared, never believed. */
function compared(declared: string, found: number, code: Fault['code'], receipts: readonly string[]): OpenedWrapper {
  const message = `${declared} is declared, ${found} is present`;
  return declared === String(found) ? { receipts } : { fault: { code, message } };
}

/**
 * Opens a wrapper around receipts (untrusted text): `{declared_receipt_count, receipts}` or `{declared_length, body}`.
 * Returns undefined when the text is neither.
 */
export function openWrapper(text: string): OpenedWrapper | undefined {
  const parsed = attempt(() => parseStrictJson(text));
  if ('fault' in parsed) return undefined;
  const wrapper = parsed.value;
  const [count, list] = [member(wrapper, 'declared_receipt_count'), member(wrapper, 'receipts')];
  if (count !== undefined && list !== undefined) {
    const receipts = list.kind === 'array' ? list.items.map((item) => rawSlice(text, item)) : [];
    return compared(rawSlice(text, count), receipts.length, 'receipt_count_mismatch', receipts);
  }
  const [length, body] = [member(wrapper, 'declared_length'), member(wrapper, 'body')];
  if (length === undefined || body === undefined) return undefined;
  const source = rawSlice(text, body);
  return compared(rawSlice(text, length), utf8Encode(source).length, 'padding_attack', [source]);
}
