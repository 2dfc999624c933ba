// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { isCanonicalTime } from '../../../../evidence/canonical/go-text.js';
import { writeDecisionDetail } from '../../../../evidence/model/entry-detail.js';
import type { DecisionDetail, ReceiptDraft } from '../../../../evidence/model/evidence-draft.js';
import {
  assertActionRecord,
  canonicalizeActionRecord,
} from '../../../../evidence/model/receipt/action-receipt.codec.js';
import { writeOwnDecision } from '../../../../evidence/store/decision-text.js';
import { placeRecord, receiptSummary, writeUnplacedRecord } from '../../../../evidence/store/record-text.js';
import { decision, draft } from './_store.js';

// The short ways of writing must give what the codecs give, and fail where these fail.

const NONCE = '1'.repeat(32);
const HEAD = '4'.repeat(64);
const text = fc.oneof(
  fc.constantFrom('', 'forward', 'a"b', '<&>', '\u2028', 'a\0b', '\ud800'),
  fc.string({ unit: 'binary' }),
);
const wrong = fc.constantFrom<unknown>(null, 7, true, [], ['a'], {}, undefined);
const member = fc.oneof({ weight: 60, arbitrary: text }, { weight: 1, arbitrary: wrong });
const time = fc.constantFrom<unknown>(
  '2026-11-22T20:00:01.12Z',
  '2026-11-22T20:00:01.120Z',
  '2026-02-30T00:00:00Z',
  '',
  5,
);

function outcomeOf(write: () => string): string {
  try {
    return write();
  } catch (error) {
    return `refused: ${String(error)}`;
  }
}

const anyReceipt = fc
  .record(
    {
      action_id: member,
      parent_action_id: member,
      action_type: fc.oneof({ weight: 30, arbitrary: fc.constant('write') }, member),
      timestamp: fc.oneof(
        { weight: 5, arbitrary: fc.constant('2026-11-22T20:00:01Z') },
        { weight: 1, arbitrary: time },
      ),
      principal: member,
      actor: member,
      delegation_chain: fc.oneof({ weight: 20, arbitrary: fc.constant(null) }, fc.array(text), wrong),
      target: member,
      data_classes_out: fc.oneof({ weight: 20, arbitrary: fc.array(text) }, wrong),
      side_effect_class: member,
      verdict: member,
      decision_phase: member,
      transport: member,
      method: member,
      layer: member,
      pattern: member,
      severity: member,
      request_id: member,
      session_id: member,
      venue: member,
      precedent_refs: fc.array(text),
      unknown_member: text,
    },
    { requiredKeys: [] },
  )
  .chain((more) => {
    const entries = Object.entries({ ...draft(1).receipt, ...more });
    const whole = fc.shuffledSubarray(entries, { minLength: entries.length });
    return fc.oneof({ weight: 8, arbitrary: whole }, { weight: 1, arbitrary: fc.shuffledSubarray(entries) });
  })
  .map((entries) => Object.fromEntries(entries) as unknown as ReceiptDraft);

test('a draft is written as the codec of records writes it, whatever its members and their order', (t) => {
  let written = 0;
  const short = (receipt: ReceiptDraft): string => {
    const unplaced = writeUnplacedRecord(receipt);
    t.is(unplaced.summary, receiptSummary(receipt));
    return placeRecord(unplaced, HEAD, 12n, NONCE);
  };
  const whole = (receipt: ReceiptDraft): string => {
    const record = { version: 1, ...receipt, chain_prev_hash: HEAD, chain_seq: 12n, run_nonce: NONCE } as const;
    assertActionRecord(record);
    return canonicalizeActionRecord(record);
  };
  fc.assert(
    fc.property(anyReceipt, (receipt) => {
      const expected = outcomeOf(() => whole(receipt));
      if (!expected.startsWith('refused')) written += 1;
      t.is(
        outcomeOf(() => short(receipt)),
        expected,
      );
    }),
    { numRuns: 2_000 },
  );
  t.true(written > 100);
});

const fact = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constantFrom<unknown>(-0, 0.5, NaN, 2 ** 60, null, [], undefined),
);
const anyFacts = fc.dictionary(
  fc.oneof(fc.constantFrom('url.length', 'a\0b', 'a', 'b', '__proto__', 'toString'), text),
  fact,
);
const anyDecision = fc
  .record({ facts: anyFacts, layer: member, pattern: member, reason: member, verdict: member }, { requiredKeys: [] })
  .map((more) => ({ ...decision(1), ...more }) as unknown as DecisionDetail);

test('a decision is written as its codec writes it, whatever its facts', (t) => {
  fc.assert(
    fc.property(anyDecision, (detail) => {
      t.is(
        outcomeOf(() => writeOwnDecision(detail)),
        outcomeOf(() => writeDecisionDetail(detail)),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('names of facts that read the same together are told apart', (t) => {
  for (const facts of [{ 'b\0a': 1 }, { b: 1, a: 2 }, { b: 1, 'a\0c': 3 }, { 'b\0a': 1, c: 3 }]) {
    const detail = { ...decision(1), facts };
    t.is(writeOwnDecision(detail), writeDecisionDetail(detail));
  }
});

test('the calendar is asked for every day, and every part of a time is looked at', (t) => {
  const part = (max: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const year = fc.constantFrom('0000', '0004', '1900', '2000', '2023', '2024', '9999');
  const tail = fc.constantFrom('Z', '.5Z', '.50Z', '.123456789Z', '.1234567891Z', 'z', '');
  const platform = (spelled: string): boolean => {
    const seconds = spelled.slice(0, 19);
    const date = new Date(`${seconds}Z`);
    const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds);
    return exists && /^.{19}(?:\.\d{0,8}[1-9])?Z$/.test(spelled);
  };
  fc.assert(
    fc.property(year, part(13), part(32), part(25), part(61), part(61), tail, (y, mo, d, h, mi, s, end) => {
      const spelled = `${y}-${mo}-${d}T${h}:${mi}:${s}${end}`;
      t.is(isCanonicalTime(spelled), platform(spelled));
    }),
    { numRuns: 5_000 },
  );
});
