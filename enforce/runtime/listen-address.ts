// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import { parseListenAddress } from '../config/forms.js';

/** Where to listen. The configuration has checked the form; a missing host means every address. */
export function listenAddress(text: string): { readonly host: string; readonly port: number } {
  const address = parseListenAddress(text);
  if (address === undefined) throw new UsageError(`"${text}" is no address to listen on; write host:port`);
  return { host: address.host === '' ? '0.0.0.0' : address.host, port: address.port };
}
