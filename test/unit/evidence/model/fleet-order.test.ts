// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fleetFaults, type FleetReport, type SourceBatch } from '../../../../evidence/model/fleet-receipt.js';

function batch(instanceId: string): SourceBatch {
  const hash = 'ab'.repeat(32);
  const place = { orgId: 'o', fleetId: 'f', instanceId, batchId: 'b', seqStart: 0, seqEnd: 9, eventCount: 10 };
  const hashes = { payloadSha256: hash, payloadBytes: 1, envelopeHash: hash, segmentTailHash: hash };
  const times = { emittedAt: '2026-05-15T12:00:00Z', receivedAt: '2026-05-15T12:01:00Z' };
  return { ...place, ...hashes, ...times, droppedCount: 0, signatureKeyIds: ['k'] };
}

/** Codes of what is wrong with the order of these instances. */
function orderFaults(...instances: readonly string[]): readonly string[] {
  const report = {
    orgId: 'o',
    fleetId: 'f',
    reportWindow: { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' },
    verificationLevel: 'L1',
    sourceBatches: instances.map(batch),
    summary: { byFollower: {}, byTransport: {}, byActionType: {}, byVerdict: {}, byLayer: {}, bySeverity: {} },
    completeness: { observedActions: 0, mediatedActions: 0, mediatedFraction: '1' },
  } as unknown as FleetReport;
  return fleetFaults(report, []).flatMap(({ code }) => (code === 'source_batch' ? [code] : []));
}

test('instances ascend by code point, beyond the basic plane too', (t) => {
  t.deepEqual(orderFaults('a', 'b'), []);
  t.deepEqual(orderFaults('\ue000', '\u{1f600}'), []);
  t.deepEqual(orderFaults('\u{1f600}', '\ue000'), ['source_batch']);
  t.deepEqual(orderFaults('b', 'a'), ['source_batch']);
});
