// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { fromHex, utf8Encode } from '../../evidence/canonical/text.js';
import { buildAuditPacket, UNPROBED_POSTURE } from '../../evidence/attest/audit-packet.js';
import { fingerprint } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { FormatError } from '../../evidence/model/errors.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { parseRoster } from '../../evidence/model/roster.js';
import { writeSignedBody } from '../../evidence/model/signed-body.js';
import { signRoster } from '../../evidence/sign/signed-body.js';
import { AUDIT_PACKET_FORM } from '../../verify/core/bundles/audit-packet.js';
import { verifyRoster } from '../../verify/core/trust/key-authority.js';
import { memoryFolder } from '../../verify/core/input/memory.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { buildRun, fileOf, newSigner } from '../unit/verify/evidence-runs.js';

const PRINTABLE = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));

/** The text with one character replaced. */
function editOf(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: 0, max: text.length - 1 }), PRINTABLE)
    .map(([at, by]) => text.slice(0, at) + by + text.slice(at + 1));
}

test('a roster with one character changed is refused, unless it still says the same', async (t) => {
  const root = newSigner();
  const key = { public_key_hex: root.publicKeyHex, valid_from: '2026-01-01T00:00:00Z', valid_until: null } as const;
  const keys = [
    { ...key, key_id: 'root', key_purpose: 'roster-root', status: 'root' },
    { ...key, key_id: 'r', key_purpose: 'receipt-signing', status: 'active', public_key_hex: newSigner().publicKeyHex },
  ] as const;
  const body = { schema_version: 1, roster_signed_by: 'root', keys, data_class_root: 'internal' } as const;
  const roster = await signRoster(body, root);
  const pinned = fingerprint(fromHex(root.publicKeyHex), nodeSuite);
  await fc.assert(
    fc.asyncProperty(editOf(writeSignedBody(roster)), async (text) => {
      try {
        const read = parseRoster(text);
        const { verdict } = await verifyRoster(read, pinned, { suite: nodeSuite, at: '2026-06-01T00:00:00Z' });
        if (verdict === 'valid') t.deepEqual(read, roster);
      } catch (error) {
        t.true(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 400 },
  );
});

test('a packet whose evidence has one character changed is refused, unless no value changed and the report says so', async (t) => {
  const run = buildRun();
  const receipts = run.receipts.map((text) => {
    const { receipt, receiptText } = parseActionReceipt(text);
    return { record: receipt.action_record, hash: nodeSuite.sha256Hex(receiptText) };
  });
  const signer = { verdict: 'valid', trusted: true, signer_key: run.signer.publicKeyHex };
  const { text: packet } = buildAuditPacket({
    receipts,
    run: { provider: 'local', agent_identity: 'a', started_at: '2026-11-22T20:00:00Z' },
    verifier: signer,
    posture: UNPROBED_POSTURE,
    generatedAt: '2026-11-22T20:00:00Z',
    packetId: 'p',
  });
  const evidence = fileOf(run.lines);
  const trust = createTrustRoot({ keys: [run.signer.publicKeyHex] });
  await fc.assert(
    fc.asyncProperty(editOf(evidence), async (text) => {
      const files = Object.entries({
        'packet.json': packet,
        'evidence.jsonl': text,
        'summary.md': '',
        'verifier.txt': '',
      });
      const tree = memoryFolder(files.map(([path, content]) => ({ path, bytes: utf8Encode(content) })));
      const { verdict, checks } = await AUDIT_PACKET_FORM.verify(tree, { trust, suite: nodeSuite });
      // Members that no hash covers may be added to a line: the values stay, and the report says so.
      const loose = checks.some(({ code }) => code === 'unprotected_bytes');
      if (verdict === 'valid') t.true(text === evidence || loose);
      else t.not(text, evidence);
    }),
    { numRuns: 150 },
  );
});
