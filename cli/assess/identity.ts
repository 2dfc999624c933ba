// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssessError } from '../../assess/errors.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { messageOf } from '../../evidence/model/errors.js';
import type { Signer } from '../../evidence/sign/signer.js';
import { createSigningKey, loadSigningKey } from '../../evidence/store/key-file.js';

export interface IdentityOptions {
  readonly agent?: string;
  readonly keystore?: string;
  readonly home?: string;
}

interface Identity {
  readonly agent: string | undefined;
  readonly keystore: string;
}

const NAME = /^(?!.*\.\.)[A-Za-z0-9._-]{1,64}$/;

function identityOf({ agent, keystore, home }: IdentityOptions): Identity {
  const name = agent ?? process.env['PIPELOCK_AGENT'];
  if (name !== undefined && !NAME.test(name)) throw new AssessError(1, `${name}: not the name of an agent`);
  return { agent: name, keystore: keystore ?? productPaths(home, process.env).home };
}

/** Key of the agent that is named; of `assessor`, made at the first use, when none is. */
const DEFAULT_AGENT = 'assessor';

function keyPath({ keystore, agent }: Identity): string {
  return join(keystore, 'agents', agent ?? DEFAULT_AGENT, 'id_ed25519');
}

export interface NamedSigner {
  readonly signer: Signer;
  readonly agent: string;
}

/** The signer of an assessment. @throws AssessError with exit code 1 when the named agent has no usable key */
export function loadAssessor(options: IdentityOptions): NamedSigner {
  const identity = identityOf(options);
  const path = keyPath(identity);
  try {
    if (identity.agent === undefined && !existsSync(path)) createSigningKey(path, 'text');
    return { signer: loadSigningKey(path, 'same_uid'), agent: identity.agent ?? DEFAULT_AGENT };
  } catch (cause) {
    throw new AssessError(1, messageOf(cause), { cause });
  }
}

function publicKeysIn(folder: string, isKey: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(isKey)
    .map((name) => parsePublicKeyText(readFileSync(join(folder, name), 'utf8')));
}

/** Public keys that this keystore trusts: those of the named agent, or of every agent and every trusted name. */
export function trustedKeys(options: IdentityOptions): readonly string[] {
  const { agent, keystore } = identityOf(options);
  const trusted = join(keystore, 'trusted_keys');
  try {
    if (agent !== undefined) {
      const own = publicKeysIn(join(keystore, 'agents', agent), (name) => name === 'id_ed25519.pub');
      return [...own, ...publicKeysIn(trusted, (name) => name === `${agent}.pub`)];
    }
    const agents = existsSync(join(keystore, 'agents')) ? readdirSync(join(keystore, 'agents')) : [];
    const own = agents.flatMap((name) =>
      publicKeysIn(join(keystore, 'agents', name), (file) => file === 'id_ed25519.pub'),
    );
    return [...own, ...publicKeysIn(trusted, (name) => name.endsWith('.pub'))];
  } catch (cause) {
    throw new AssessError(1, `the keystore ${keystore} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
