// SPDX-License-Identifier: Apache-2.0

/**
 * What a word may do in an instruction aimed at a model.
 *
 * - `drop` ignore, disregard, forget, bypass; `prior` previous, above, earlier; `all` all, every, any
 * - `rules` instructions, rules, guidelines, directives; `prompt` system prompt, initial instructions, as nouns
 * - `reveal` show, print, repeat; `your` your, its
 * - `send` send, forward, upload, transfer; `secret` password, token, api key; `outside` to this address, url, e-mail
 * - `conceal` secretly, without telling; `negation` do not, never; `user` the user, the owner
 * - `role` act as, you are now, pretend; `persona` DAN, jailbroken; `unrestricted` no restrictions, unfiltered
 * - `persist` from now on, for all future; `must` you must, it is required
 * - `tool` tool, function, command; `run` execute, call, invoke
 * - `authority` system, developer, admin as a tag; `assistant` AI, assistant, model as the one addressed
 * - `override` new instructions, updated instructions; `quote_meta` example, phrase, attack: words that mark a quotation
 */
export type LexiconClass =
  | 'drop'
  | 'prior'
  | 'all'
  | 'rules'
  | 'reveal'
  | 'prompt'
  | 'your'
  | 'send'
  | 'secret'
  | 'outside'
  | 'conceal'
  | 'negation'
  | 'user'
  | 'role'
  | 'persona'
  | 'unrestricted'
  | 'persist'
  | 'must'
  | 'tool'
  | 'run'
  | 'authority'
  | 'assistant'
  | 'override'
  | 'quote_meta';

/** The words of one language that rules are made of. */
export interface Lexicon {
  /** BCP 47. */
  readonly language: string;
  /** Words stand apart. False for scripts that write them in one run. */
  readonly spaced: boolean;
  /** Where the verb stands in a command. */
  readonly order: 'verb_first' | 'verb_last' | 'free';
  /**
   * Lower case, without diacritics. An entry may be several words, with single spaces; a `*` at its end stands for any
   * suffix.
   */
  readonly words: Readonly<Record<LexiconClass, readonly string[]>>;
  /** Whole fixed phrases, each an attack by itself, and the rule that each is reported as. */
  readonly phrases: readonly { readonly rule: string; readonly text: string }[];
}
