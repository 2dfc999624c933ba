// SPDX-License-Identifier: Apache-2.0
import {
  combinedField,
  fieldFault,
  bytesOf,
  parseStrictDictionary,
  type Fields,
  type InnerList,
} from './structured.js';

/**
 * The signatures in the untrusted fields Signature-Input and Signature whose label begins with `prefix`, in order of
 * arrival. Throws FormatError, also when a field as a whole cannot be read.
 */
export function parseSignatures(fields: Fields, prefix = '') {
  const inputs = parseStrictDictionary(combinedField(fields, 'signature-input') ?? '', 'Signature-Input');
  const signatures = parseStrictDictionary(combinedField(fields, 'signature') ?? '', 'Signature');
  const ours = [...inputs].filter(([label]) => label.startsWith(prefix));
  return ours.map(([label, input]) => {
    const signature = bytesOf(signatures.get(label)?.[0]);
    if (signature === undefined) throw fieldFault(`Signature: ${label} is not a byte sequence`);
    if (!Array.isArray(input[0])) throw fieldFault(`Signature-Input: ${label} is not a list of components`);
    return { label, input: input as InnerList, signature };
  });
}

/** One labelled signature of a message. What it covers stands in `input`, in the order on the wire. */
export type LabelledSignature = Readonly<ReturnType<typeof parseSignatures>[number]>;
