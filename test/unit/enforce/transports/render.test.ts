// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { BlockReason } from '../../../../evidence/model/block-reason.js';
import type { RecordedVerdict } from '../../../../evidence/model/verdict.js';
import { renderConnectBlock, renderDialFailure } from '../../../../enforce/transports/connect/render.js';
import { renderFetchBlock, renderPage } from '../../../../enforce/transports/fetch/render.js';
import { renderForwardBlock } from '../../../../enforce/transports/forward/render.js';

/** Only mediation makes these; a renderer reads the four members below. */
function blocked(reason: BlockReason): RecordedVerdict {
  const verdict = {
    outcome: 'block',
    reason,
    layer: 'some_layer',
    phase: 'url',
    findings: [],
    facts: {},
    policyHash: '',
  };
  return { verdict, actionId: 'id', requestId: 'r', evidence: 'durable' } as unknown as RecordedVerdict;
}

const EXPECTED = [
  ['dlp_match', 403, 403, 403],
  ['rate_limit', 429, 429, 429],
  ['data_budget', 429, 429, 429],
  ['kill_switch_active', 503, 503, 503],
  ['pattern_unavailable', 503, 503, 503],
  ['bad_request', 400, 400, 400],
  ['not_enabled', 405, 405, 403],
] as const;

for (const [reason, forward, connect, fetch] of EXPECTED) {
  test(`${reason} is told to every kind of client`, (t) => {
    const asForward = renderForwardBlock(blocked(reason));
    t.is(asForward.status, forward);
    t.true(asForward.headers.includes(reason));
    t.is(asForward.body, `blocked: ${reason} (some_layer)\n`);
    const asConnect = renderConnectBlock(blocked(reason));
    t.true(asConnect.startsWith(`HTTP/1.1 ${String(connect)} `));
    t.true(asConnect.includes(`X-Pipelock-Block-Reason: ${reason}\r\n`));
    const asFetch = renderFetchBlock(blocked(reason), 'me', 'https://u:p@a.test/secret?q=secret');
    t.is(asFetch.status, fetch);
    t.deepEqual(JSON.parse(asFetch.body), {
      url: 'https://a.test/[redacted]',
      agent: 'me',
      error: `blocked: ${reason} (some_layer)`,
      blocked: true,
      block_reason: reason,
    });
  });
}

/** A verdict that passes and left a receipt. */
const PASSED = { ...blocked('dlp_match'), verdict: { outcome: 'allow', reason: 'none' } } as unknown as RecordedVerdict;

test('a page leaves out what it does not have', (t) => {
  const { status, body, headers } = renderPage(PASSED, '', { url: 'http://a.test/', statusCode: 204 });
  t.is(status, 200);
  t.deepEqual(headers.slice(0, 2), ['X-Pipelock-Receipt', 'id']);
  t.deepEqual(JSON.parse(body), { url: 'http://a.test/', status_code: 204, blocked: false });
});

test('a failed dial carries no reason of ours', (t) => {
  t.true(renderDialFailure().startsWith('HTTP/1.1 502 '));
  t.false(renderDialFailure().includes('X-Pipelock'));
});
