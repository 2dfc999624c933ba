// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseAnchorBundle } from '../../evidence/model/anchor-bundle.js';
import { ANCHOR_BUNDLE_FORM } from '../../verify/core/anchors/bundle.js';
import { anchorEntryCheck, anchorReceiptChecks, readAnchorLog } from '../../verify/core/anchors/local-log.js';
import { concludeDocument, type Check } from '../../verify/core/form.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, type CommandFile } from '../command.js';
import { assertValid, readSession } from '../evidence/session.js';
import { parseNamed, readDocument } from '../keys/files.js';
import { showResult } from '../keys/options.js';

interface Options {
  readonly bundle: string;
  readonly dir: string;
  readonly key: readonly string[];
  readonly localLog?: string;
  readonly logKey?: readonly string[];
  readonly json?: boolean;
}

const MAX_LOG_BYTES = 64 << 20;

export const anchorVerify: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--bundle <file>', 'the anchor bundle')
      .requiredOption('--dir <folder>', 'the evidence folder it is about')
      .requiredOption('--key <hex|file>', 'trusted public key; may be repeated', collect)
      .option('--local-log <file>', 'the log, for a bundle of a local one')
      .option('--log-key <file>', "the log's public key in PEM, for a bundle of a Rekor log; may be repeated", collect)
      .option('--json', 'print the full result as JSON')
      .addHelpText('after', '\nexit codes: 0 the receipts stand in the log, 1 not, or not shown, 2 wrong usage');
  },
  async run(options) {
    const { bundle: file, dir: folder } = options;
    const keys = options.key.map(readKeyArgument);
    const text = readDocument(file, LIMITS.documentBytes);
    const bundle = parseNamed(file, text, parseAnchorBundle);
    const { session_id: session, final_seq: watch } = bundle.checkpoint;
    const { outcome } = await readSession({ folder, session, keys, watch });
    assertValid(session, outcome.result);
    const trust = createTrustRoot({ keys, log: readLogTrust({ 'log-key': options.logKey }) });
    const own = await ANCHOR_BUNDLE_FORM.verify(text, { trust, suite: nodeSuite });
    const entry = options.localLog === undefined ? undefined : readLogCheck(options.localLog, bundle);
    const { facts } = outcome.result;
    const receipts = anchorReceiptChecks(bundle.checkpoint, {
      session: facts.session,
      hashAtSeq: outcome.watched.get(watch),
      finalSeq: facts.finalSeq,
      signerKeys: facts.signerKeys,
    });
    // What the bundle alone could not show is shown by the receipts and the log.
    const judged = new Set([...receipts.map(({ code }) => code), ...(entry === undefined ? [] : [entry.code])]);
    const checks = [
      ...own.checks.filter(({ code }) => !judged.has(code)),
      ...receipts,
      ...(entry === undefined ? [] : [entry]),
    ];
    const shown =
      entry?.status === 'pass' || own.checks.some(({ code, status }) => code === 'log_time' && status === 'pass');
    return showResult(
      file,
      'anchor_bundle',
      concludeDocument({ checks, claimed: own.claimed, pinned: shown }, trust),
      options.json,
    );
  },
};

function readLogCheck(path: string, bundle: ReturnType<typeof parseAnchorBundle>): Check | undefined {
  if (bundle.backend !== 'local') return undefined;
  return anchorEntryCheck(bundle, readAnchorLog(readDocument(path, MAX_LOG_BYTES), nodeSuite));
}
