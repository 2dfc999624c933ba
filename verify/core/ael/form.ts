// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../../evidence/canonical/text.js';
import { plainPath } from '../../../evidence/model/ael/manifest.js';
import { checksOf, concludeDocument, type Check, type EvidenceTree, type FormOptions, type TreeForm } from '../form.js';
import { judge } from '../trust/trust.js';
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

/** The result of a run, which for a graded one is no more than this command's reading, and what it comes from. */
function runChecks(one: AelRunResult): readonly Check[] {
  const { check, pass } = checksOf(one.run);
  const graded = one.grade !== 'ungraded';
  const checks = Object.entries(one.checks).map(([id, { status, message = AEL_CHECKS[id] as string }]) =>
    check(STATUS[status], `ael_${id}`, graded && status === 'FAIL' ? `${message}; this limits the level` : message),
  );
  return graded ? [pass('ael_result', `not a published level: ${aelGradeLine(one)}`), ...checks] : checks;
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
        ...ungraded.map((one) => checksOf(one.run).fail('ael_ungraded', aelGradeLine(one))),
        // No rung asks for it, but a decision that its own policy contradicts is not evidence to rely on.
        ...contradicted.map(({ run }) =>
          checksOf(run).fail('ael_replay', 'a decision does not follow from its policy'),
        ),
      ];
      const others = [...unprotected, AEL_MANIFEST].map((path) =>
        checksOf(path).skip('ael_unprotected', 'nothing signed covers it'),
      );
      const found = { checks: [...gate, ...runs.flatMap(runChecks), ...others], outcome: { runs } };
      return { ...concludeDocument(found, options.trust), ...judge(gate, options.trust), checks: found.checks };
    } catch (error) {
      const checks = [checksOf(AEL_MANIFEST).fail('ael_load', (error as Error).message)];
      return concludeDocument({ checks }, options.trust);
    }
  },
};
