// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import { testDataText } from '../support/test-data.js';

interface Vectors {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly msg: string;
      readonly sig: string;
      readonly result: string;
    }[];
  }[];
}

const text = testDataText('vectors/wycheproof-ed25519/ed25519_test.json');
const declare = text === undefined ? test.skip : test;
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

for (const suite of [nodeSuite, portableSuite]) {
  declare(`Wycheproof Ed25519 on the ${suite.name} suite`, async (t) => {
    const vectors = JSON.parse(text ?? '') as Vectors;
    for (const group of vectors.testGroups) {
      const checks = group.tests.map((one) => ({
        publicKey: bytes(group.publicKey.pk),
        message: bytes(one.msg),
        signature: bytes(one.sig),
      }));
      const answers = await suite.verifyBatch(checks);
      group.tests.forEach((one, i) => t.is(answers[i], one.result === 'valid', `${one.tcId} ${one.comment}`));
    }
  });
}
