// SPDX-License-Identifier: Apache-2.0

/** What people write where a credential would stand, in lower case. */
const WORDS =
  /example|placeholder|change.?me|your[_.-]?(?:api|app|access|account|auth|client|token|key|secret|pass|own|private|value|name|[_-])|my[_.-]?(?:secret|token|api|key|pass)|super.?secret|insert|replace|dummy|sample|redacted|fake|not.?a?.?real|foo.?bar|lorem|qwerty|asdfg|deadbeef|cafebabe|baddcafe|feedface|xxxx|0{8}|1{8}|f{8}|this[_.-]?is|todo|undefined|invalid|goes.?here|secret.?key.?here|test.?(?:token|secret|key|pass)/;

const MIN_DISTINCT = 5;
/** Longest row of equal characters, and of characters that follow each other, that chance may bring about. */
const MAX_EQUAL = 5;
const MAX_ORDERED = 6;
/** Longest piece whose repetition is looked for. */
const MAX_PERIOD = 16;

function distinctCount(text: string): number {
  return new Set(text).size;
}

function isRepeated(text: string): boolean {
  for (let period = 2; period <= Math.min(MAX_PERIOD, text.length >> 1); period++) {
    let at = period;
    while (at < text.length && text.charCodeAt(at) === text.charCodeAt(at - period)) at++;
    if (at === text.length) return true;
  }
  return false;
}

/** Rows such as `aaaaaa` and `abcdefg`, or so many steps of one that the whole is no chance. */
function isOrdered(text: string): boolean {
  let equal = 0;
  let steps = 0;
  let row = 0;
  let last = 0;
  for (let i = 1; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    equal = step === 0 ? equal + 1 : 0;
    row = step === last && (step === 1 || step === -1) ? row + 1 : 0;
    last = step;
    if (step === 1 || step === -1) steps++;
    if (equal >= MAX_EQUAL || row >= MAX_ORDERED) return true;
  }
  return steps * 2 > text.length - 1;
}

/** Whether a text stands for a credential instead of being one: a word for it, one character repeated, an alphabet. */
export function isPlaceholder(text: string): boolean {
  return (
    distinctCount(text) < MIN_DISTINCT ||
    WORDS.test(text.toLowerCase()) ||
    isOrdered(text.toLowerCase()) ||
    isRepeated(text)
  );
}

/** Words that documents use for a user or a password, and values that standards print as examples. */
const EXAMPLE =
  /^(?:(?:your|my|the|some|a|db|user|admin|root|test|secret|new|old)?[_.-]?(?:pass|password|passwd|passwort|pwd|pw|secret|token|key|apikey|api[_-]key|user|username|name|login|guest|postgres|mysql|redis|mongo|foo|bar|baz|test|demo|admin|root|hunter|open ?sesame|aladdin|supersecret|changeit|mypass)[0-9]{0,4}|s6BhdRkqt3|gX1fBat3bV|x+|\*+|\.+|[0-9]{1,6}|abc[0-9]*|p[a4@]ss(?:w[o0]rd|wd|phrase)?[0-9!]*)$/i;

/** Whether a user name or a password is one that documents write: `user:password`, `foo:bar`. */
export function isExampleSecret(text: string): boolean {
  return EXAMPLE.test(text);
}
