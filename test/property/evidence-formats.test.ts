// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { goString } from '../../evidence/canonical/go-json.js';
import { canonicalizeJcs, canonicalizeJcsValue } from '../../evidence/canonical/jcs.js';
import type { JcsProfile } from '../../evidence/canonical/jcs.js';
import { parseStrictJson, toPlain } from '../../evidence/canonical/json-reader.js';
import type { JsonValue } from '../../evidence/canonical/json-reader.js';
import { compareCodePoints, utf8Encode } from '../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { canonicalizeActionReceipt, ENTRY, RECEIPT, RECORD } from '../support/sample-records.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import { writeEntryLine } from '../../evidence/model/recorder-entry.codec.js';
import { signActionReceipt } from '../../evidence/sign/action-receipt.js';
import { signatureCheck } from '../support/evidence-files.js';

const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const anyText = fc.string({ unit: 'binary' });
const json = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<JsonValue>;

test('the strict reader never accepts what JSON.parse refuses, and agrees on the value', (t) => {
  const soup = fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '\\',
        'u',
        'a',
        '0',
        '1',
        '-',
        '.',
        'e',
        'null',
        'true',
        ' ',
        '\n',
        '\\ud83d',
        '"a":',
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        soup,
        json.map((value) => JSON.stringify(value)),
      ),
      (source) => {
        let strict: JsonValue;
        try {
          strict = toPlain(parseStrictJson(source));
        } catch {
          return;
        }
        t.deepEqual(strict, JSON.parse(source) as JsonValue);
      },
    ),
    { numRuns: 3000 },
  );
  t.pass();
});

test('a canonical form is a fixed point', (t) => {
  const profiles: readonly JcsProfile[] = ['rfc8785', 'go_any', 'sorted_go'];
  fc.assert(
    fc.property(json, fc.constantFrom(...profiles), (value, profile) => {
      const once = canonicalizeJcsValue(value, profile);
      t.is(canonicalizeJcs(parseStrictJson(once), profile), once);
    }),
  );
});

test('a Go string reads back as itself', (t) => {
  fc.assert(fc.property(anyText, (value) => t.is(JSON.parse(goString(value)), value)));
});

test('code-point order is the order of the UTF-8 bytes', (t) => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      t.is(Math.sign(compareCodePoints(a, b)), Math.sign(Buffer.compare(utf8Encode(a), utf8Encode(b))));
    }),
  );
});

test('a receipt reads back as it was written, whatever its texts hold', (t) => {
  fc.assert(
    fc.property(
      anyText.filter((value) => value !== ''),
      fc.array(anyText),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      (target, chain, seq) => {
        const record = { ...RECORD, target, delegation_chain: chain, chain_seq: seq };
        const source = canonicalizeActionReceipt({ ...RECEIPT, action_record: record });
        const parsed = parseActionReceipt(source);
        t.is(parsed.receiptText, source);
        t.deepEqual(parsed.receipt.action_record, record);
      },
    ),
  );
});

test('an entry line reads back as it was written', (t) => {
  const details = json.map((value) => JSON.stringify(value)).filter((detail) => !/\\ud[89a-f]/.test(detail));
  fc.assert(
    fc.property(text, text, details, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (summary, session, detail, seq) => {
      const entry = { ...ENTRY, summary, session_id: session, detail, seq };
      t.deepEqual(parseEntryLine(writeEntryLine(entry)), entry);
    }),
  );
});

test('no single byte of a signed receipt can change what it says', async (t) => {
  const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
  const { receiptText, receiptHash } = await signActionReceipt(RECORD, signer, nodeSuite, '{"note":"x"}');
  const bytes = utf8Encode(receiptText);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
      const changed = bytes.with(index, (bytes[index] ?? 0) ^ mask);
      let parsed;
      try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(changed);
        parsed = parseActionReceipt(text);
        // `\u003C` spells the same text as `\u003c`, and so the same receipt.
        if (isDeepStrictEqual(JSON.parse(text), JSON.parse(receiptText))) return;
      } catch {
        return;
      }
      const [signed] = await nodeSuite.verifyBatch([signatureCheck(parsed)]);
      t.false(signed === true && nodeSuite.sha256Hex(parsed.receiptText) === receiptHash, `byte ${index}`);
    }),
    { numRuns: 600 },
  );
  const [untouched] = await nodeSuite.verifyBatch([signatureCheck(parseActionReceipt(receiptText))]);
  t.true(untouched);
});

test('both suites give one answer for mangled signatures', async (t) => {
  const pair = generateKeyPair();
  const signer = createNodeSigner(pair.privateKey, 'same_uid');
  const message = utf8Encode('m');
  const good = new Uint8Array([...Buffer.from(pair.publicKeyHex, 'hex'), ...signer.sign(message)]);
  await fc.assert(
    fc.asyncProperty(fc.nat(95), fc.integer({ min: 0, max: 255 }), async (index, mask) => {
      const mixed = good.with(index, (good[index] ?? 0) ^ mask);
      const check = { publicKey: mixed.subarray(0, 32), message, signature: mixed.subarray(32) };
      const [node] = await nodeSuite.verifyBatch([check]);
      const [portable] = await portableSuite.verifyBatch([check]);
      t.is(node, portable);
      t.is(node, mask === 0);
    }),
    { numRuns: 60 },
  );
});
