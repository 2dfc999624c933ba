// SPDX-License-Identifier: Apache-2.0
import { goString } from './go-text.js';
import { parseStrictJson, rawSlice, type JsonNode } from './json-reader.js';

/**
 * Compact JSON text laid out with two spaces and a closing line feed, as Go's MarshalIndent does: the spelling of
 * strings and numbers stays. For documents that people read and that are not signed. Throws FormatError.
 */
export function indentJson(compact: string): string {
  return `${lay(parseStrictJson(compact), compact, '')}\n`;
}

function lay(node: JsonNode, text: string, pad: string): string {
  const inner = `${pad}  `;
  if (node.kind === 'array')
    return block(
      '[',
      ']',
      node.items.map((item) => inner + lay(item, text, inner)),
      pad,
    );
  if (node.kind !== 'object') return rawSlice(text, node);
  const rows = node.members.map(({ key, value }) => `${inner}${goString(key)}: ${lay(value, text, inner)}`);
  return block('{', '}', rows, pad);
}

function block(open: string, close: string, rows: readonly string[], pad: string): string {
  return rows.length === 0 ? open + close : `${open}\n${rows.join(',\n')}\n${pad}${close}`;
}
