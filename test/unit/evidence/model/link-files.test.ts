// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseChainLink } from '../../../../evidence/model/chain-link.js';
import { writeChainLink } from '../../../../evidence/model/link-text.js';
import type { ChainLink } from '../../../../evidence/model/chain-link.js';
import { parseRecoverySeal, runSessionBase } from '../../../../evidence/model/recovery-seal.js';
import { writeRecoverySeal } from '../../../../evidence/model/link-text.js';
import type { RecoverySeal } from '../../../../evidence/model/recovery-seal.js';
import { parseRotationEndorsement } from '../../../../evidence/model/rotation-endorsement.js';
import { writeRotationEndorsement } from '../../../../evidence/model/link-text.js';
import type { RotationEndorsement } from '../../../../evidence/model/rotation-endorsement.js';

const before = `proxy.run.${'1'.repeat(32)}`;
const after = `proxy.run.${'2'.repeat(32)}`;
const key = 'a'.repeat(64);
const hash = 'b'.repeat(64);
const signature = `ed25519:${'c'.repeat(128)}`;
const at = '2026-10-01T13:30:49.802204481Z';

const link: ChainLink = {
  version: 1,
  predecessor_session: before,
  predecessor_tail_seq: 3n,
  predecessor_tail_hash: hash,
  predecessor_signer_key: key,
  successor_session: after,
  successor_signer_key: key,
  linked_at: at,
  signature,
};

const seal: RecoverySeal = {
  kind: 'recovery_seal',
  version: 1,
  predecessor_session: before,
  shard: `evidence-${before}-0.jsonl`,
  shard_size: 10n,
  shard_sha256: hash,
  damage_offset: 9n,
  last_good_seq: 0n,
  last_good_hash: 'genesis',
  predecessor_tail_seq: 0n,
  predecessor_tail_hash: 'genesis',
  predecessor_signer_key: key,
  successor_session: after,
  successor_signer_key: key,
  successor_open_hash: hash,
  observed_at: at,
  signature,
};

const endorsement: RotationEndorsement = {
  version: 1,
  session_id: 's',
  prior_signer_key: key,
  prior_final_seq: 2n,
  prior_tail_hash: hash,
  new_signer_key: 'd'.repeat(64),
  rotated_at: at,
  endorsement: signature,
};

test('each file goes both ways', (t) => {
  t.deepEqual(parseChainLink(writeChainLink(link)), link);
  t.deepEqual(parseRecoverySeal(writeRecoverySeal(seal)), seal);
  t.deepEqual(parseRotationEndorsement(writeRotationEndorsement(endorsement)), endorsement);
  t.notThrows(() =>
    parseRecoverySeal(writeRecoverySeal({ ...seal, predecessor_session: 'proxy', shard: 'evidence-proxy-7.jsonl' })),
  );
});

test('a link with a wrong member is refused', (t) => {
  const wrong: readonly Partial<Record<keyof ChainLink, unknown>>[] = [
    { version: 2 },
    { predecessor_session: '' },
    { successor_session: 'a/b' },
    { successor_session: before },
    { predecessor_tail_hash: 'genesis' },
    { predecessor_signer_key: key.toUpperCase() },
    { successor_signer_key: 'x' },
    { signature: 'c'.repeat(128) },
  ];
  for (const change of wrong) {
    const text = writeChainLink({ ...link, ...change } as ChainLink);
    t.like(
      t.throws(() => parseChainLink(text)),
      { code: 'field_value', path: `/${Object.keys(change)[0] ?? ''}` },
    );
  }
  t.throws(() => parseChainLink(writeChainLink(link) + ' '.repeat(65_536)), { code: 'size' });
});

test('a seal with a wrong member is refused', (t) => {
  const wrong: readonly Partial<Record<keyof RecoverySeal, unknown>>[] = [
    { kind: 'seal' },
    { version: 2 },
    { successor_session: before },
    { successor_session: `other.run.${'2'.repeat(32)}` },
    { successor_session: 'proxy' },
    { shard: `evidence-${after}-0.jsonl` },
    { shard: `evidence-${before}-01.jsonl` },
    { shard_size: 2n ** 53n },
    { shard_size: 0n, damage_offset: 0n },
    { damage_offset: 10n },
    { last_good_seq: 2n ** 53n },
    { predecessor_tail_seq: 2n ** 53n },
    { shard_sha256: 'genesis' },
    { last_good_hash: 'x' },
    { predecessor_tail_hash: '' },
    { predecessor_signer_key: '' },
    { successor_signer_key: '' },
    { successor_open_hash: 'genesis' },
    { signature: '' },
  ];
  for (const change of wrong) {
    const text = JSON.stringify({ ...seal, ...change }, (_key, value: unknown) => {
      return typeof value === 'bigint' ? Number(value) : value;
    });
    t.like(
      t.throws(() => parseRecoverySeal(text)),
      { path: `/${Object.keys(change)[0] ?? ''}` },
    );
  }
});

test('an endorsement with a wrong member is refused', (t) => {
  const wrong: readonly Partial<Record<keyof RotationEndorsement, unknown>>[] = [
    { version: 2 },
    { session_id: '' },
    { prior_signer_key: '' },
    { new_signer_key: key },
    { prior_tail_hash: 'genesis' },
    { endorsement: '' },
  ];
  for (const change of wrong) {
    const text = writeRotationEndorsement({ ...endorsement, ...change } as RotationEndorsement);
    const error = t.throws(() => parseRotationEndorsement(text));
    t.like(error, { code: 'field_value', path: `/${Object.keys(change)[0] ?? ''}` });
  }
});

test('the base of a run session', (t) => {
  t.is(runSessionBase(before), 'proxy');
  t.is(runSessionBase('proxy'), undefined);
});
