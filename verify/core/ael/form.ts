// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../../evidence/canonical/text.js';
import { plainPath } from '../../../evidence/model/ael/manifest.js';
import { concludeDocument, type EvidenceTree, type FormCheck, type FormOptions, type TreeForm } from '../form.js';
import { AEL_MANIFEST, readAelArtifact, type AelArtifact } from './artifact.js';
import { aelGradeLine, evaluateAelRuns, type AelRunResult } from './evaluate.js';
import type { AelKeys } from './lines.js';
import { AEL_CHECKS } from './outcome.js';

const STATUS = { PASS: 'pass', FAIL: 'fail', UV: 'not_checked' } as const;

/** Published keys as the checks want them: by the hex SHA-256 of their bytes. */
function keysOf({ trust, suite }: FormOptions): AelKeys {
  return new Map(trust.keys.map((hex) => [suite.sha256Hex(fromHex(hex)), fromHex(hex)]));
}

function unprotectedPaths(tree: EvidenceTree, { manifest, policies }: AelArtifact): readonly string[] {
  const read = new Set([
    AEL_MANIFEST,
    ...manifest.recorders.map(({ file }) => plainPath(file)),
    ...[...policies].flatMap(([hash, policy]) => (typeof policy === 'string' ? [] : `policy/${hash}.json`)),
    ...[manifest.anchor?.file, manifest.counterparty?.file].flatMap((file) => (file ? plainPath(file) : [])),
  ]);
  const refused = tree.refused.map(({ path, reason }) => `${path} (${reason})`);
  return [...tree.paths.filter((path) => !read.has(path)), ...refused];
}

/**
 * Evaluates an artifact (untrusted) under published keys.
 * @throws FormatError when the manifest cannot be read, so that no run can be named
 */
export async function evaluateAelArtifact(tree: EvidenceTree, options: FormOptions) {
  const artifact = await readAelArtifact(tree, keysOf(options), options.suite);
  const runs = await evaluateAelRuns(artifact, options.suite);
  return { artifact, runs, unprotected: unprotectedPaths(tree, artifact) };
}

/** `artifact` is what was read, for extensions; `unprotected` files and paths that nothing is said about. */
export type AelEvaluation = Readonly<Awaited<ReturnType<typeof evaluateAelArtifact>>>;

function check(code: string, status: FormCheck['status'], subject: string, message: string): FormCheck {
  return { code: `ael_${code}`, status, subject, message };
}

function checksOf({ run, checks }: AelRunResult): readonly FormCheck[] {
  return Object.entries(checks).map(([id, { status, message }]) =>
    check(id, STATUS[status], run, message ?? (AEL_CHECKS[id] as string)),
  );
}

/** An evidence-level artifact. Refused when a run is ungraded; what caps a graded run stands in the checks. */
export const AEL_FORM: TreeForm = {
  kind: 'ael_artifact',
  matches: async (tree) => {
    if (!tree.paths.includes(AEL_MANIFEST)) return false;
    const text = await tree.text(AEL_MANIFEST, 1 << 20);
    return typeof text === 'string' && text.includes('"ael_format"');
  },
  verify: async (tree, options) => {
    try {
      const { runs, unprotected } = await evaluateAelArtifact(tree, options);
      const ungraded = runs.filter(({ grade }) => grade === 'ungraded');
      const contradicted = runs.filter(({ r }) => r === 'fail');
      const gate = [
        ...ungraded.map((one) => check('ungraded', 'fail', one.run, aelGradeLine(one))),
        // No rung asks for it, but a decision that its own policy contradicts is not evidence to rely on.
        ...contradicted.map(({ run }) => check('replay', 'fail', run, 'a decision does not follow from its policy')),
      ];
      const others = [...unprotected, AEL_MANIFEST].map((path) =>
        check('unprotected', 'not_checked', path, 'nothing signed covers it'),
      );
      const { verdict, accepted } = concludeDocument({ checks: gate }, options.trust);
      const parts = { checks: [...gate, ...runs.flatMap(checksOf), ...others], outcome: { runs } };
      return { ...concludeDocument(parts, options.trust), verdict, accepted };
    } catch (error) {
      const checks = [check('load', 'fail', AEL_MANIFEST, (error as Error).message)];
      return concludeDocument({ checks }, options.trust);
    }
  },
};
