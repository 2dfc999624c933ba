// SPDX-License-Identifier: Apache-2.0

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Beginnings of words that name a password in identifiers and phrases; what follows in the identifier decides. */
export const PASSWORD_ANCHORS = words('passw passphrase pwd _pass -pass .pass');

/** Of secrets. */
export const SECRET_ANCHORS = words('secret token apikey api_key api-key access_key private_key signing_key');

/** What is no ASCII character in the image of a text. */
const OTHER = '\u00ff';

/** Words for a password in other languages that have letters of ASCII; blanks inside them are passed over. */
export const FOREIGN_ANCHORS: readonly string[] = [
  ...words('kennwort contrasena senha motdepasse wachtwoord parola haslo sifre heslo salasana passord losenord'),
  ...words('adgangskode kodeord katasandi jelszo lozinka geslo'),
  `contrase${OTHER}a`,
  `has${OTHER}o`,
  `${OTHER}ifre`,
  `l${OTHER}senord`,
  `m${OTHER}tkh${OTHER}u`,
];

/** A sign behind a letter that is not ASCII: the label before it may be one of the next list. */
export const FOREIGN_SIGNS: readonly string[] = [`${OTHER}:`, `${OTHER}=`, `${OTHER}":`, `${OTHER}>`];

/** Words for a password that end in such a letter. */
export const FOREIGN_ENDINGS = words(`
  пароль пароля паролем 密码 密碼 口令 パスワード 暗証番号 비밀번호 암호 패스워드 jelszó סיסמה parolă κωδικός
  รหัสผ่าน पासवर्ड گذرواژه`);
