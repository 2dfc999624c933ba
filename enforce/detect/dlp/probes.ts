// SPDX-License-Identifier: Apache-2.0
import { accessId, awsSecretKey } from './finders/access-id.js';
import { databaseAddress, environmentLine, ethereumKey, urlParameter } from './finders/assignments.js';
import { commandPassword } from './finders/commands.js';
import type { Finder } from './finders/finder.js';
import { cutJwt, jwt } from './finders/jwt.js';
import { privateKeyHeader, serviceAccount } from './finders/key-files.js';
import { oneTimeKey } from './finders/one-time.js';
import { passwordPairs } from './finders/pairs.js';
import { recoveryCodes } from './finders/recovery-codes.js';
import { sessionCredential } from './finders/sessions.js';
import { accountNumber, SHAPE_FINDERS, wordFinder } from './finders/shapes.js';
import { sharedAccess } from './finders/shared-access.js';
import { addressPassword, basicCredentials, credentialFile, jsonWebKey, privateKeyBody } from './finders/structures.js';
import { writtenPassword, writtenSecret } from './finders/written.js';
import { labelledProbe, type LabelledRules } from './labels/labelled.js';
import type { ContextRow, VendorWords } from './labels/vendor-mentions.js';
import { AMBIGUOUS_VENDOR_WORDS, VENDOR_WORDS } from './labels/vendor-names.table.js';
import { MORE_VENDOR_WORDS, PLAIN_WORDS } from './labels/vendor-words.table.js';
import { patternProbe } from './pattern-probe.js';
import type { DlpRule, FinderName } from './rules/rule.js';
import type { Probe, Probes } from './search.js';
import { nearMissAnchors } from './tokens/near-miss.js';
import { tokenAnchors } from './tokens/token-probe.js';

/** What two finders of one rule look at. */
function joined(first: Partial<Probes>, second: Partial<Probes>): Partial<Probes> {
  return { ...first, ...second, anchors: [...(first.anchors ?? []), ...(second.anchors ?? [])] };
}

const FINDERS: Readonly<Partial<Record<FinderName, Finder>>> = {
  ...SHAPE_FINDERS,
  access_id: accessId,
  aws_secret_key: awsSecretKey,
  private_key_header: privateKeyHeader,
  service_account: serviceAccount,
  jwt,
  near_miss: cutJwt,
  ethereum_key: ethereumKey,
  url_parameter: urlParameter,
  environment_line: environmentLine,
  basic_credentials: basicCredentials,
  address_password: addressPassword,
  private_key_body: privateKeyBody,
  json_web_key: jsonWebKey,
  credential_file: credentialFile,
  command_password: commandPassword,
  labelled_password: (rule) => joined(writtenPassword(rule), passwordPairs(rule)),
  labelled_secret: (rule) => joined(joined(writtenSecret(rule), recoveryCodes(rule)), oneTimeKey(rule)),
  authorization: sessionCredential,
};

function ruleProbes(rule: DlpRule, index: number): Partial<Probes> {
  if (rule.origin === 'user') return {};
  if (rule.finder === 'database_address') return databaseAddress(rule, index);
  if (rule.finder === 'account_number') return accountNumber(rule, index);
  if (rule.finder === 'shared_access') return sharedAccess(rule, index);
  if (rule.finder !== undefined) return FINDERS[rule.finder]?.(index) ?? {};
  if (rule.word !== undefined) return wordFinder(rule, index);
  if (rule.token !== undefined) return { anchors: tokenAnchors(rule.token, index) };
  return { anchors: (rule.anchors ?? []).map((anchor) => [anchor, patternProbe(rule, index, anchor)] as const) };
}

/** Shorter names of vendors are words of the language more often than not. */
const MIN_NAME = 7;

/** The vendors of the tables and of the lists, as they stand in identifiers. A word of both kinds is a plain one. */
function vendorWords(rules: readonly DlpRule[]): VendorWords {
  const vendors = rules.flatMap(({ token }) => (token === undefined ? [] : [token.vendor]));
  const names = vendors.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const plain = new Set([...PLAIN_WORDS, ...AMBIGUOUS_VENDOR_WORDS]);
  const all = new Set([...VENDOR_WORDS, ...MORE_VENDOR_WORDS, ...names.filter(({ length }) => length >= MIN_NAME)]);
  return { names: [...all].filter((name) => !plain.has(name)), plain: [...plain] };
}

/** The index of the rule with a finder, if it is in force. */
function indexOf(rules: readonly DlpRule[], finder: FinderName): number | undefined {
  const index = rules.findIndex((rule) => rule.finder === finder && rule.origin !== 'user');
  return index < 0 ? undefined : index;
}

/** The probe that judges labelled values, if any rule in force wants one. */
function labelled(rules: readonly DlpRule[]): readonly Probe[] {
  const rows = rules.flatMap(({ token }, rule): readonly ContextRow[] =>
    token === undefined || token.prefixes !== undefined ? [] : [{ row: token, rule }],
  );
  const wanted: LabelledRules = {
    secret: indexOf(rules, 'labelled_secret'),
    password: indexOf(rules, 'labelled_password'),
    authorization: indexOf(rules, 'authorization'),
    vendor: indexOf(rules, 'vendor_secret'),
    rows,
    words: vendorWords(rules),
  };
  const { secret, password, authorization, vendor } = wanted;
  const none = [secret, password, authorization, vendor].every((rule) => rule === undefined);
  return none && rows.length === 0 ? [] : [labelledProbe(wanted)];
}

/** Everything the built-in rules among the given ones look at. Rules keep their indices. */
export function compileProbes(rules: readonly DlpRule[]): Probes {
  const made = rules.map(ruleProbes);
  const nearMiss = indexOf(rules, 'near_miss');
  return {
    // Whole tokens first: what one of their rules has found is no near miss.
    anchors: [
      ...made.flatMap(({ anchors }) => anchors ?? []),
      ...(nearMiss === undefined ? [] : nearMissAnchors(rules, nearMiss)),
    ],
    stretches: [...made.flatMap(({ stretches }) => stretches ?? []), ...labelled(rules)],
    words: made.flatMap(({ words }) => words ?? []),
    numbers: made.flatMap(({ numbers }) => numbers ?? []),
    lists: made.flatMap(({ lists }) => lists ?? []),
    texts: made.flatMap(({ texts }) => texts ?? []),
  };
}
