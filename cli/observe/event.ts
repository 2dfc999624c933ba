// SPDX-License-Identifier: Apache-2.0
import { parseDictionary } from 'structured-headers';
import type { AelEvent } from '../../evidence/model/ael/record.js';
import { classifyHttpMethod } from '../../evidence/model/receipt/classification.js';

/** The class of requests that nobody who mediates has named. */
export const UNMEDIATED = 'unmediated';

/** Prefix of the classes of requests that carry the id of a mediated action. */
export const OBSERVED = 'observed.http.';

const ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** The action id in a `Pipelock-Mediation` header (untrusted): member `rid` of a structured dictionary (RFC 8941). */
export function mediatedId(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    const rid: unknown = parseDictionary(typeof header === 'string' ? header : header.join(', ')).get('rid')?.[0];
    return typeof rid === 'string' && ID.test(rid) ? rid : undefined;
  } catch {
    return undefined;
  }
}

export interface EventPorts {
  /** A fresh id. */
  readonly newId: () => string;
  /** Whether this id was seen before, among the recent ones. */
  readonly seen: (id: string) => boolean;
}

/**
 * The event of one request as it arrived. An id that comes back is not a mediated action again: whoever repeats a header
 * would otherwise hide a second request behind the first.
 */
export function eventOf(
  method: string,
  header: string | readonly string[] | undefined,
  { newId, seen }: EventPorts,
): AelEvent {
  const id = mediatedId(header);
  if (id === undefined || seen(id)) return { class: UNMEDIATED, id: newId(), dir: 'out' };
  return { class: `${OBSERVED}${classifyHttpMethod(method).action_type}`, id, dir: 'out' };
}
