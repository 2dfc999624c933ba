// SPDX-License-Identifier: Apache-2.0
import { isAscii } from '../../../text/bytes/utf8.js';
import { formsOf } from '../labels/word-images.js';
import type { Search } from '../search.js';
import { isChosenPassword } from '../values/chosen.js';

/** Words for a password in scripts without blanks between words, as written and as the views of a text show them. */
const WORDS = formsOf(['密码', '密碼', '口令', 'パスワード', '暗証番号', '비밀번호', '암호', '패스워드']);
/** What stands between such a word and the password in a sentence. */
const LINK = /[ \t]{0,2}(?:就是|应该是|是|设为|设置为|改为|为|為|は|が|か|는|은|이)[ \t:：「“"']{0,3}([!-~]{8,128})/y;
const SENTENCE_END = /[.,;:!?"'`)\]}]+$/;

const ANY_WORD = new RegExp(WORDS.join('|'), 'g');

/** A password in a sentence of a script of East Asia: `密码是...`. Where it stands, or undefined. */
export function passwordInSentence({ text, bytes }: Search): readonly [start: number, end: number] | undefined {
  if (isAscii(bytes, text.length)) return undefined;
  for (const { 0: word, index } of text.matchAll(ANY_WORD)) {
    LINK.lastIndex = index + word.length;
    const value = LINK.exec(text)?.[1];
    if (value === undefined) continue;
    const start = LINK.lastIndex - value.length;
    for (const written of [value, value.replace(SENTENCE_END, '')])
      if (isChosenPassword(written, 'plain')) return [start, start + written.length];
  }
  return undefined;
}
