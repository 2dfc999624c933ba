// SPDX-License-Identifier: Apache-2.0
import type { EvidenceDraft } from '../evidence/model/evidence-draft.js';
import type { Verdict } from '../evidence/model/verdict.js';
import { parseTarget } from '../enforce/detect/url/target.js';
import { openJudgement } from '../enforce/mediate/judgement.js';
import { draftDecision } from '../enforce/mediate/receipt.js';
import type { PolicySnapshot } from '../enforce/mediate/snapshot.js';
import { createClock } from '../enforce/runtime/clock.js';
import { createIdSource } from '../enforce/runtime/ids.js';

/** An allow as mediation reaches it, with the facts that the detectors really report. */
function allowVerdict(snapshot: PolicySnapshot, url: string): Verdict {
  const target = parseTarget(url);
  const judgement = openJudgement(snapshot, { kill_switch: false });
  judgement.add(snapshot.detectors.rawUrl(target));
  judgement.add(snapshot.detectors.url(target));
  judgement.add({
    facts: { 'dns.answers': 1, 'ssrf.class': 'public', 'rate.requests': 1, 'rate.bytes': 0 },
    findings: [],
  });
  return judgement.decide('request');
}

/** Evidence drafts as production makes them: a decision with its facts and a receipt, each with a fresh id and time. */
export function createDraftSource(snapshot: PolicySnapshot): () => EvidenceDraft {
  const clock = createClock();
  const ids = createIdSource();
  const verdict = allowVerdict(snapshot, 'https://example.com/articles/how-to-write-golang-tests');
  let count = 0;
  return () => {
    const safeTarget = `https://example.com/articles/${count++}`;
    const at = clock.now();
    const id = ids.actionId();
    const action = {
      id,
      at,
      kind: 'http_request',
      transport: 'forward',
      direction: 'outbound',
      actor: { name: 'bench-agent', provenance: 'self_declared' },
      target: safeTarget,
      method: 'GET',
      requestId: id,
    } as const;
    return draftDecision({ action, safeTarget }, verdict, at);
  };
}
