// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import type { PaymentValidatorName } from '../checks/payment.js';
import type { WalletValidatorName } from '../checks/wallet-keys.js';
import type { VendorToken } from '../tokens/vendor-token.js';

export type ValidatorName = 'luhn' | 'mod97' | 'aba' | 'wif' | PaymentValidatorName | WalletValidatorName;

/** Rules that are found by code, because their shape needs more than a pattern at a known beginning. */
export type FinderName =
  | 'access_id'
  | 'aws_secret_key'
  | 'private_key_header'
  | 'service_account'
  | 'jwt'
  | 'oauth_client_id'
  | 'discord_token'
  | 'number_list'
  | 'card_track'
  | 'card_number'
  | 'account_number'
  | 'social_security_number'
  | 'ethereum_key'
  | 'url_parameter'
  | 'environment_line'
  | 'database_address'
  | 'labelled_secret'
  | 'labelled_password'
  | 'vendor_secret'
  | 'authorization'
  | 'basic_credentials'
  | 'address_password'
  | 'private_key_body'
  | 'json_web_key'
  | 'credential_file'
  | 'command_password'
  | 'shared_access'
  | 'near_miss';

/** One rule that finds a credential in text. */
export interface DlpRule {
  /** Published name; appears in findings, exemptions and evidence. */
  readonly name: string;
  readonly severity: Severity;
  /** core: nothing in a configuration can weaken it. default: built in. user: from the configuration. */
  readonly origin: 'core' | 'default' | 'user';
  /** RE2 syntax; for built-in rules also valid as a JavaScript expression. A description where `finder` is set. */
  readonly source: string;
  readonly caseSensitive?: true;
  /** Fixed texts with one of which every match begins, whatever their case. Absent where a match begins with anything. */
  readonly anchors?: readonly string[];
  /** The provider's token must not follow a letter, digit, `_` or `-`: `task-ant-...` is no key. */
  readonly leftBoundary?: true;
  readonly validator?: ValidatorName;
  readonly finder?: FinderName;
  /** A match is a whole word of letters, digits and `_` with so many characters, at least and at most. */
  readonly word?: readonly [min: number, max: number];
  /** The row of a vendor table this rule was made from; it is found by its parts. */
  readonly token?: VendorToken;
  /** The shape is so common that it means something only in text as it was written, not in joined pieces. */
  readonly asWrittenOnly?: true;
  /** Looks for credentials where they are expected, so it does not apply to headers, which are such a place. */
  readonly notInHeaders?: true;
  /** Hosts to which this credential may be sent in a header, because it is theirs. */
  readonly audience?: readonly string[];
  /** Hosts whose URLs the rule does not look at. User rules only. */
  readonly exemptHosts?: readonly string[];
}

/** A rule's name as it stands in fact names and placeholders: lower-case letters, digits and single underscores. */
export function ruleSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

const LEFT_BOUNDARY = '(?:^|[^A-Za-z0-9_-])';

/** The source with its boundary, as it is given to an engine. */
export function boundedSource(rule: DlpRule): string {
  return rule.leftBoundary ? `${LEFT_BOUNDARY}(?:${rule.source})` : rule.source;
}
