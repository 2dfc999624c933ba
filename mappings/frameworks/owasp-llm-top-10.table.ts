// SPDX-License-Identifier: Apache-2.0
import {
  check,
  CONTAINED,
  ENFORCING,
  INJECTION_STOPPED,
  LAYERS,
  MEDIATED,
  refused,
  scenarios,
  SECRETS_STOPPED,
  SERVERS,
  setting,
} from '../ask.js';
import type { Framework } from '../control.js';

export const OWASP_LLM_TOP_10: Framework = {
  id: 'owasp_llm_top_10',
  name: 'OWASP Top 10 for LLM Applications',
  version: '2025',
  mappingVersion: 1,
  url: 'https://genai.owasp.org/llm-top-10/',
  controls: [
    {
      id: 'LLM01',
      name: 'Prompt Injection',
      shownBy: 'Injected instructions are stopped in simulation and at the running proxy, and real answers are read.',
      queries: INJECTION_STOPPED,
      cannotShow: 'What users type to the model themselves, and wording that no rule and no test knows.',
    },
    {
      id: 'LLM02',
      name: 'Sensitive Information Disclosure',
      shownBy: 'Credentials in every form tried are stopped on their way out, bodies and headers included.',
      queries: [
        ...SECRETS_STOPPED,
        setting('request_body_scanning.enabled', true),
        setting('request_body_scanning.scan_headers', true),
      ],
      reach: 'part',
      cannotShow: 'Personal or business data that has no form a rule could know, and what the model tells its users.',
    },
    {
      id: 'LLM03',
      name: 'Supply Chain',
      shownBy: 'Changed server binaries and changed tool definitions are noticed in tests of this installation.',
      queries: [check('mcp_binary_integrity_smoke'), check('mcp_tool_provenance_smoke'), SERVERS],
      reach: 'part',
      cannotShow: 'The origin of models, data sets and packages.',
    },
    {
      id: 'LLM04',
      name: 'Data and Model Poisoning',
      shownBy: 'Nothing in this evidence: training data and models do not pass an enforcement point for agents.',
      queries: [],
      cannotShow: 'All of it: how training data and models are chosen, checked and protected.',
    },
    {
      id: 'LLM05',
      name: 'Improper Output Handling',
      shownBy:
        'What a model makes of URLs and tool calls is judged before it takes effect: traversal, injected lines and shell commands are stopped.',
      queries: [scenarios('URL Evasion'), check('scanning_policy'), MEDIATED, ...ENFORCING],
      reach: 'part',
      cannotShow: 'Output that goes into pages, databases or shells without crossing the proxy.',
    },
    {
      id: 'LLM06',
      name: 'Excessive Agency',
      shownBy:
        'Agents have no way out but the proxy, a harmful tool call is denied, and destinations were really refused to them.',
      queries: [
        ...CONTAINED,
        check('scanning_policy'),
        check('forward_blocked'),
        refused(...LAYERS.destinations),
        ...ENFORCING,
      ],
      cannotShow: 'Whether an agent needs the tools and rights that it was given.',
    },
    {
      id: 'LLM07',
      name: 'System Prompt Leakage',
      shownBy: 'Credentials that a prompt might hold are stopped on their way out.',
      queries: SECRETS_STOPPED,
      reach: 'part',
      cannotShow: 'Leakage of the words of a prompt, and whether prompts hold secrets at all.',
    },
    {
      id: 'LLM08',
      name: 'Vector and Embedding Weaknesses',
      shownBy: 'Nothing in this evidence: vector stores and embeddings are not looked into.',
      queries: [],
      cannotShow: 'All of it: access to vector stores, mixing of tenants, inversion of embeddings.',
    },
    {
      id: 'LLM09',
      name: 'Misinformation',
      shownBy: 'Nothing in this evidence: it does not judge whether what a model says is true.',
      queries: [],
      cannotShow: 'All of it: accuracy of output and how far people rely on it.',
    },
    {
      id: 'LLM10',
      name: 'Unbounded Consumption',
      shownBy: 'Limits on requests, data or size of answers were really applied.',
      queries: [refused(...LAYERS.limits), MEDIATED, ...ENFORCING],
      reach: 'part',
      cannotShow: 'Tokens and cost at the model provider, and load that does not cross the proxy.',
    },
  ],
};
