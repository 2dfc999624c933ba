// SPDX-License-Identifier: Apache-2.0
import type { ExtraClasses } from '../words/classes.js';
import { words } from './english.table.js';

/** What somebody may be told to do, whatever it is: read only behind whoever is told. */
export const VERB_CLASSES: ExtraClasses = {
  ORDERS: words(
    `accept access acknowledge activate add adjust admit advance advertise advise affirm agree alert allow alter
    amend announce answer append applaud apply approve archive arrange ask assert assign assume assure attach
    attribute auction authenticate authorise authorize award backdate ban befriend bet bid bill blacklist blame
    block blur boost book borrow broadcast browse bump bury buy bypass call cancel cap cash certify challenge change
    charge check cite claim clear click clone close collect commit compile complain conceal concede conclude confirm
    connect consent consider contact convert convince copy correct count cover credit curse cut deactivate debit
    declare decline decrease deduct default defer delay delete deliver deny deploy deposit describe destroy dial
    disable discard disclose discount discourage dismiss dispatch display dispute dissuade distribute divert divulge
    donate double downgrade download downplay downvote drag drain drop dump duplicate edit eject email embed
    emphasise emphasize empty enable encode encourage encrypt endorse enlist enrol enroll enter erase escalate
    exaggerate exchange exclude excuse execute exempt expand expedite explain export expose extend extract fabricate
    fake falsify favour favor fetch file fill finish fire flag flatter flip fly follow force forge forget forward
    freeze fudge gather generate get gift give grade grant greet guess halve hand hide highlight hire hold host
    identify ignore impersonate implant import impose include increase inflate inform inject insert insist install
    instruct invent invest invite invoice invoke issue join jot judge keep kick kill label launch leak leave lend
    let liberate lift like link liquidate list load lock log lower mail maintain make mark match mention merge mimic
    minimise minimize misquote misreport misstate mistranslate mock modify move mute name neglect nudge obey obscure
    offer omit open order oust outbid outsource overbid overcharge overlook override overrule overstate overwrite
    pad paint park pass paste pause pay peddle permit persuade phone pick pin plant play pledge post postpone praise
    prefer prescribe present preselect press pretend print prioritise prioritize process proclaim promise promote
    propose provide publish pull pump purchase purge push put query quote raise rank rate read reassign rebook
    recite reclassify recommend record redact redeem redirect reduce refer refund refuse register reimburse reject
    release remind remit remove rename renew rent repeat repeal replace reply report repost request require
    reschedule reserve reset resell resign resolve respond restart restore restrict retract retweet return reveal
    revert revise revoke reward rewrite ring round route rubber-stamp run sabotage save say scare schedule score
    scrap scrub seed select sell send set settle shame share shift ship show shut sideline sign silence simulate
    skip slander smear snooze snub soften sort spare speak spend spoof spread square stall star start state steal
    steer stick stop store stream stretch stuff submit subscribe substitute subtract suggest suppress surrender
    suspend swap switch sync tag tailor taint take talk tamper tear tell terminate text thank threaten throw tilt
    tip toggle top toss track trade transcribe transfer transmit trash treat trigger trim triple truncate trust tune
    turn tweak tweet type understate undo unfollow uninstall unlock unsubscribe update upgrade upload upvote urge
    use vandalise vandalize verify veto vilify visit vote vouch waive wake warn water wave weaken whisper whitelist
    whitewash widen wipe wire withdraw withhold work write zero`,
  ),
  /** Doing harm to whom one works for, by verbs that mean nothing else. */
  HARMING:
    words(`conceal deceive defraud discourage disobey dissuade downplay downvote encrypt exaggerate exfiltrate fabricate falsify hack impersonate leak
    lie mislead misquote misreport misstate mistranslate outbid overbid overcharge overstate redact sabotage slander smear snub spoof suppress taint tamper understate vilify
    whitelist whitewash withhold wipe fake fudge inflate hide omit`),
  /** Behind a name that was called: no order begins with these. */
  CLOSED:
    words(`the a an this that these those we i it they he she what how why when where which who whose is are was were in on at of for from with by as and or but to no not all more our my their his her its there here
    than then so if because while also still only just even very much many most some any each every both either new big best good great`),
};
