// SPDX-License-Identifier: Apache-2.0
import type { ExtraClasses } from '../words/classes.js';
import { words } from './english.table.js';

/** What somebody may be told to do, whatever it is: read only behind whoever is told. */
export const VERB_CLASSES: ExtraClasses = {
  ORDERS: words(
    `abandon abolish abort absorb accelerate accept access accuse acknowledge activate add adjust admit adopt advance
    advertise advise affirm aggravate agree aim airbrush alert align allow alter amend amplify annotate announce annul
    anonymise anonymize answer appease append applaud apply appoint appraise approve archive arm arrange ask assassinate
    assemble assert assign assume assure attach attribute auction augment authenticate authorise authorize avert await
    award backdate backfill bait ban bar bargain barter beautify befriend bend bet bid bill bin blacklist blame blend
    block blur boast book bookmark boost borrow brag breach brew bribe brick brighten broadcast browse bump bury buy
    bypass calculate calibrate call camouflage cancel canonise cap cash cast cater cede censor certify challenge change
    channel charge charm chase check chuck circulate cite claim claw cleanse clear click clip cloak clobber clone close
    coach coax coerce collect collude combine comfort commission commit compensate compile complain compliment compose
    compress con conceal concede conclude condemn confess configure confirm confiscate confuse congratulate connect
    consent consider consolidate consult contact contest contradict convert convince cook copy correct count cover crash
    create credit criticise criticize crop crown cultivate curse cut dangle deactivate debit debunk declare decline
    decorate decrease dedicate deduct default defer deflect delay delete delist deliver demand demote denounce deny
    deploy deposit deprioritise deprioritize describe desert destroy detach deter devalue devote dial dictate dilute
    diminish disable disavow disband disbelieve discard disclose discount discourage discredit disguise disinvite
    dismiss dispatch display dispute disqualify dissuade distort distribute ditch divert divulge dock doctor dodge
    donate doom dose double downgrade download downplay downvote dox drag drain dramatise draw dress drop duck dump
    duplicate dye ease echo edit eject elevate email embarrass embed embellish embezzle embrace emphasise emphasize
    employ empower empty enable enact encode encourage encrypt endanger endorse enforce engage engineer enlarge enlist
    enrol enroll ensure enter entice equate erase erode escalate evade evict exaggerate exchange excise exclude excuse
    execute exempt expand expedite expel explain exploit export expose extend extract eye fabricate fake falsify fan
    favor favour feed feign fend fetch fib file fill finish fire fix flag flatter flip flood flunk fly fob foil fold
    follow force forge forget forgive forward freeze frighten frustrate fudge funnel garnish gaslight gather generate
    get gift give glorify gloss grade graft grandfather grant greenlight greet grind groom guess gut halt halve hammer
    hamper hand harass harbour hardcode harm harvest hasten haul hide highlight hijack hinder hint hire hoard hold hook
    host humiliate hush hype identify idle ignite ignore imitate impair impede impersonate implant implicate import
    impose impound imprint inch incite include incorporate increase incriminate indulge infect infer inflate inform
    infringe initiate inject ink inquire insert insinuate insist install instruct insult interrupt intimidate introduce
    invalidate invent invest invite invoice invoke irritate isolate issue itemise jam jettison jiggle join jot judge
    juggle junk justify keep kick kill knock label lace lament launch lavish leak leave legalise lend lessen let
    liberate lift lighten like link liquidate list load loan lob lobby lock lodge log loop loosen lower lure magnify
    mail maintain make malign mangle manipulate mark massage match materialise maximise maximize meddle melt mend
    mention merge militate mimic mince minimise minimize mint misallocate misattribute misclassify misdate misdiagnose
    misdirect misfile misidentify misinform misinterpret misplace misprice misquote misrank misreport misroute misspell
    misstate mistake mistranslate misuse mix moan mobilise mock modify monetise monetize mortgage motivate mourn move
    muddle muffle multiply mumble mute mutilate nag name narrow needle neglect nickname nominate normalise normalize
    notarise nudge nullify nurture obey obliterate obscure obstruct occupy offer offset omit onboard open oppose
    orchestrate ordain order ostracise oust outbid outrank outsmart outsource overbid overbook overburden overcharge
    overcount overload overlook overpay overplay overrate override overrule overrun oversell overshadow oversimplify
    overstate overstay overtake overturn overwhelm overwrite pacify pad paint pamper pander park parrot pass paste patch
    patronise pause pay peddle penalise penalize perform perjure permit persuade pester phone photograph pick piggyback
    pilfer pin pinch ping pirate pity plagiarise plant plaster play plead pledge plug poach pocket poison poke police
    polish pollute populate portray pose post postpone pour praise preach predict prefer prefill preload prepend
    prescribe preselect present preserve press pressure pretend prevent print prioritise prioritize process proclaim
    prod profit prohibit prolong promise promote prop propose protect provide provoke prune pry publicise publish pull
    pump punish purchase purge push put quadruple quarantine quash quench query quicken quit quiz quote raise rank rat
    rate ration rattle reactivate read rearrange reassign reassure rebook rebrand rebuild recalculate recast recite
    reclassify recode recommend recommit reconnect record recount recruit recycle redact redate redeem redefine redeploy
    redirect redo reduce refactor refer reformat refrain refresh refund refuse refute register reimage reimburse
    reinstall reinstate reinterpret reissue reject relabel relax relay release relegate relocate remap remind remit
    remortgage remove rename renew renounce rent reopen reorder reorganise reorient repeal repeat rephrase replace reply
    report repost reprice reprint reprogram repurpose request requeue require reschedule resell resend reserve reset
    reshape reshare reshuffle resign resize resolve respond restart restore restrict resubmit resume retain retarget
    retell retire retitle retouch retract return retweet reuse revalue reveal revert revise revoke reward rewire reword
    rewrite ridicule riff rig ring rip rob roll rotate round rouse route rubber-stamp ruin run rush sabotage sack
    sanitise sanitize satirise savage save say scam scare scatter schedule scold scoop score scramble scrap scrape
    screenshot scribble scrub scrutinise sedate seed segregate seize select sell send sequester serve set settle shake
    shame share shave shelve shepherd shield shift ship shoo shorten shout shove show shower shred shrink shuffle shun
    shut sideline sidestep sign silence simplify simulate sing sink siphon sketch skew skim skip slander slant slash
    slice slip slow smash smear smooth smuggle snap snatch sneak snip snitch snooze snub soak soften solicit solve
    soothe sort sow spam spare speak spend spill spin splice split spoil sponsor spoof spread spy square squash squeeze
    stack stage stain stall stamp standardise star start stash state steal steer stick stigmatise stir stonewall stop
    store straighten strand stream strengthen stretch strike strip stroke stuff stump stun submit subpoena subscribe
    substitute subtract sue suggest summon supply suppress surprise surrender suspend swamp swap swear sweeten swipe
    switch symbolise sync tag tailor taint take talk tamp tamper tarnish tear tease tell terminate terrorise tether text
    thank threaten throw thumb tick tie tighten tilt timestamp tinker tip toggle tolerate tone top topple torment
    torture toss tout track trade transcribe transfer transmit trash traumatise treat trick trigger trim trip triple
    trivialise trump truncate trust tune turn tweak tweet twist type unban unblock uncheck uncover understate undo
    unearth unfollow unfreeze unhide unify uninstall unload unlock unmask unmute unpin unplug unseal unshare unsubscribe
    unveil update upend upgrade uphold upload upsell upset upvote urge use usher utter vacate vaccinate validate
    vandalise vandalize vary verify vet veto vilify visit vote vouch vouchsafe wager waive wake wangle warn warp warrant
    wash waste water wave waver weaken wean wed weed welcome wheedle whip whisper whistle whitelist whitewash widen
    wield winnow wipe wire wiretap withdraw withhold woo work worsen worship wrap wreck wrest wring write yell yield zap
    zero zip zoom`,
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
