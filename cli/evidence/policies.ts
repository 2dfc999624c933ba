// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { PolicyInForce } from '../../evidence/attest/session-manifest.js';
import { parseStrictJson, toPlain, type JsonValue } from '../../evidence/canonical/json-reader.js';
import { isHex } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { POLICY_SCHEMA } from '../../evidence/model/policy.js';
import { readSmallFile } from '../../verify/node/read.js';
import { LIMITS } from '../../verify/core/input/source.js';

/**
 * The policy documents beside the evidence that signed receipts name by hash. A document that is absent, or whose bytes
 * have another hash than its name, is left out: nothing ties it to the receipts.
 */
export function readPolicies(folder: string, hashes: Iterable<string>): PolicyInForce[] {
  const found: PolicyInForce[] = [];
  for (const hash of new Set(hashes)) {
    if (!isHex(hash, 64)) continue;
    const text = readSmallFile(join(folder, 'policy', `${hash}.json`), LIMITS.documentBytes);
    if (typeof text !== 'string' || nodeSuite.sha256Hex(text) !== hash) continue;
    const document = Object(toPlain(parseStrictJson(text))) as Readonly<Record<string, JsonValue>>;
    if (document['schema'] === POLICY_SCHEMA) found.push(inForce(document));
  }
  return found;
}

function inForce({ config_hash: hash, rules }: Readonly<Record<string, JsonValue>>): PolicyInForce {
  const list = Array.isArray(rules) ? (rules as readonly JsonValue[]) : [];
  const layers = list.map((rule) => (Object(rule) as { readonly layer?: JsonValue }).layer);
  return {
    configHash: typeof hash === 'string' ? hash : '',
    layers: layers.filter((layer) => typeof layer === 'string'),
  };
}
