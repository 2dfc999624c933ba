// SPDX-License-Identifier: Apache-2.0
import { assertRecoveryBody, type RecoveryAuthorization, type RecoveryBody } from '../model/recovery-authorization.js';
import { assertRootTransitionBody, type RootTransition, type RootTransitionBody } from '../model/root-transition.js';
import { assertRosterBody, type Roster, type RosterBody } from '../model/roster.js';
import { canonicalizeBody } from '../model/signed-body.js';
import { signatureText } from './action-receipt.js';
import type { Signer } from './signer.js';

async function over(body: object, signer: Signer): Promise<string> {
  return signatureText(await signer.sign(canonicalizeBody(body)));
}

/** Signs a roster with its root key. Throws FormatError when the body breaks the rules. */
export async function signRoster(body: RosterBody, root: Signer): Promise<Roster> {
  assertRosterBody(body);
  return { body, signature: await over(body, root) };
}

/** Signs an authorization with the recovery root. Throws FormatError when the body breaks the rules. */
export async function signRecoveryAuthorization(body: RecoveryBody, root: Signer): Promise<RecoveryAuthorization> {
  assertRecoveryBody(body);
  return { body, signature: await over(body, root) };
}

/** Signs a change of root key with both keys. Throws FormatError when the body breaks the rules. */
export async function signRootTransition(
  body: RootTransitionBody,
  oldRoot: Signer,
  newRoot: Signer,
): Promise<RootTransition> {
  assertRootTransitionBody(body);
  return { body, old_signature: await over(body, oldRoot), new_signature: await over(body, newRoot) };
}
