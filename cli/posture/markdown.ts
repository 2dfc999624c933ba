// SPDX-License-Identifier: Apache-2.0
import type { PostureCapsule } from '../../evidence/model/posture-capsule.js';
import { appraisePosture } from '../../verify/core/posture/gate.js';
import { ENTERPRISE } from './policy.js';

/** Text in a table of Markdown: what would end the cell or begin markup is escaped. */
function cell(text: string): string {
  return text.replace(/[\\|`*_<>[\]&]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}

function rows(pairs: readonly (readonly [string, string | number | boolean])[]): string {
  return pairs.map(([name, value]) => `| ${cell(name)} | ${cell(String(value))} |`).join('\n');
}

/** proof.md: the same content for people. It is not signed, and says so. */
export function renderPostureMarkdown(capsule: PostureCapsule): string {
  const { evidence, generated_at, expires_at, tool_version, config_hash, signer_key_id } = capsule;
  const { score, factor_scores, hardFailures } = appraisePosture(capsule, ENTERPRISE, generated_at);
  const { simulate, flight_recorder } = evidence;
  const scenarios = (simulate.scenarios ?? []).map(({ name, detected, limitation, detail = '' }) => {
    const word = limitation === true ? 'limitation' : detected ? 'detected' : 'missed';
    return `| ${word} | ${cell(name)} | ${cell(detail)} |`;
  });
  return `# Posture

This page is for reading. What counts is \`proof.json\` beside it, verified with a key that came another way:
\`pipelock posture verify --proof proof.json --key KEY\`.

| | |
| --- | --- |
${rows([
  ['generated', generated_at],
  ['expires', expires_at],
  ['version', tool_version],
  ['configuration', config_hash],
  ['signer', signer_key_id],
  ['score when made', `${score} of 100`],
  [
    'gates of policy enterprise',
    hardFailures.length === 0 ? 'passed' : hardFailures.map(({ rule }) => rule).join(', '),
  ],
])}

## Factors

| Factor | Percent | Weight | Points |
| --- | --- | --- | --- |
${Object.entries(factor_scores)
  .map(([name, { raw_percent, weight, weighted }]) => `| ${cell(name)} | ${raw_percent} | ${weight} | ${weighted} |`)
  .join('\n')}

## MCP servers

| | |
| --- | --- |
${rows(Object.entries(evidence.discover))}

## Recorder

| | |
| --- | --- |
${rows([
  ['active', evidence.verify_install.flight_recorder_active],
  ['receipts', flight_recorder.receipt_count],
  ['last receipt', flight_recorder.last_receipt_at ?? 'none'],
  ['proxy tried and blocking', evidence.verify_install.proxying],
])}

## Attacks tried: ${simulate.percentage} %, grade ${cell(simulate.grade)}

| | Scenario | |
| --- | --- | --- |
${scenarios.join('\n')}
`;
}
