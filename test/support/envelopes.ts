// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPrivateKeyFile } from '../../evidence/crypto/key-files.js';
import { createNodeSigner, generateKeyPair, type NodeSigner } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { MediationEnvelope } from '../../evidence/model/envelope/mediation-envelope.js';
import type { Fields } from '../../evidence/model/http-signature/structured.js';
import {
  signMediationEnvelope,
  type EnvelopeSigning,
  type OutgoingMessage,
} from '../../evidence/sign/mediation-envelope.js';

/** A key pair of the test's own: a signer, and the private key file for a configuration. */
export function makeKey(): { readonly signer: NodeSigner; readonly path: string } {
  const { privateKey } = generateKeyPair();
  const path = join(mkdtempSync(join(tmpdir(), 'pipelock-key-')), 'id');
  writeFileSync(path, formatPrivateKeyFile(privateKey), { mode: 0o600 });
  return { signer: createNodeSigner(privateKey, 'same_uid'), path };
}

export const NOW = 1_764_000_000;

export const ENVELOPE: MediationEnvelope = {
  v: 1,
  act: 'write',
  vd: 'allow',
  se: 'external_write',
  actor: 'spiffe://example.org/agent/agent-a',
  aa: 'bound',
  ph: new Uint8Array(Buffer.from('ABEiM0RVZneImaq7zN3u/w==', 'base64')),
  rid: '019f0000-0000-7000-8000-000000000002',
  ts: NOW,
  reauth: false,
  hop: 0,
};

export const SIGNING: EnvelopeSigning = {
  keyId: 'pipelock-envelope-2026-04',
  components: ['@method', '@target-uri', 'content-digest', 'pipelock-mediation'],
  nonce: '000102030405060708090a0b0c0d0e0f',
  created: NOW,
  expires: NOW + 300,
  maxBodyBytes: 1 << 20,
};

export const MESSAGE: OutgoingMessage = {
  method: 'POST',
  targetUri: 'https://api.example.com/v1/x?y=1',
  fields: [],
  body: new Uint8Array(Buffer.from('{"a":1}')),
};

/** A signed request, with something about it changed before it is signed. */
export function signedFields(
  signer: NodeSigner,
  change: {
    readonly message?: Partial<OutgoingMessage>;
    readonly envelope?: Partial<MediationEnvelope>;
    readonly signing?: Partial<EnvelopeSigning>;
  } = {},
): Fields {
  return signMediationEnvelope(
    { ...MESSAGE, ...change.message },
    { ...ENVELOPE, ...change.envelope },
    { ...SIGNING, ...change.signing },
    signer,
    nodeSuite,
  ) as Fields;
}
