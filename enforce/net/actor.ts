// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '../../evidence/model/action.js';
import { fieldValue, type HeaderPairs } from './headers.js';

export interface ActorOptions {
  /** Used when the client names nobody; empty means none. */
  readonly defaultName: string;
  /** The default is the only identity, whatever a client says. */
  readonly bindDefault: boolean;
}

/** The field in which a client says which agent it is. */
export const AGENT_HEADER = 'x-pipelock-agent';
/** A name is for people and records: short, one word, nothing that could forge a log line. */
const AGENT_NAME = /^[A-Za-z0-9][A-Za-z0-9._/@:-]{0,63}$/;

/** Who acts, from configuration or from the client's own word. An unusable name counts as none given. */
export function createActorResolver(options: ActorOptions): (headers: HeaderPairs) => Actor {
  const fallback: Actor =
    options.defaultName === '' ? { name: '', provenance: 'none' } : { name: options.defaultName, provenance: 'config' };
  if (options.bindDefault) return () => fallback;
  return (headers) => {
    const name = fieldValue(headers, AGENT_HEADER);
    return name !== undefined && AGENT_NAME.test(name) ? { name, provenance: 'self_declared' } : fallback;
  };
}
