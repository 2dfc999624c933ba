// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { PrimitiveName } from '../evidence/model/assessment.js';

// What scoring and rendering read of the probes' evidence files. Other members pass: newer probes may say more.

const count = z.number().int().min(0);

const scenario = z.looseObject({
  name: z.string(),
  category: z.string(),
  detected: z.boolean(),
  detail: z.string().optional(),
  limitation: z.boolean().optional(),
  status: z.enum(['detected', 'missed', 'limitation', 'not_applicable']).optional(),
  layer: z.string().optional(),
});

const score = z.looseObject({
  total_score: count,
  max_score: count,
  percentage: count.max(100),
  grade: z.string(),
  categories: z.array(
    z.looseObject({ name: z.string(), score: count, max_score: count, detail: z.string().optional() }),
  ),
  findings: z
    .array(
      z.looseObject({
        severity: z.enum(['critical', 'warning', 'info']),
        category: z.string(),
        message: z.string(),
      }),
    )
    .optional(),
});

const install = z.looseObject({
  version: z.string(),
  timestamp: z.string(),
  config_file: z.string(),
  run_context: z.enum(['host', 'container', 'pod']),
  checks: z.array(
    z.looseObject({
      name: z.string(),
      category: z.enum(['scanning', 'containment']),
      status: z.enum(['pass', 'fail', 'not_applicable', 'unknown']),
      detail: z.string().optional(),
    }),
  ),
  summary: z.looseObject({
    total: count,
    passed: count,
    failed: count,
    not_applicable: count,
    scanning: z.enum(['verified', 'degraded']),
    containment: z.enum(['contained', 'exposed', 'unknown']),
  }),
});

const discover = z.looseObject({
  clients: z.array(z.looseObject({ client: z.string(), server_count: count })),
  servers: z.array(
    z.looseObject({
      client: z.string(),
      server_name: z.string(),
      transport: z.string(),
      protection_state: z.enum(['protected_pipelock', 'protected_other', 'unprotected', 'unknown']),
      risk: z.enum(['high', 'medium', 'low']),
      evidence: z.string(),
    }),
  ),
  summary: z.looseObject({ parse_errors: count }),
});

const SHAPES: Readonly<Record<PrimitiveName, z.ZodType>> = {
  simulate: scenario,
  'audit-score': score,
  'verify-install': install,
  discover,
};

/** What is wrong with a line of a probe's evidence (untrusted), in words; undefined when it can be used. */
export function shapeFault(name: PrimitiveName, line: unknown): string | undefined {
  const parsed = SHAPES[name].safeParse(line);
  if (parsed.success) return undefined;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`;
}
