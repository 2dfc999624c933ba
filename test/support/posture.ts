// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../evidence/canonical/text.js';
import { createNodeSigner } from '../../evidence/crypto/node/signer.js';
import type { PostureBody } from '../../evidence/sign/posture-capsule.js';
import type { PostureCapsule, PostureEvidence } from '../../evidence/model/posture-capsule.js';
import { signPostureCapsule } from '../../evidence/sign/posture-capsule.js';
import { CONFORMANCE_KEY } from './evidence-files.js';
import { CONFORMANCE_SEED } from './sample-records.js';

export const conformanceSigner = createNodeSigner(fromHex(CONFORMANCE_SEED + CONFORMANCE_KEY), 'same_uid');

/** A capsule body with nothing to complain about. */
export const GOOD_BODY: PostureBody = {
  schema_version: '1',
  generated_at: '2026-04-11T13:05:12Z',
  expires_at: '2026-05-11T13:05:12Z',
  tool_version: '0.1.0-dev',
  config_hash: '7d3ec7c0c7d1f2c9d5e44c4f1fbe2fbc08d63fcac2c7248d8c3066cb917d6d0d',
  evidence: {
    discover: {
      total_clients: 1,
      total_servers: 2,
      protected_pipelock: 2,
      protected_other: 0,
      unprotected: 0,
      unknown: 0,
      high_risk: 0,
      parse_errors: 0,
    },
    verify_install: { flight_recorder_active: true, receipt_count: 4, proxying: true },
    simulate: {
      total: 3,
      passed: 2,
      failed: 0,
      known_limitations: 1,
      percentage: 100,
      grade: 'A',
      mode: 'balanced',
      scenarios: [
        { name: 'key in a URL', category: 'DLP', detected: true },
        { name: 'override <b>', category: 'Injection', detected: true, detail: 'marked & blocked' },
        { name: 'tool text', category: 'Poisoning', detected: false, limitation: true },
      ],
    },
    flight_recorder: {
      receipt_count: 4,
      last_receipt_at: '2026-04-11T13:05:00Z',
      scanner_verdict: { dlp: { allow: 0, block: 3, warn: 0 }, unknown: { allow: 1, block: 0, warn: 0 } },
    },
  },
};

type Sections = { readonly [K in keyof PostureEvidence]?: Partial<PostureEvidence[K]> };

/** The good body with members of its evidence replaced. */
export function bodyWith(sections: Sections, head: Partial<PostureBody> = {}): PostureBody {
  const { discover, verify_install, simulate, flight_recorder } = GOOD_BODY.evidence;
  const evidence = {
    discover: { ...discover, ...sections.discover },
    verify_install: { ...verify_install, ...sections.verify_install },
    simulate: { ...simulate, ...sections.simulate },
    flight_recorder: { ...flight_recorder, ...sections.flight_recorder },
  };
  return { ...GOOD_BODY, ...head, evidence };
}

export function signed(body: PostureBody = GOOD_BODY): Promise<PostureCapsule> {
  return signPostureCapsule(body, conformanceSigner);
}

/** A body whose recorder names no last receipt. */
export function withoutLastReceipt(body: PostureBody): PostureBody {
  const { receipt_count, scanner_verdict } = body.evidence.flight_recorder;
  return { ...body, evidence: { ...body.evidence, flight_recorder: { receipt_count, scanner_verdict } } };
}
