// SPDX-License-Identifier: Apache-2.0
import type { JsonNode } from '../../evidence/canonical/json-reader.js';
import { member, parseStrictJson, rawSlice } from '../../evidence/canonical/json-reader.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import type { Fault } from './format-fault.js';
import { attempt } from './format-fault.js';

/** A wrapper's content, or what its own claims about it get wrong. */
export type OpenedWrapper = { readonly receipts: readonly string[] } | { readonly fault: Fault };

function openList(text: string, declared: JsonNode, receipts: JsonNode): OpenedWrapper {
  const items = receipts.kind === 'array' ? receipts.items : [];
  if (declared.kind !== 'number' || declared.literal !== String(items.length)) {
    const message = `${rawSlice(text, declared)} receipts are declared, ${items.length} are present`;
    return { fault: { code: 'receipt_count_mismatch', message } };
  }
  return { receipts: items.map((item) => rawSlice(text, item)) };
}

function openBody(text: string, declared: JsonNode, body: JsonNode): OpenedWrapper {
  const source = rawSlice(text, body);
  const length = utf8Encode(source).length;
  if (declared.kind !== 'number' || declared.literal !== String(length)) {
    const message = `${rawSlice(text, declared)} bytes are declared, the body has ${length}`;
    return { fault: { code: 'padding_attack', message } };
  }
  return { receipts: [source] };
}

/**
 * Opens a wrapper around receipts (untrusted text): `{declared_receipt_count, receipts}` or `{declared_length, body}`.
 * Returns undefined when the text is neither. What a wrapper declares is compared, never believed.
 */
export function openWrapper(text: string): OpenedWrapper | undefined {
  const parsed = attempt(() => parseStrictJson(text));
  if ('fault' in parsed) return undefined;
  const count = member(parsed.value, 'declared_receipt_count');
  const receipts = member(parsed.value, 'receipts');
  if (count !== undefined && receipts !== undefined) return openList(text, count, receipts);
  const length = member(parsed.value, 'declared_length');
  const body = member(parsed.value, 'body');
  return length !== undefined && body !== undefined ? openBody(text, length, body) : undefined;
}
