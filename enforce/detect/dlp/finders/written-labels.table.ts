// SPDX-License-Identifier: Apache-2.0

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Beginnings of words that name a password in identifiers and phrases; what follows in the identifier decides. */
export const PASSWORD_ANCHORS = words(
  'passw passphrase passcode pwd _pass -pass .pass "pass" <pass pass: pass= pass> "pw" pw: pw=',
);

/** As these, where a blank stands behind them. */
export const SHORT_PASSWORD_ANCHORS = words('pass pw');

/** Of secrets. */
export const SECRET_ANCHORS = words('secret token apikey api_key api-key access_key private_key signing_key');

/** Words for a password in other languages, without the blanks in them. */
export const FOREIGN_LABELS = words(`
  kennwort contraseña senha motdepasse wachtwoord parola parolă hasło şifre heslo salasana passord lösenord losenord
  adgangskode kodeord katasandi jelszó lozinka geslo contrasena haslo sifre mậtkhẩu пароль пароля паролем парола 密码
  密碼 口令 パスワード 暗証番号 비밀번호 암호 패스워드 סיסמה κωδικός รหัสผ่าน पासवर्ड گذرواژه رمزعبور كلمةالمرور كلمةالسر`);
