// SPDX-License-Identifier: Apache-2.0
import { flag, form, oneOf, section, text, whole } from '../fields.js';
import { durationMs } from '../forms.js';

const isWithin = (found: string, least: number, most: number): boolean => {
  const ms = durationMs(found);
  return ms !== undefined && ms >= least && ms <= most && ms % 1000 === 0;
};
const isBeat = (found: string): boolean => isWithin(found, 1000, 86_400_000);
const isStampInterval = (found: string): boolean => isWithin(found, 60_000, 604_800_000);

const isX25519Key = (found: string): boolean => /^[0-9a-f]{64}$/.test(found);
const isServiceUrl = (found: string): boolean =>
  /^https?:\/\/[^@\s]+$/.test(found) && found.length <= 2048 && URL.canParse(found);
const isLogOrigin = (found: string): boolean => /^[^\s\p{Cc}+]{1,255}$/u.test(found);

export const kill_switch = section(
  {
    enabled: flag(false, { doc: 'Deny everything while true.' }),
    sentinel_file: text('', { doc: 'Deny everything while this file exists or cannot be looked at.' }),
    message: text('Emergency deny-all active', { doc: 'What the agent is told.', max: 512 }),
  },
  'Deny everything at once.',
);

export const logging = section(
  {
    format: oneOf(['json', 'text'], 'json', { doc: 'Form of a log line.', reload: 'restart' }),
    output: oneOf(['stdout', 'file', 'both'], 'stdout', { doc: 'Where log lines go.', reload: 'restart' }),
    file: text('', { doc: 'Log file, for outputs file and both.', reload: 'restart' }),
    include_allowed: flag(true, { doc: 'Log what passed.' }),
    include_blocked: flag(true, { doc: 'Log what was blocked.' }),
  },
  'The log for operators. It is not evidence.',
);

export const flight_recorder = section(
  {
    enabled: flag(true, { doc: 'Keep signed evidence.', reload: 'restart' }),
    dir: text('', {
      doc: 'Folder of the evidence. Empty: a folder in the product home when receipts are required, none otherwise.',
      reload: 'restart',
    }),
    checkpoint_interval: whole(
      1000,
      { min: 1, max: 1_000_000 },
      { doc: 'Entries between two signed checkpoints.', reload: 'restart' },
    ),
    retention_days: whole(
      0,
      { min: 0, max: 36_500 },
      { doc: 'Days after which what may be removed is removed. 0: never.', reload: 'restart' },
    ),
    redact: flag(true, { doc: 'Remove credentials from entries before they are hashed.', reload: 'restart' }),
    sign_checkpoints: flag(true, { doc: 'Sign checkpoints. Needs a key.', reload: 'restart' }),
    signing_key_path: text('', { doc: 'Private key file. Empty: the key in the product home.', reload: 'restart' }),
    max_entries_per_file: whole(
      10_000,
      { min: 1, max: 1_000_000 },
      { doc: 'Entries after which a new file begins.', reload: 'restart' },
    ),
    file_mode: oneOf(['0600', '0640', '0660'], '0600', { doc: 'Permissions of evidence files.', reload: 'restart' }),
    require_receipts: flag(false, {
      doc: 'Let nothing take effect before its receipt is safely on disk.',
      reload: 'restart',
    }),
    raw_escrow: flag(false, {
      doc: 'Keep what was decided about, whole URLs and bodies included, sealed for the holder of one private key.',
      reload: 'restart',
    }),
    escrow_public_key: form('', isX25519Key, '64 hex digits, as policy escrow-key prints them', {
      doc: 'X25519 public key for which the escrow is sealed.',
      reload: 'restart',
    }),
    evidence_receipts: oneOf(['off', 'on', 'legacy'], 'off', {
      doc: 'Write each decision as an EvidenceReceipt v2 too, in a chain of its own. legacy: in the older shape.',
      reload: 'restart',
    }),
    completeness: section(
      {
        heartbeat_interval: form('60s', isBeat, 'a duration in whole seconds such as 60s or 5m, from 1s to 24h', {
          doc: 'Time between two signed signs of life.',
          reload: 'restart',
        }),
      },
      'Signs by which a missing stretch of evidence is noticed.',
    ),
  },
  'Signed, chained evidence of every decision.',
);

export const transparency_log = section(
  {
    enabled: flag(true, {
      doc: 'Make every receipt a leaf of a log that cannot be rewritten unseen.',
      reload: 'restart',
    }),
    origin: form('', isLogOrigin, 'a name without spaces and plus signs, such as log.example.com/proxy', {
      doc: 'Name of the log, in every checkpoint. Empty: one is made up with the log.',
      reload: 'restart',
    }),
    key_path: text('', {
      doc: "The log's own private key. Empty: log.key beside the signing key, made at first start.",
      reload: 'restart',
    }),
    dir: text('', { doc: 'Folder of the log. Empty: log in the evidence folder.', reload: 'restart' }),
    checkpoint_interval: whole(
      16_384,
      { min: 1, max: 1_000_000 },
      { doc: 'Receipts between two checkpoints, beside those at heartbeats and at the end.', reload: 'restart' },
    ),
    timestamp_url: form('', isServiceUrl, 'a http or https URL without a user, or nothing', {
      doc: 'Time-stamping authority (RFC 3161) that stamps checkpoints. It gets their SHA-256. Empty: none.',
      reload: 'restart',
    }),
    timestamp_interval: form('1h', isStampInterval, 'a duration in whole seconds such as 30m or 24h, from 1m to 168h', {
      doc: 'Time between two stamps. The last checkpoint of a run is stamped besides.',
      reload: 'restart',
    }),
    backend: oneOf(['folder', 'outbox'], 'folder', {
      doc: 'folder: keep the log. outbox: leave the leaves in dir for a log that somebody else keeps.',
      reload: 'restart',
    }),
  },
  'The transparency log of the receipts. Kept wherever evidence is kept.',
);
