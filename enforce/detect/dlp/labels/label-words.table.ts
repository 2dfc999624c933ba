// SPDX-License-Identifier: Apache-2.0

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** A label that ends in one of these names a secret. */
export const SECRET_HEADS = words(
  `secret secrets token tokens credential credentials cred creds apikey apikeys apitoken apisecret apikeyid authkey
  authtoken authsecret accesskey accesstoken accesssecret secretkey secretaccesskey secrettoken clientsecret
  consumersecret appsecret appkey appkeysecret privatekey privkey signingkey signkey encryptionkey masterkey sharedkey
  sharedsecret sharedaccesskey accountkey storagekey authorization auth bearertoken refreshtoken idtoken sessiontoken
  deploytoken bottoken webhooksecret webhooktoken signingsecret hmackey hmacsecret jwtsecret jwttoken licensekey
  servicekey serverkey adminkey rootkey userkey usertoken personalaccesstoken pat psk sessionsecret cookiesecret
  encryptionsecret oauthtoken oauthsecret integrationkey subscriptionkey restkey apipassword apipass pass-phrase
  xapikey apiauth apicredential botkey sdkkey presharedkey writekey readkey ingestkey publishkey subscribekey sas sastoken`,
);

export const PASSWORD_HEADS = words(
  'password passwords passwd passwort passphrase pwd passcode userpassword dbpassword dbpass adminpassword rootpassword motdepasse contrasena senha',
);

/** `key` names a secret when one of these stands before it. */
export const KEY_QUALIFIERS = words(
  `api access secret private priv auth authentication authorization account app application consumer client service server admin
  administrator master root deploy deployment encryption encrypt encrypted decryption decrypt signing sign signature
  shared subscription license licence rest write read live sandbox prod production integration developer dev personal
  partner merchant webhook hmac host storage session jwt oauth token user customer project workspace organization org
  team tenant environment management provisioning publish subscribe ingest ingestion sdk bot device agent staging
  security credentials credential registration portal payment gateway transaction trading rapidapi functions function preshared wifi wlan`,
);

/** `key` is something else when one of these stands before it. */
export const KEY_REFUSED = words(
  `public pub publishable primary foreign cache sort partition row object map hash i18n translation idempotency routing
  react registry index lookup group site anon composite unique compound range item property dictionary dict json xml
  hot arrow shortcut enter escape tab shift meta event metric lock unlock redis s3 file path store state query search
  field column header param parameter message trace span dedupe dedup deduplication binding verify verification
  verifying fetch collection element node menu action label data context config setting option template region alias
  symmetric kms resource iam ssm yaml host_key known`,
);

/** A label that ends in one of these does not name a secret, whatever stands before it. */
export const REFUSED_HEADS = words(
  `id ids uid uuid guid name names path file filename dir url uri href link endpoint host domain port type types kind
  length len size count counts limit max min total index offset version ver prefix suffix regex pattern format header headers
  method class status state code level mode role scope scopes algorithm alg expiry expires expiration ttl date time
  timestamp at by in of for from user username login email mail label title description message text comment note
  hash hashes sha sha1 sha224 sha256 sha384 sha512 md5 md4 crc crc32 digest digests checksum checksums integrity
  fingerprint commit rev revision ref refs head sha3 blake2 blake3 etag nonce iv salt signature sig sign thumbprint
  h1 gomod oid tree blob parent object branch tag build release seed address txid tx hex cid hexsha keyid
  color colour bg src img image icon svg font data d points style css integrityhash modulus prime public pubkey
  publickey cert certificate crt csr spki n e x y kid thumb resolved tarball shasum narhash vendorhash cargohash
  csrftoken xsrftoken pagetoken nextpagetoken nexttoken continuationtoken synctoken clienttoken idempotencytoken
  clientrequesttoken tokenizer tokenid tokentype placeholder example sample secretname tokenname keyname usage required
  deprecated optional supported enabled disabled allowed expected error`,
);

/** These anywhere in the last words of a label say that it names a digest, a position or a form field. */
export const REFUSED_QUALIFIERS = words(
  `sha sha1 sha224 sha256 sha384 sha512 md5 hash hashes hashed digest checksum checksums integrity fingerprint commit
  revision etag nonce public publishable csrf xsrf antiforgery authenticity verificationtoken page next prev previous continuation
  continue cursor sync pagination paging upload resume idempotency cancellation cancel lexer parser parse syntax
  reservation invocation clientrequest change lifecycle lock lease update placeholder example dummy fake mock invalid wrong expired bad encrypted masked
  redacted fixture amz`,
);

/** Words at the end of a label that say nothing about what it names. */
export const FILLERS = words(
  `value values val str string raw plain plaintext env var variable const let live test testing prod production dev
  staging sandbox default new old current my our the your this a an is was are be to as with use using set equals
  equal here it like literal base64 b64 base encoded decoded bytes buf buffer v1 v2 v3 0 1 2 3 4 5 one two primary
  secondary field param parameter arg argument input following below`,
);

/** Ends of words written as one: mytoken, abcapikey. */
export const SECRET_ENDINGS: readonly string[] = [
  'secret',
  'token',
  'apikey',
  'accesskey',
  'authkey',
  'secretkey',
  'privatekey',
  'credentials',
  'signingkey',
  'encryptionkey',
];

export const PASSWORD_ENDINGS: readonly string[] = ['password', 'passwd', 'passphrase', 'passwort'];

/** Functions of which a secret in brackets is only an example or a test. */
export const CALL_REFUSED = words(
  `hash verify decode parse check validate is assert test describe it expect digest sha sha1 sha256 md5 require import
  compare encode escape tokenize lex match has get find fetch equal equals same deep throws log print printf sprintf
  format console warn error debug mask redact revoke delete remove`,
);
