// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import { readTrustStore } from '../../evidence/store/trust-store.js';
import { requestForm } from '../../verify/core/documents/captured-request.js';
import type { EnvelopeKey } from '../../evidence/crypto/envelope.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { readSmallFile } from '../../verify/node/read.js';
import { renderJson, renderResult } from '../../verify/core/results/render.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { neededArgument, trustStorePath } from '../envelope-store.js';
import { print } from '../output.js';

interface Options {
  readonly key?: readonly string[];
  readonly store?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** Verifies the envelope of a request that somebody wrote down. */
export const envelopeVerify: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[file]', 'a captured request (JSON, schema pipelock.captured-request.v1)')
      .option('--key <hex|file>', 'trusted public key for any key id; may be repeated', collect)
      .option('--store <file>', 'trust store (default, without --key: $XDG_STATE_HOME/pipelock/envelope/trust.json)')
      .option('--at <time>', 'judge the age at this time, RFC 3339 (default: now)')
      .option('--json', 'print the full result as JSON')
      .addHelpText('after', '\nexit codes: 0 valid, 1 invalid or unreadable, 2 wrong usage. Replays are not checked.');
  },
  async run({ key = [], store, at, json }, args) {
    const file = neededArgument(args, 'file', 'envelope verify');
    const time = at ?? new Date().toISOString();
    if (!/^\d{4}-\d{2}-\d{2}T/.test(time) || Number.isNaN(Date.parse(time))) {
      throw new UsageError('--at: an RFC 3339 time is expected, such as 2026-01-31T12:00:00Z');
    }
    const named = key.map(readKeyArgument);
    const text = readSmallFile(file, LIMITS.documentBytes, true);
    if (typeof text !== 'string') throw new UsageError(`${file}: ${text.message}`);
    const keys = [
      ...named.map((publicKey): EnvelopeKey => ({ publicKey, trustDomains: [] })),
      ...(store === undefined && named.length > 0 ? [] : storedKeys(trustStorePath(store))),
    ];
    const options = {
      trust: createTrustRoot({ keys: keys.map(({ publicKey }) => publicKey) }),
      suite: nodeSuite,
      at: time,
    };
    const result = await requestForm(() => keys).verify(text, options);
    const outcome = { kind: 'document', form: 'mediation_envelope', result } as const;
    print(json === true ? renderJson(file, outcome) : renderResult(outcome));
    return result.accepted ? EXIT.ok : EXIT.failed;
  },
};

function storedKeys(path: string): readonly EnvelopeKey[] {
  return readTrustStore(path).map(({ key_id, public_key, trust_domains }) => ({
    keyId: key_id,
    publicKey: public_key,
    trustDomains: trust_domains,
  }));
}
