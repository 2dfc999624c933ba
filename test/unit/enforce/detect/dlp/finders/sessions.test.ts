// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from '../scan.js';

const RULE = 'Authorization Credential';
const VALUE = 'cd3q6kQnyxwKlxMPBuz7qjphcj5XBoaM';

const CREDENTIALS: readonly string[] = [
  `Cookie: theme=dark; sessionid=${VALUE}; csrftoken=abc`,
  `Set-Cookie: PHPSESSID=remtwvhlfpevblgpx7il2bhzqt; Path=/`,
  `Cookie: connect.sid=s%3A${VALUE}.${VALUE}`,
  `document.cookie='session=${VALUE}'`,
  `"cookie": "auth_token=${VALUE}"`,
  `curl -b "session=${VALUE}" https://zorbify.test/`,
  `Authorization: Digest username="ada", realm="z", nonce="${'0'.repeat(31)}1", uri="/", response="1b690914783f0d6a2af6cadc8156fc94"`,
  'X-WSSE: UsernameToken Username="ada", PasswordDigest="ZxsWLCGLYy6LnuJIYZZEdREC/MC=", Nonce="Qv1ZvIzGwVGOsyA5CXW"',
  `SAMLResponse=${VALUE.repeat(3)}${VALUE.split('').reverse().join('').repeat(4)}&RelayState=x`,
];

const HARMLESS: readonly string[] = [
  'Cookie: theme=dark; lang=en-GB; visits=12',
  `Cookie: csrftoken=${VALUE}`,
  `Cookie: _ga=GA1.2.${VALUE}`,
  'Cookie: sessionid=<session>; x=1',
  'Cookie: sessionid=${SESSION}',
  'Set-Cookie: sessionid=deleted; Max-Age=0',
  'Set-Cookie: sessionid=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'Authorization: Digest username="ada", realm="z", response="<response>"',
  'SAMLResponse=<base64>',
  'The cookie of a session holds a name, a value and a path.',
];

test('cookies of sessions and answers to challenges are found in texts', (t) => {
  for (const text of CREDENTIALS) t.true(rulesInText(text).includes(RULE), text);
});

test('other cookies, placeholders and prose are none', (t) => {
  for (const text of HARMLESS) t.deepEqual(rulesInText(text), [], text);
});

test('a cookie in a header is where it belongs', (t) => {
  t.deepEqual(rulesInText(`sessionid=${VALUE}`, 'header.cookie'), []);
  t.deepEqual(rulesInText(`Cookie: sessionid=${VALUE}`, 'header.x'), []);
});
