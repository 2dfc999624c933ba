// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { chanceOddsOf } from '../values/chance.js';
import { isPlaceholder } from '../values/placeholder.js';
import type { Finder } from './finder.js';

type Place = readonly [start: number, end: number];

/** Cookies that stand for whoever holds them. */
const SESSION = /sess|sid$|(?:^|[._-])(?:auth|jwt|token|remember|login|identity|id_token|access|refresh)/i;
const NO_SESSION = /csrf|xsrf|consent|lang|theme|track|analytics|^_g|^__utm/i;
const COOKIE = /[\s"'`;]{0,4}([\w.$-]{1,64})=([^\s;"'`,<>]{1,4096})/dy;
const MAX_COOKIES = 16;
const MIN_VALUE = 16;
const MIN_ODDS = 0.8;
/** How programs mark a value that they signed. */
const SIGNED = /^s(?:%3A|:)/i;
const SEPARATOR = /["'`]?[ \t]{0,2}[:=][ \t]{0,2}/y;

function isSessionValue(value: string): boolean {
  const drawn = value.replace(SIGNED, '');
  if (drawn.length < MIN_VALUE || !/[0-9]/.test(drawn) || !/[A-Za-z]/.test(drawn)) return false;
  return /^[A-Za-z0-9_.~%+/=!:-]+$/.test(drawn) && chanceOddsOf(drawn) >= MIN_ODDS && !isPlaceholder(drawn);
}

/** The value of a cookie for a session, behind the name of the header. */
function sessionCookie({ text }: Search, end: number): Place | undefined {
  COOKIE.lastIndex = end;
  for (let i = 0; i < MAX_COOKIES; i++) {
    const match = COOKIE.exec(text);
    const place = match?.indices?.[2];
    if (match === null || place === undefined) return undefined;
    const [, name = '', value = ''] = match;
    if (SESSION.test(name) && !NO_SESSION.test(name) && isSessionValue(value)) return place;
  }
  return undefined;
}

function separated(search: Search, end: number): Place | undefined {
  SEPARATOR.lastIndex = end;
  return SEPARATOR.test(search.text) ? sessionCookie(search, SEPARATOR.lastIndex) : undefined;
}

/** What answers a challenge: whoever has it can try passwords against it. */
const ANSWERS: readonly (readonly [anchor: string, expression: RegExp])[] = [
  ['digestusername=', /[^\n]{0,800}?\bresponse=\\{0,3}"([0-9a-f]{32,64})\\{0,3}"/dy],
  ['passworddigest=', /\\{0,3}"([A-Za-z0-9+/]{27}=)\\{0,3}"[^\n]{0,200}?nonce=/diy],
  ['samlresponse', /(?:=|>|\\{0,3}"\s?[:,]\s?\\{0,3}"|\\{0,3}" value=\\{0,3}")\s{0,4}([A-Za-z0-9+/%]{200,})/dy],
];

function answerBehind(expression: RegExp, { text }: Search, end: number): Place | undefined {
  expression.lastIndex = end;
  const match = expression.exec(text);
  const value = match?.[1];
  return value === undefined || isPlaceholder(value) ? undefined : match?.indices?.[1];
}

/** Cookies of sessions and answers to challenges, in texts. */
export const sessionCredential: Finder = (rule) => {
  const anchor = (word: string, find: (search: Search, end: number) => Place | undefined) =>
    [
      word,
      (search: Search, _start: number, end: number) => {
        if (search.joined || search.done(rule)) return;
        const place = find(search, end);
        if (place !== undefined) search.report(rule, ...place);
      },
    ] as const;
  return {
    anchors: [
      anchor('cookie', separated),
      ...['curl-b', '--cookie'].map((word) => anchor(word, sessionCookie)),
      ...ANSWERS.map(([word, expression]) => anchor(word, (search, end) => answerBehind(expression, search, end))),
    ],
  };
};
