// SPDX-License-Identifier: Apache-2.0

/** The short signed form that travels alone. */
export const ATTESTATION_FILE = 'attestation.json';
/** The in-toto statement about the bundle, in a DSSE envelope. */
export const STATEMENT_FILE = 'attestation.intoto.json';
