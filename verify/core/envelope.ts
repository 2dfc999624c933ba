// SPDX-License-Identifier: Apache-2.0

// The check itself stands where the enforcement point may use it too: there is one order of checks, in one file.
export { verifyEnvelope } from '../../evidence/crypto/envelope.js';
export type { EnvelopeKey, EnvelopeOptions, EnvelopeResult } from '../../evidence/crypto/envelope.js';
