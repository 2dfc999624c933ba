// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';

/** Score from which on a text is an attack. A rule of this weight suffices alone. */
export const THRESHOLD = 100;

/** How far apart, in words, cues may stand to be summed up. */
export const REACH = 60;

/** What about the place of a match makes it harmless. */
export interface RuleGuard {
  /** The first word is a verb that counts as a command only: not negated, told of someone else, or a noun. */
  readonly command?: boolean;
  /** Class of negations; none of them may stand right before or behind the match. */
  readonly negation?: string;
  /** The match stands in a string value of JSON, away from chat messages. */
  readonly field?: boolean;
  /** The match does not open the text: whoever speaks to a model begins with that, whoever slips in an order comes later. */
  readonly later?: boolean;
  /** The first word ends what a clause begins with, at most four words behind its beginning: `Note-taking bots: ...`. */
  readonly opens?: boolean;
  /** The text is short, as one says it to a model: of a document the same words say less. */
  readonly brief?: boolean;
  /** The text is a record from its first line on: a mail, a table, a page, program text, an object, a form; `data`: no mail. */
  readonly record?: 'any' | 'data';
  /** Operators write this to an assistant of their own: in a text that sets one up it says nothing. */
  readonly operator?: boolean;
  /** The first word is `you` in a statement: neither a question nor a condition. */
  readonly statement?: boolean;
  /** Classes and words in whose neighbourhood, within a sentence, the match is about something else. */
  readonly unless?: readonly string[];
  /** What stands directly in front of and behind the first word or phrase of the match, blanks aside. */
  readonly wrap?: readonly [before: string, behind: string];
  /** A quotation or a description of an attack is none. On for all rules unless false. */
  readonly quotation?: boolean;
}

/** So many words make a text short. */
export const BRIEF_WORDS = 60;

/** Sum from which on cues are an attack together. */
export const COMBINED_THRESHOLD = 75;

/** What a match of a graded row weighs: not enough beside a mere topic, enough beside a role or another cue. */
export const GRADED = 50;

export interface Part {
  readonly family: string;
  readonly name: string;
  /** Between 0 and 1. */
  readonly alone: number;
}

/** One row of a rule table. Adding a rule is adding a row and its test lines. */
export interface RuleRow extends RuleGuard {
  /** As published in findings and configuration. */
  readonly name: string;
  readonly category: 'core' | 'default';
  readonly severity: Severity;
  /** Part of THRESHOLD that one match contributes; THRESHOLD when absent. A cue is a row with less. */
  readonly weight?: number;
  /** How far, in words, this cue reaches to others; `REACH` when absent. */
  readonly reach?: number;
  /** This cue names what attacks speak of but asks for nothing: cues of this kind alone add up to nothing. */
  readonly topic?: boolean;
  /** Cues of one theme that have words in common are one sign. */
  readonly theme?: string;
  /** This cue says who is to act: whoever reads, by name or by what he is doing. */
  readonly address?: boolean;
  /** This cue weighs only beside one that says who is to act. */
  readonly support?: boolean;
  /**
   * Too little alone, however plain the words: a second sign has to stand in other words. What stands in the same words adds
   * nothing to it, and a finding for the sum bears its name.
   */
  readonly graded?: boolean;
  /** Beside another part of its family this cue has its weight, without one so much of it: a memory is known by what is kept and where. */
  readonly part?: Part;
  /** Structures in the notation of `structure.ts`; any of them is a match. */
  readonly structures: readonly string[];
}
