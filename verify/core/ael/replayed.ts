// SPDX-License-Identifier: Apache-2.0
import { evaluateAelPolicy } from '../../../evidence/model/ael/policy.js';
import type { AelDecision } from '../../../evidence/model/ael/record.js';
import { attempt } from '../input/format-fault.js';
import { unread, type AelArtifact, type RecorderEvidence } from './artifact.js';
import { failed, PASS, unverifiable, type AelOutcome } from './outcome.js';

function replayFault({ policy, inputs, verdict }: AelDecision, policies: AelArtifact['policies']): string | undefined {
  const document = policies.get(policy) ?? 'the decision names no policy';
  if (typeof document === 'string') return document;
  const replayed = attempt(() => evaluateAelPolicy(document, inputs));
  if ('fault' in replayed) return replayed.fault.message;
  return replayed.value === verdict ? undefined : `the policy says ${replayed.value}, the record ${verdict}`;
}

/** Check R: whether the verdicts of a run follow from its policies and inputs. Only a PASS is `+R`. */
export function checkReplay(recorders: readonly RecorderEvidence[], { policies }: AelArtifact): AelOutcome {
  const activities = recorders.flatMap(({ entry, records }) =>
    records.filter(({ type }) => type === 'activity').map((record) => ({ record, file: entry.file })),
  );
  for (const { record, file } of activities) {
    const fault = record.decision === undefined ? undefined : replayFault(record.decision, policies);
    if (fault !== undefined) return failed(`${file} seq ${record.seq}: ${fault}`);
  }
  if (activities.length === 0) return unverifiable('the run has no activity');
  const open = activities.filter(({ record }) => record.decision === undefined).length;
  if (open > 0) return unverifiable(`${open} of ${activities.length} activities carry no decision`);
  return unread(recorders) ?? PASS;
}
