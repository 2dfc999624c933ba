// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { signAarpEnvelope, writeAarpEnvelope } from '../../evidence/attest/aarp.js';
import { CodedError } from '../../evidence/canonical/errors.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseAarpEnvelope } from '../../evidence/model/aarp/envelope.codec.js';
import { appraiseAarp, renderComparable } from '../../verify/core/aarp/appraise.js';
import { parseCertificate } from '../../verify/core/x509/certificate.js';
import { parseSvidSidecar } from '../../verify/core/aarp/svid-sidecar.js';
import { parseAarpTrust } from '../../verify/core/aarp/trust.js';
import { newAarpSigner, sidecarText, signedEnvelope, statement, trustOf } from '../support/aarp.js';
import { ecKeys, makeCertificate } from '../support/certificates.js';

const signer = newAarpSigner('k-signer');
const trust = trustOf([signer], { mediator_id: 'm' });
const text = writeAarpEnvelope(await signedEnvelope([signer]));
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });

test('whatever is said in well-formed text is signed, read back and verified', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(name, { maxLength: 4 }), name, fc.boolean(), async (claimed, mediator, complete) => {
      const said = statement({ claimed, mediator_id: mediator, complete_mediation: complete });
      const envelope = parseAarpEnvelope(writeAarpEnvelope(await signAarpEnvelope(said, [signer], nodeSuite)));
      const appraisal = await appraiseAarp(envelope, { suite: nodeSuite, trust });
      t.true(appraisal.assertion_signed);
      t.deepEqual(appraisal.assurance_claimed, claimed);
      for (const claim of appraisal.claimed_unverified) t.true(claimed.includes(claim));
      t.notThrows(() => JSON.parse(renderComparable(appraisal)) as unknown);
    }),
    { numRuns: 60 },
  );
});

/** The text with one character put in place of another, left out, or put in. */
function mutated(source: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.nat({ max: source.length - 1 }),
      fc.constantFrom('', '0', 'a', '"', '{', '}', ',', '\\', ' ', 'é'),
      fc.nat(1),
    )
    .map(([at, put, taken]) => source.slice(0, at) + put + source.slice(at + taken));
}

test('a changed envelope is refused, or says less, and never throws anything but a coded error', async (t) => {
  const good = renderComparable(await appraiseAarp(parseAarpEnvelope(text), { suite: nodeSuite, trust }));
  await fc.assert(
    fc.asyncProperty(mutated(text), async (changed) => {
      try {
        const appraisal = await appraiseAarp(parseAarpEnvelope(changed), { suite: nodeSuite, trust });
        // Only white space, or a longer spelling of the same, may leave the signature intact.
        const same = JSON.stringify(JSON.parse(changed)) === JSON.stringify(JSON.parse(text));
        t.is(appraisal.assertion_signed, same);
        if (same) t.is(renderComparable(appraisal), good);
      } catch (error) {
        t.true(error instanceof CodedError, String(error));
      }
    }),
    { numRuns: 400 },
  );
});

for (const [what, source, parse] of [
  ['sidecar', sidecarText(await signedEnvelope([signer])), parseSvidSidecar],
  [
    'trust file',
    '{"trusted_keys":{"a":"' + 'ab'.repeat(32) + '"},"trust_entries":{"a":{"mediator_id":"m"}}}',
    parseAarpTrust,
  ],
] as const) {
  test(`a changed ${what} never throws anything but a coded error`, (t) => {
    fc.assert(
      fc.property(mutated(source), (changed) => {
        try {
          parse(changed);
        } catch (error) {
          if (!(error instanceof CodedError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
    t.pass();
  });
}

test('a changed certificate never throws anything but a coded error', (t) => {
  const keys = ecKeys();
  const good = makeCertificate({ key: keys, issuerKey: keys, isCa: true, usage: 4, uris: ['spiffe://example.org/a'] });
  fc.assert(
    fc.property(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
      const changed = Buffer.from(good);
      changed[at] = byte;
      try {
        parseCertificate(changed);
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
  t.pass();
});
