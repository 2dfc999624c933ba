// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { toBase64, toHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { parseAddCheckpoint, writeAddCheckpoint } from '../../../../evidence/log/add-checkpoint.js';
import { parseCheckpoint } from '../../../../evidence/log/checkpoint.js';
import { receiptLeafText, receiptOfLeaf } from '../../../../evidence/log/leaf.js';
import { parseLogProof, type ProvedKind } from '../../../../evidence/log/log-proof.js';
import { writeLogProof } from '../../../../evidence/log/write-log-proof.js';
import { checkNote, COSIGNATURE, ED25519, keyIdOf, parseNote, parseVkey } from '../../../../evidence/log/note.js';
import { isKeyName, noteText, signatureLine, treeHeadBytes, vkeyText } from '../../../../evidence/log/note-text.js';
import { cosign, noteKeyOf, signLogCheckpoint, signTreeHead } from '../../../../evidence/sign/log-note.js';
import { hasher, must, newLogSigner, ORIGIN } from '../../../support/log-samples.js';

/** The example of the note package that this format comes from. */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

test('the known note verifies under the known key, and not when it was changed', async (t) => {
  const key = parseVkey(`${VKEY}\n`, nodeSuite);
  t.is(vkeyText(key, nodeSuite), VKEY);
  t.is(await checkNote(parseNote(NOTE), key, nodeSuite), 'valid');
  t.is(await checkNote(parseNote(NOTE.replace('answer', 'Answer')), key, nodeSuite), 'invalid');
  t.is(await checkNote(parseNote(NOTE), { ...key, name: 'Other' }, nodeSuite), 'absent');
  t.is(await checkNote(parseNote(NOTE), { ...key, type: COSIGNATURE }, nodeSuite), 'absent');
});

test('the known cosignature line has the timestamp and the form of the specification', (t) => {
  const line =
    '\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZ' +
    'qhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const { signatures, ...head } = parseCheckpoint(noteText(text, [line])).note;
  t.is(head.text, text);
  t.is(signatures[0]?.keyId, '8d66cf3f');
  t.is(signatures[0]?.signature.length, 72);
  t.is(new DataView(new Uint8Array(signatures[0]?.signature ?? []).buffer).getBigUint64(0), 1_679_315_147n);
});

test('text that is no note, and a key that is none, are refused', (t) => {
  const bad: readonly string[] = [
    '',
    'no signatures\n',
    NOTE.slice(0, -1),
    NOTE.replace('\u2014 ', '- '),
    NOTE.replace('PeterNeumann ', 'Peter Neumann '),
    NOTE.replace('PeterNeumann ', 'Peter+Neumann '),
    NOTE.replace('problem', 'prob\tlem'),
    NOTE.replace('x08go/', '!08go/'),
    'text\n\n\u2014 name AAAA\n',
    `${'x'.repeat(70_000)}${NOTE}`,
    `text\n\n${'\u2014 name AAAAAAAA\n'.repeat(65)}`,
  ];
  for (const note of bad) t.throws(() => parseNote(note), { name: 'FormatError' }, note.slice(0, 40));
  t.is(parseNote(`text\n\n${'\u2014 name AAAAAAAA\n'.repeat(64)}`).signatures.length, 64);
  t.is(parseNote(`a\n\nb\n\n\u2014 name AAAAAAAA\n`).text, 'a\n\nb\n');
  const wrong = [
    'PeterNeumann',
    VKEY.replace('c74f20a3', 'c74f20a4'),
    VKEY.replace('PeterNeumann', 'Peter Neumann'),
    'n+00000000+AAAA',
    `n+00000000+${toBase64(Uint8Array.of(2, ...new Uint8Array(32)))}`,
  ];
  for (const vkey of wrong) t.throws(() => parseVkey(vkey, nodeSuite), { name: 'FormatError' }, vkey);
  t.false(isKeyName('a b'));
  t.false(isKeyName('a+b'));
  t.false(isKeyName(''));
});

test('a signed checkpoint is read back; what has another form is refused', async (t) => {
  const signer = newLogSigner();
  const head = { origin: ORIGIN, size: 3, root: hasher.leaf(utf8Encode('x')) };
  const note = must(signLogCheckpoint(head, signer, nodeSuite));
  const read = parseCheckpoint(note);
  t.like(read, { origin: ORIGIN, size: 3 });
  t.deepEqual(read.root, head.root);
  t.is(await checkNote(read.note, noteKeyOf(signer, ORIGIN), nodeSuite), 'valid');
  const bad = [
    note.replace('\n3\n', '\n03\n'),
    note.replace('\n3\n', '\n-3\n'),
    note.replace('\n3\n', '\n9999999999999999\n'),
    note.replace('\n3\n', '\n3\n\n'),
    note.replace(`${ORIGIN}\n3`, '\n3'),
    note.replace(toBase64(head.root), toBase64(head.root.subarray(1))),
    note.replace(`${toBase64(head.root)}\n`, ''),
  ];
  for (const text of bad) t.throws(() => parseCheckpoint(text), { name: 'FormatError' }, text);
  const extended = noteText(`${read.note.text}more\n`, [
    signatureLine(noteKeyOf(signer, ORIGIN), new Uint8Array(64), nodeSuite),
  ]);
  t.is(parseCheckpoint(extended).size, 3, 'extension lines are allowed');
  const later = { ...signer, sign: (message: Uint8Array) => Promise.resolve(must(signer.sign(message))) };
  t.is(await signLogCheckpoint(head, later, nodeSuite), note);
  t.deepEqual(await signTreeHead(head, later), must(signTreeHead(head, signer)));
});

