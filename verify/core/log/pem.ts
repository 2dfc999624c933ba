// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from '../../../evidence/canonical/text.js';
import { FormatError } from '../../../evidence/canonical/errors.js';
import { parseCertificate } from '../x509/certificate.js';
import { parsePublicKey } from '../x509/key.js';

const BLOCK = /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/**
 * Takes what the relying party gave in PEM out of a text, as DER: certificates of time-stamping authorities, public keys
 * of external logs; `rest` is the text around them. Throws FormatError for one that cannot be used.
 */
export function takePem(text: string) {
  const [certificates, publicKeys]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const [, label, body = ''] of text.matchAll(BLOCK)) {
    const der = fromBase64(body.replace(/\s/g, ''));
    if (label === 'CERTIFICATE') {
      parseCertificate(der);
      certificates.push(der);
    } else if (parsePublicKey(der) === undefined) {
      throw new FormatError('key_file', 'the public key is of a kind that is not known here');
    } else publicKeys.push(der);
  }
  return { certificates, publicKeys, rest: text.replace(BLOCK, ' ') };
}
