// SPDX-License-Identifier: Apache-2.0
import { fieldFault } from '../http-signature/structured.js';

/** A trust domain: a DNS name in lower case, neither an address nor with a port. */
const TRUST_DOMAIN =
  /^(?=.{1,253}$)(?!(?:.*\.)?[0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const SPIFFE_ID = /^spiffe:\/\/([^/]*)\/(?:agent|mediators)\/([A-Za-z0-9._-]+)$/;

export function isTrustDomain(text: string): boolean {
  return TRUST_DOMAIN.test(text);
}

/**
 * The trust domain of the untrusted actor of an envelope; undefined for a plain name. Text that looks like an identity
 * URI must be a canonical one: a second spelling would be a second identity. Throws FormatError.
 */
export function parseActorDomain(actor: string): string | undefined {
  if (!/^spiffe:/i.test(actor)) return undefined;
  const [, domain = '', name = ''] = SPIFFE_ID.exec(actor) ?? [];
  if (!isTrustDomain(domain) || name === '.' || name === '..') throw fieldFault('actor: not a canonical SPIFFE id');
  return domain;
}
