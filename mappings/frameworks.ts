// SPDX-License-Identifier: Apache-2.0
import type { Control, Framework } from './control.js';
import { EU_AI_ACT } from './frameworks/eu-ai-act.table.js';
import { HIPAA_SECURITY } from './frameworks/hipaa-security.table.js';
import { ISO_42001 } from './frameworks/iso-42001.table.js';
import { MITRE_ATLAS } from './frameworks/mitre-atlas.table.js';
import { NIST_800_53 } from './frameworks/nist-800-53.table.js';
import { NIST_AI_RMF } from './frameworks/nist-ai-rmf.table.js';
import { OWASP_AGENTIC_THREATS } from './frameworks/owasp-agentic-threats.table.js';
import { OWASP_AGENTIC_TOP_10 } from './frameworks/owasp-agentic-top-10.table.js';
import { OWASP_LLM_TOP_10 } from './frameworks/owasp-llm-top-10.table.js';
import { OWASP_MCP_TOP_10 } from './frameworks/owasp-mcp-top-10.table.js';
import { SOC2_TSC } from './frameworks/soc2-tsc.table.js';

/** Every framework that an assessment answers, in the order in which reports show them. */
export const FRAMEWORKS: readonly Framework[] = [
  OWASP_MCP_TOP_10,
  OWASP_AGENTIC_TOP_10,
  OWASP_AGENTIC_THREATS,
  OWASP_LLM_TOP_10,
  MITRE_ATLAS,
  NIST_800_53,
  NIST_AI_RMF,
  EU_AI_ACT,
  SOC2_TSC,
  ISO_42001,
  HIPAA_SECURITY,
];

/** Ids have spaces and brackets, which a shell would take apart: `12(1)` may be asked for as `12.1` or `12-1`. */
function plainId(id: string): string {
  return id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .join('.');
}

export function findFramework(id: string): Framework | undefined {
  return FRAMEWORKS.find((framework) => plainId(framework.id) === plainId(id));
}

/** A control, or one as an assessment knows it, by its id in any spelling of brackets and spaces. */
export function findControl<C extends Pick<Control, 'id'>>(controls: readonly C[], id: string): C | undefined {
  return controls.find((control) => plainId(control.id) === plainId(id));
}
