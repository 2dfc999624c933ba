// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { FormatError } from '../../evidence/canonical/errors.js';
import { canonicalizeJcsValue } from '../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../evidence/canonical/json-reader.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseEvidenceReceipt } from '../../evidence/model/evidence-receipt/evidence-receipt.js';
import { placeEvidence, writeUnplacedEvidence } from '../../evidence/store/evidence-text.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { EVIDENCE_RECEIPT_FORM } from '../../verify/core/receipts/evidence-receipt.js';
import { KINDS, evidenceDraft, signNow } from '../support/evidence-receipts.js';
import { draft } from '../unit/verify/evidence-runs.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
// Two keys: a sole pinned key would answer to any key id that is no key, and the id is not signed.
const keys = [signer.publicKeyHex, generateKeyPair().publicKeyHex];
const options = { trust: createTrustRoot({ keys }), suite: nodeSuite };

type Members = Record<string, unknown>;
type Step = string | number;

/** Paths to every value inside a payload. */
function pathsIn(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, item]) =>
    pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? below : [path, ...below];
}

function changed(value: unknown, [step, ...rest]: readonly Step[], change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === step ? changed(item, rest, change) : item));
  const members = { ...(value as Members) };
  members[step] = changed(members[step], rest, change);
  return members;
}

/** Every member of every payload set to null: no member of any kind may be that. */
test('one member of another type breaks a payload of any kind; unbroken it is read', (t) => {
  for (const kind of KINDS) {
    const text = signNow(evidenceDraft(kind), signer).receiptText;
    const receipt = JSON.parse(text, (_key, value: unknown) => value) as Members;
    t.notThrows(() => parseEvidenceReceipt(text), kind);
    for (const path of pathsIn(receipt['payload'])) {
      const broken = changed(receipt, ['payload', ...path], () => null);
      t.throws(
        () => parseEvidenceReceipt(JSON.stringify(broken)),
        { instanceOf: FormatError },
        `${kind} ${path.join('/')}`,
      );
    }
  }
});

test('a member too much breaks every object of every payload but those with free names', (t) => {
  for (const kind of KINDS) {
    const receipt = JSON.parse(signNow(evidenceDraft(kind), signer).receiptText) as Members;
    const objects = [[], ...pathsIn(receipt['payload'])].filter((path) => {
      let at: unknown = receipt['payload'];
      for (const step of path) at = (at as Members)[step];
      return typeof at === 'object' && at !== null && !Array.isArray(at);
    });
    for (const path of objects) {
      if (path.includes('ratification_decision_per_rule')) continue;
      const more = changed(receipt, ['payload', ...path], (old) => ({ ...(old as Members), surplus: 'x' }));
      t.throws(
        () => parseEvidenceReceipt(JSON.stringify(more)),
        { code: 'unknown_field' },
        `${kind} ${path.join('/')}`,
      );
    }
  }
});

test('any change of a signed text is refused; the text itself is valid', async (t) => {
  for (const kind of KINDS) {
    const { receiptText } = signNow(evidenceDraft(kind), signer);
    t.is((await EVIDENCE_RECEIPT_FORM.verify(receiptText, options)).verdict, 'valid', kind);
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...KINDS),
      fc.nat(),
      fc.constantFrom('0', 'z', '"', '}'),
      async (kind, at, put) => {
        const { receiptText } = signNow(evidenceDraft(kind), signer);
        const place = at % receiptText.length;
        const edited = receiptText.slice(0, place) + put + receiptText.slice(place + 1);
        fc.pre(edited !== receiptText);
        t.is((await EVIDENCE_RECEIPT_FORM.verify(edited, options)).verdict, 'invalid');
      },
    ),
    { numRuns: 300 },
  );
});

test('the recorder writes the canonical form of what it signs, whatever the texts are', async (t) => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      text,
      fc.constantFrom('forward', 'connect', 'mcp_stdio', 'websocket'),
      fc.constantFrom('current' as const, 'legacy' as const),
      async (target, actor, pattern, transport, shape) => {
        const record = draft('a', 'block', { target, actor, transport });
        const unplaced = writeUnplacedEvidence(
          record,
          { layer: 'dlp', pattern },
          '019f0000-0000-7000-8000-000000000001',
          shape,
        );
        const placed = placeEvidence(unplaced, { seq: 7n, head: 'ab'.repeat(32) });
        const zeros = `ed25519:${'00'.repeat(64)}`;
        const { receiptText, signedText, receipt } = parseEvidenceReceipt(
          placed.receiptText(zeros, signer.publicKeyHex),
        );
        t.is(receiptText, placed.receiptText(zeros, signer.publicKeyHex));
        t.is(signedText, placed.signedText);
        t.is(receipt.shape, shape);
        t.is(canonicalizeJcsValue(JSON.parse(receiptText) as JsonValue, 'pipelock'), receiptText);
        t.notRegex(receiptText, /[<>&\u2028\u2029]|\\u003c|\\u003e|\\u0026|\\u2028|\\u2029/);
        await Promise.resolve();
      },
    ),
  );
});
