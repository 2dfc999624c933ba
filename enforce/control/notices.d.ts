import type { Notice, Verdict } from '../../evidence/model/verdict.js';
export interface NoticeOptions {
  /** What the agent is told while the kill switch is on. */
  readonly message: string;
  /** Whether blocks carry hints. */
  readonly explain: boolean;
}
/** The words that go with a verdict beside its codes. */
export declare function createNotices({ message, explain }: NoticeOptions): (verdict: Verdict) => Notice | undefined;
