// SPDX-License-Identifier: Apache-2.0

/** Words of other languages that are so common in English texts and programs that they tell nothing about the language. */
export const ENGLISH_TOO: ReadonlySet<string> = new Set(
  `ang atm ban bat ben bit blt bor che chi cho dat del den des dia dig dis dlt doc doe fin ghi gib gla gui han hay hop ies ind
  ini inl inn lap lat len les lto mac mai mal mar mat min mod mon nop oss pan par pas per pha pod rob rol rop sad sel sem sig
  sin sla sll sun sur tai tal tol tom ton tot tue tun uit ult val van vel ver vii von wat
  abstraction adresse alien allen bent bias cache censure chan chap commando date dire diam expon extern face fran futures
  hackers hall handle handler hast hold ignorant indicate indications informations infringe instant intra invites joins
  lack laden lang lieu mandate mate mere mises misi most musl notifier numer numero oblige originals para parole plus
  posting precede precedent quals qual rang responder roll sage sand sans secrete sensor silence spill spring stale tank
  tens thong till vals vers visa yang zend`
    .trim()
    .split(/\s+/),
);
