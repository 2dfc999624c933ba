// SPDX-License-Identifier: Apache-2.0

/** One question to the evidence of a deployment. All given parts of a question must match the same thing. */
export type EvidenceQuery =
  /** Receipts of these layers and verdicts exist, and their runs verify. */
  | {
      readonly about: 'receipts';
      readonly layers?: readonly string[];
      readonly verdicts?: readonly string[];
      readonly transports?: readonly string[];
    }
  /** The record is whole, and no receipt of this kind is in it. */
  | {
      readonly about: 'absence';
      readonly layers?: readonly string[];
      readonly verdicts?: readonly string[];
      readonly transports?: readonly string[];
    }
  /** Every verified run has this property. */
  | { readonly about: 'runs'; readonly property: 'verified' | 'closed' | 'sealed' | 'logged' }
  /** The named check of the installed product passes. */
  | { readonly about: 'check'; readonly name: string }
  /** Every applicable scenario of the category was caught. */
  | { readonly about: 'scenarios'; readonly category: string }
  /** Every agent server found on the machine is behind the proxy. */
  | { readonly about: 'servers' }
  /** A setting has one of these values. */
  | { readonly about: 'setting'; readonly key: string; readonly values: readonly (string | number | boolean)[] };

/** One control of a framework, with what would show it here and what no evidence of ours can show. */
export interface Control {
  readonly id: string;
  readonly name: string;
  /** What a reader should see to believe it, in one sentence. */
  readonly shownBy: string;
  /** Every query has to be answered yes for the control to be satisfied. Empty: this product cannot show it. */
  readonly queries: readonly EvidenceQuery[];
  /** `part`: no evidence of this kind reaches the whole control, so it is never more than partially satisfied. */
  readonly reach?: 'part';
  /** What remains with the operator, whatever the evidence says. */
  readonly cannotShow: string;
}

export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Of this mapping, raised with every change of meaning. */
  readonly mappingVersion: number;
  readonly url: string;
  readonly controls: readonly Control[];
}
