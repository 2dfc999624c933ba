// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import {
  aarpLinkAfter,
  aarpSubjectOfReceipt,
  signAarpEnvelope,
  signAarpStream,
  writeAarpEnvelope,
  type AarpSigner,
  type AarpSignerRole,
  type AarpStatement,
} from '../../evidence/attest/aarp.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { AARP_SIGNER_ROLES, type AarpAssertion } from '../../evidence/model/aarp/envelope.js';
import { isTrustDomain } from '../../evidence/model/aarp/spiffe-id.js';
import { instantOf } from '../../evidence/canonical/instant.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import type { ParsedActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { createWholeFile } from '../../evidence/store/atomic-file.js';
import { nodeIo } from '../../evidence/store/io.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { PRODUCER_CLAIMS } from '../../verify/core/aarp/claims.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { readVerifiedReceipt, readVerifiedSession } from '../aarp-receipts.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { printDocument, printError, printJson } from '../output.js';

interface Options {
  readonly receipt?: string;
  readonly dir?: string;
  readonly session?: string;
  readonly receiptKey?: readonly string[];
  readonly key: string;
  readonly keyId: string;
  readonly role: string;
  readonly mediatorId: string;
  readonly trustDomain?: string;
  readonly claim?: readonly string[];
  readonly issuedAt?: string;
  readonly chainIssuer?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export const aarpEmit: CommandFile<Options> = {
  declare(command) {
    command
      .option('--receipt <file>', 'an action receipt to speak about')
      .option('--dir <folder>', 'an evidence folder: one linked envelope for every receipt of a session')
      .option('--session <name>', 'the session, where several lie in the folder')
      .option('--receipt-key <hex|file>', 'the key that must have signed the receipts; may be repeated', collect)
      .requiredOption('--key <file>', 'private key that signs the envelopes')
      .requiredOption('--key-id <id>', 'the name under which others pin that key')
      .option('--role <role>', `role of the signer: ${AARP_SIGNER_ROLES.join(', ')}`, 'mediator')
      .requiredOption('--mediator-id <id>', 'the mediator that the receipts come from')
      .option('--trust-domain <name>', 'SPIFFE trust domain of the mediator')
      .option('--claim <name>', 'a claim to make, such as mediated; may be repeated; none is made otherwise', collect)
      .option('--issued-at <time>', 'RFC 3339 time of the assertion (default: now)')
      .option('--chain-issuer <id>', 'issuer of the stream (default with --dir: the mediator id)')
      .option('--out <file>', 'write there, never over an existing file (default: print)')
      .option('--json', 'print a summary as JSON; needs --out')
      .addHelpText(
        'after',
        '\nReceipts are verified before anything is said about them.\nexit codes: 0 ok, 1 failed, 2 wrong usage',
      );
  },
  async run(options) {
    const { out, json } = options;
    if (json === true && out === undefined) throw new UsageError('--json prints a summary; name a file with --out');
    const lines: string[] = [];
    for await (const line of envelopes(options)) lines.push(line);
    if (lines.length === 0) throw new VerificationError('empty', 'the session holds no action receipt');
    warnAboutClaims(options);
    const text = lines.map((line) => `${line}\n`).join('');
    if (out === undefined) printDocument(text);
    else if (!createWholeFile(nodeIo, resolve(out), text, 0o644)) throw new UsageError(`${out} exists already`);
    else if (json === true) printJson({ envelopes: lines.length, out });
    else printError(`written: ${out} (${lines.length} envelope${lines.length === 1 ? '' : 's'})`);
    return EXIT.ok;
  },
};

function warnAboutClaims({ claim = [], receiptKey = [] }: Options): void {
  for (const name of claim) {
    if (PRODUCER_CLAIMS.get(name) === undefined) printError(`note: no verifier of this profile can confirm "${name}"`);
  }
  if (receiptKey.length === 0) printError("note: without --receipt-key the receipts' signer is not checked");
}

function assertionOf({ claim = [], mediatorId, trustDomain, issuedAt }: Options): AarpAssertion {
  if (trustDomain !== undefined && !isTrustDomain(trustDomain)) {
    throw new UsageError(`--trust-domain ${trustDomain}: not the name of a SPIFFE trust domain`);
  }
  if (issuedAt !== undefined && !isTime(issuedAt))
    throw new UsageError(`--issued-at ${issuedAt}: not an RFC 3339 time`);
  return {
    claimed: claim,
    mediator_id: mediatorId,
    ...(trustDomain === undefined ? {} : { trust_domain: trustDomain }),
    issued_at: issuedAt ?? new Date().toISOString(),
  };
}

function isTime(text: string): boolean {
  try {
    instantOf(text);
    return true;
  } catch {
    return false;
  }
}

function signerOf({ key, keyId, role }: Options): AarpSigner {
  const roles: readonly string[] = AARP_SIGNER_ROLES;
  if (!roles.includes(role)) throw new UsageError(`--role is one of: ${roles.join(', ')}`);
  return { signer: loadSigningKey(key, 'same_uid'), keyId, role: role as AarpSignerRole };
}

/** The lines to write, each an envelope. */
async function* envelopes(options: Options): AsyncGenerator<string, void, undefined> {
  const { receipt, dir, session, receiptKey = [], chainIssuer } = options;
  if ((receipt === undefined) === (dir === undefined)) throw new UsageError('give either --receipt or --dir');
  const assertion = assertionOf(options);
  const signers = [signerOf(options)];
  const trust = createTrustRoot({ keys: receiptKey.map(readKeyArgument), allowUnpinned: receiptKey.length === 0 });
  const about = (parsed: ParsedActionReceipt): AarpStatement => ({
    subject: aarpSubjectOfReceipt(parsed, nodeSuite),
    assertion,
  });
  if (receipt !== undefined) {
    const chain = chainIssuer === undefined ? {} : { chain: aarpLinkAfter(undefined, chainIssuer, nodeSuite) };
    const statement = { ...about(await readVerifiedReceipt(receipt, trust)), ...chain };
    yield writeAarpEnvelope(await signAarpEnvelope(statement, signers, nodeSuite));
    return;
  }
  const receipts = mapped(readVerifiedSession(dir ?? '', session, trust), about);
  for await (const envelope of signAarpStream(receipts, chainIssuer ?? assertion.mediator_id, signers, nodeSuite)) {
    yield writeAarpEnvelope(envelope);
  }
}

async function* mapped<A, B>(items: AsyncIterable<A>, map: (item: A) => B): AsyncGenerator<B, void, undefined> {
  for await (const item of items) yield map(item);
}
