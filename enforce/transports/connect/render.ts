// SPDX-License-Identifier: Apache-2.0
import { blockStatus, blockText, rawResponse, verdictHeaders } from '../../../evidence/model/block-response.js';
import type { RecordedVerdict } from '../../../evidence/model/verdict.js';

/** The answer that opens a tunnel. */
export function renderTunnelOpen(recorded: RecordedVerdict): string {
  const lines = verdictHeaders(recorded).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 200 Connection Established\r\n${lines.join('')}\r\n`;
}

/** A refused tunnel as text for the socket, which is closed after it. `status` overrides the reason's own. */
export function renderConnectBlock(recorded: RecordedVerdict, status = blockStatus(recorded)): string {
  return rawResponse(status, verdictHeaders(recorded), blockText(recorded));
}

/** The destination could not be reached. */
export function renderDialFailure(): string {
  return rawResponse(502, [], 'upstream failed');
}
