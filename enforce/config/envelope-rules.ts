// SPDX-License-Identifier: Apache-2.0
import { REQUIRED_COMPONENTS } from '../../evidence/model/envelope/mediation-envelope.js';
import type { ConfigFault } from '../../evidence/model/errors.js';
import { durationMs } from './forms.js';
import type { Config } from './schema.js';

type Fault = Omit<ConfigFault, 'line'>;
const SECTION = 'mediation_envelope';

/** Rules over the keys of the mediation envelope together. */
export function checkEnvelope({ mediation_envelope: envelope }: Config): readonly Fault[] {
  return [...checkSigning(envelope), ...checkTrust(envelope.verify_inbound)];
}

function checkSigning(envelope: Config['mediation_envelope']): Fault[] {
  const faults: Fault[] = [];
  if (envelope.sign && !envelope.enabled) {
    const expected = `${SECTION}.enabled: true as well`;
    faults.push({ path: `${SECTION}.sign`, message: 'needs the envelope', expected });
  }
  if (envelope.sign && envelope.signing_key_path === '') {
    const expected = 'the path of a private key; pipelock keygen makes one';
    faults.push({ path: `${SECTION}.signing_key_path`, message: 'is missing for sign: true', expected });
  }
  const components: readonly string[] = envelope.signed_components;
  const missing = REQUIRED_COMPONENTS.filter((name) => !components.includes(name));
  if (missing.length > 0 || new Set(components).size < components.length) {
    const message = missing.length > 0 ? `lacks ${missing.join(', ')}` : 'names a component twice';
    const expected = `${REQUIRED_COMPONENTS.join(', ')}, and each component once`;
    faults.push({ path: `${SECTION}.signed_components`, message, expected });
  }
  const window = durationMs(envelope.verify_inbound.replay_cache.window) ?? 0;
  if ((durationMs(envelope.signature_expires) ?? 0) > window) {
    const expected = `at most ${envelope.verify_inbound.replay_cache.window}, the window of the replay cache`;
    faults.push({ path: `${SECTION}.signature_expires`, message: 'is longer than replays are remembered', expected });
  }
  return faults;
}

function checkTrust({ enabled, trust_list: trusted }: Config['mediation_envelope']['verify_inbound']): Fault[] {
  const path = `${SECTION}.verify_inbound.trust_list`;
  const faults: Fault[] = [];
  if (enabled && trusted.length === 0) {
    faults.push({ path, message: 'is empty, so nothing could pass', expected: 'at least one key' });
  }
  const seen = new Set<string>();
  trusted.forEach(({ key_id, public_key, trust_domains }, index) => {
    const at = `${path}[${index}]`;
    if (key_id === '') faults.push({ path: `${at}.key_id`, message: 'is missing', expected: 'the id of the key' });
    else if (seen.has(key_id))
      faults.push({ path: `${at}.key_id`, message: 'stands twice', expected: 'one item a key id' });
    if (public_key === '') faults.push({ path: `${at}.public_key`, message: 'is missing', expected: 'the public key' });
    if (trust_domains.includes('')) {
      faults.push({ path: `${at}.trust_domains`, message: 'holds an empty name', expected: 'trust domains' });
    }
    seen.add(key_id);
  });
  return faults;
}