test('a cosignature holds for its text and time only', async (t) => {
  const signer = newLogSigner();
  const text = `${ORIGIN}\n0\n${toBase64(hasher.empty())}\n`;
  const line = await cosign(text, 1_679_315_147n, signer, 'w.example/1', nodeSuite);
  const key = noteKeyOf(signer, 'w.example/1', COSIGNATURE);
  const state = (note: string): Promise<string> => checkNote(parseNote(note), key, nodeSuite);
  t.is(await state(noteText(text, [line])), 'valid');
  t.is(await state(noteText(text.replace('\n0\n', '\n1\n'), [line])), 'invalid');
  const plain = signatureLine(key, must(signer.sign(utf8Encode(text))), nodeSuite);
  t.is(await state(noteText(text, [plain])), 'invalid', 'a plain signature under the id of a cosignature');
  t.is(await state(noteText(text, [line, plain])), 'invalid', 'one line that holds does not save another');
  t.not(keyIdOf(key, nodeSuite), keyIdOf({ ...key, type: ED25519 }, nodeSuite));
});

test('an evidence-level tree head is canonical JSON under the same key', async (t) => {
  const signer = newLogSigner();
  const head = { origin: ORIGIN, size: 7, root: hasher.empty() };
  const signed = must(signTreeHead(head, signer));
  const bytes = treeHeadBytes(head);
  t.is(new TextDecoder().decode(bytes), `{"log":"${ORIGIN}","root":"${toHex(head.root)}","size":7}`);
  t.is(signed.signed, toBase64(bytes));
  const { publicKey } = noteKeyOf(signer, ORIGIN);
  const signature = Uint8Array.from(Buffer.from(signed.sig, 'base64'));
  t.deepEqual(await nodeSuite.verifyBatch([{ publicKey, message: bytes, signature }]), [true]);
});

test('a leaf names one receipt, in one spelling', (t) => {
  const hash = 'ab'.repeat(32);
  const leaf = utf8Encode(receiptLeafText(hash));
  t.is(receiptLeafText(hash), `{"schema":"pipelock.log-leaf.v1","receipt_sha256":"${hash}"}`);
  t.is(receiptOfLeaf(leaf), hash);
  for (const text of [
    '{}',
    receiptLeafText(hash.toUpperCase()),
    receiptLeafText(hash).replace('v1', 'v2'),
    receiptLeafText(hash).replace('"}', '"]'),
    receiptLeafText(hash).replace('"}', '_}'),
    `${receiptLeafText(hash)} `,
  ])
    t.is(receiptOfLeaf(utf8Encode(text)), undefined, text);
});

test('a proof document is read back; what has another form is refused', (t) => {
  const hash = hasher.empty();
  const kind: ProvedKind = 'receipt';
  const proof = { kind, digest: 'ab'.repeat(32), index: 5, inclusion: [hash, hash], checkpoint: 'x\n' };
  const consistency = { fromSize: 3, proof: [hash] };
  for (const one of [
    { ...proof, consistency },
    { ...proof, consistency: undefined },
    { ...proof, kind: 'assessment' as const, consistency },
  ])
    t.deepEqual(parseLogProof(writeLogProof(one)), one);
  const empty = { ...proof, inclusion: [], consistency: { fromSize: 0, proof: [] } };
  t.deepEqual(parseLogProof(writeLogProof(empty)), empty);
  const text = writeLogProof({ ...proof, consistency });
  for (const bad of [
    text.replace('log-proof.v1', 'log-proof.v2'),
    text.replace('abab', 'ABAB'),
    text.replace('receipt_sha256', 'manifest_sha256'),
    text.replace('log-proof.v1', 'assessment-log-proof.v1'),
    text.replace('"index":5', `"manifest_sha256":"${proof.digest}","index":5`),
    text.replace('"index":5', '"manifest_sha256":"","index":5'),
    text.replace('"index":5', '"index":5.5'),
    text.replace('"index":5', '"index":5,"index":5'),
    text.replace('"index":5', '"index":5,"extra":1'),
    text.replace('"checkpoint"', '"Checkpoint"'),
    text.replaceAll(toHex(hash), toHex(hash.subarray(1))),
    text.replaceAll(toHex(hash), toHex(hash).toUpperCase()),
    writeLogProof({ ...proof, inclusion: Array.from({ length: 64 }, () => hash), consistency }),
    `${text}{}`,
  ])
    t.throws(() => parseLogProof(bad), { name: 'FormatError' }, bad.slice(0, 60));
});

test('an add-checkpoint request is read back; what has another form is refused', (t) => {
  const hash = hasher.empty();
  const request = { oldSize: 5, proof: [hash, hash], checkpoint: 'origin\n6\nroot\n\nsignatures\n' };
  t.deepEqual(parseAddCheckpoint(writeAddCheckpoint(request)), request);
  t.deepEqual(parseAddCheckpoint(writeAddCheckpoint({ ...request, oldSize: 0, proof: [] })).proof, []);
  const text = writeAddCheckpoint(request);
  for (const bad of [
    '',
    'old 5\n',
    text.replace('old 5', 'old 05'),
    text.replace('old 5', 'new 5'),
    text.replace(toBase64(hash), toBase64(hash.subarray(1))),
    writeAddCheckpoint({ ...request, proof: Array.from({ length: 64 }, () => hash) }),
    text + 'x'.repeat(80_000),
  ])
    t.throws(() => parseAddCheckpoint(bad), { name: 'FormatError' }, bad.slice(0, 60));
});
