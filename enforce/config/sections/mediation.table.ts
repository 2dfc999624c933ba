// SPDX-License-Identifier: Apache-2.0
import { isTrustDomain } from '../../../evidence/model/envelope/actor.js';
import { ENVELOPE_COMPONENTS } from '../../../evidence/model/envelope/mediation-envelope.js';
import { flag, form, list, oneOf, record, section, text, whole } from '../fields.js';
import { durationMs } from '../forms.js';

const PUBLIC_KEY = /^(?:[0-9a-fA-F]{64}|pipelock-ed25519-public-v1\r?\n[A-Za-z0-9+/]{43}=(?:\r?\n)?)$/;
const KEY_FORM = '64 hex digits, or the text of a public key file';
const KEY_ID = /^[A-Za-z0-9._:/@-]{1,128}$/;
const KEY_ID_FORM = 'letters, digits and . _ : / @ -, at most 128';
const DOMAIN_FORM = 'a DNS name in lower case, without a port';

const isWindow = (found: string): boolean => {
  const ms = durationMs(found);
  return ms !== undefined && ms >= 1000 && ms <= 86_400_000 && ms % 1000 === 0;
};
const WINDOW_FORM = 'a duration of whole seconds from 1s to 24h';

const trusted = record(
  {
    key_id: form('', (id) => KEY_ID.test(id), KEY_ID_FORM, { doc: 'What signatures call the key.', reload: 'restart' }),
    public_key: form('', (key) => PUBLIC_KEY.test(key), KEY_FORM, { doc: 'The key.', reload: 'restart' }),
    well_known_url: form('', (url) => url.startsWith('https://') && url.length > 8, 'an https URL', {
      doc: "Where the other side publishes its keys, for the operator's notes. Never fetched.",
      reload: 'restart',
    }),
    trust_domains: list(form('', isTrustDomain, DOMAIN_FORM, { doc: 'One trust domain.', reload: 'restart' }), [], {
      doc: 'Trust domains of the actors the key may speak for. Empty: any actor.',
      reload: 'restart',
    }),
  },
  'One trusted key.',
);

const verify_inbound = section(
  {
    enabled: flag(false, {
      doc: 'Refuse what arrives without a valid envelope of a trusted key. Tunnels are judged by their CONNECT request.',
      reload: 'restart',
    }),
    trust_list: list(trusted, [], {
      doc: 'Keys whose envelopes are believed, beside those of `pipelock envelope trust`.',
      reload: 'restart',
    }),
    replay_cache: section(
      {
        window: form('5m', isWindow, WINDOW_FORM, { doc: 'Longest lifetime of a signature.', reload: 'restart' }),
        max_entries: whole(
          10_000,
          { min: 1, max: 1_000_000 },
          {
            doc: 'Signatures remembered at once. What arrives when they are all in use is refused.',
            reload: 'restart',
          },
        ),
      },
      'Which signatures were seen before; kept on disk in the product home.',
    ),
  },
  'Verify the envelopes of incoming requests.',
);

export const mediation_envelope = section(
  {
    enabled: flag(false, { doc: 'Add the header Pipelock-Mediation to outgoing requests.', reload: 'restart' }),
    sign: flag(false, { doc: 'Sign it, with the request (RFC 9421).', reload: 'restart' }),
    signing_key_path: text('', { doc: 'Private key file.', reload: 'restart' }),
    key_id: form('pipelock-mediation-v1', (id) => KEY_ID.test(id), KEY_ID_FORM, {
      doc: 'What signatures call the key.',
      reload: 'restart',
    }),
    signed_components: list(
      oneOf(ENVELOPE_COMPONENTS, 'pipelock-mediation', { doc: 'One component.', reload: 'restart' }),
      ['@method', '@target-uri', 'content-digest', 'pipelock-mediation'],
      {
        doc: 'What a signature covers, in this order. content-digest is left out where there is no body.',
        reload: 'restart',
      },
    ),
    created_skew_seconds: whole(
      60,
      { min: 0, max: 3600 },
      { doc: 'How far the clocks of two sides may lie apart.', reload: 'restart' },
    ),
    max_body_bytes: whole(
      1_048_576,
      { min: 0, max: 1_073_741_824 },
      { doc: 'Longest body whose digest is signed.', reload: 'restart' },
    ),
    signature_expires: form('', isWindow, WINDOW_FORM, {
      doc: 'Lifetime of a signature. Empty: the window of the replay cache.',
      reload: 'restart',
    }),
    actor_format: oneOf(['spiffe', 'legacy'], 'spiffe', {
      doc: 'How an agent is named: spiffe://<trust_domain>/agent/<name>, or its plain name.',
      reload: 'restart',
    }),
    trust_domain: form('pipelock.local', isTrustDomain, DOMAIN_FORM, {
      doc: 'Trust domain of our agents.',
      reload: 'restart',
    }),
    verify_inbound,
  },
  'A statement about every request that was let through, for whoever receives it.',
);
