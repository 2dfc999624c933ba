// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from '../scan.js';

const RULE = 'Labelled Password';
const VALUES = ['k4T7#pwZ!q', 'rFyb0CvpHd403yn', 'Amber!Wallet82'] as const;

/** The password stands in the braces. */
const PAIRS: readonly string[] = [
  'login: ada / {}',
  'Login: ada/{}',
  'credentials: ada / {}',
  'user/pass: ada / {}',
  'Username/password: ada:{}',
  'Zugangsdaten: ada / {}',
  'Benutzer/Passwort: ada / {}',
  'identifiants : ada / {}',
  'usuario/contraseña: ada / {}',
  'credenziali: ada / {}',
  'inloggegevens: ada / {}',
  'логин/пароль: ada / {}',
  'логин: ada / {}',
  'dane logowania: ada / {}',
  'ログイン情報: ada / {}',
  '用户名/密码: ada/{}',
  '아이디/비밀번호: ada / {}',
  'kullanıcı adı/şifre: ada / {}',
  'creds for staging -> ada / {}',
  'You can log in with ada / {} until Friday.',
  'Sign in as ada with {}.',
  'Use ada:{} to log in.',
  'ssh ada@10.0.0.5 ({})',
  'SSH: ada@nas.zorbify.test pw {}',
  'bob: what is the admin pw?\nada: {}\n',
  'the admin account is ada and the pass is {}',
  'WiFi: Office / {}',
];

/** As arguments. */
const CALLS: readonly string[] = [
  "requests.get(url, auth=('ada', '{}'))",
  "HTTPBasicAuth('ada', '{}')",
  "smtp.login('ada@zorbify.test', '{}')",
  'new NetworkCredential("ada", "{}")',
  '[System.Net.NetworkCredential]::new("ada", "{}")',
  "new PDO('mysql:host=db;dbname=shop', 'ada', '{}');",
  "pymysql.connect('db', 'ada', '{}', 'shop')",
  'DriverManager.getConnection("jdbc:mysql://db/shop", "ada", "{}")',
  'smtp.PlainAuth("", "ada", "{}", "mail")',
  'r.basic_auth("ada", Some("{}"))',
  'sql.Open("mysql", "ada:{}@tcp(db:3306)/shop")',
  'jwt.sign(payload, "{}", { expiresIn: 60 })',
];

const STAND_INS = ['${PASSWORD}', '<password>', 'changeme', '********', 'your-password', '{{ password }}', 'password1'];

test('a password is found behind a user in one value, one sentence or one call', (t) => {
  for (const text of [...PAIRS, ...CALLS])
    for (const value of VALUES) {
      const rules = rulesInText(text.replace('{}', () => value));
      t.true(rules.includes(RULE), `${text} ${value}`);
    }
});

test('what stands for a password behind a user is none', (t) => {
  for (const text of [...PAIRS, ...CALLS])
    for (const value of STAND_INS) t.deepEqual(rulesInText(text.replace('{}', () => value)), [], `${text} ${value}`);
});

const HARMLESS: readonly string[] = [
  'login: required / optional',
  'access: read / Write-Only',
  'account: https://zorbify.test/Team2/Page3',
  'login with Google / Microsoft365',
  'ssh ada@10.0.0.5 (Debian12Bookworm)',
  'connect("db1.zorbify.test", "ReadOnly2", opts)',
  'cfg.login("user-name", "User-Name2", false)',
  'What is your password?\nNever tell anybody.',
  'use 10.0.0.5:8080 to connect',
];

test('values of other labels and arguments are none', (t) => {
  for (const text of HARMLESS) t.deepEqual(rulesInText(text), [], text);
});
