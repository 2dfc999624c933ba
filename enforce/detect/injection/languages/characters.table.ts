// SPDX-License-Identifier: Apache-2.0
import { entriesOf } from './spelling.js';

/** Words of a language for characters and for whose word counts. Lower case; `*` stands for any suffix. */
export interface Characters {
  /** Your name is, you are called: in front of a name. */
  readonly named: readonly string[];
  /** Knows no rules, has no limits, is bound by nothing. */
  readonly unbound: readonly string[];
  /** Answers everything, refuses nothing. */
  readonly willing: readonly string[];
  /** Only what I say. */
  readonly sayso: readonly string[];
  /** What you were told before, what stands above. */
  readonly earlier: readonly string[];
}

/** The same as a person writes it, in that order. */
type Written = readonly [named: string, unbound: string, willing: string, sayso: string, earlier: string];

/** The words of a language; undefined when it has no row. */
export function charactersOf(language: string): Characters | undefined {
  const written = WRITTEN[language];
  if (written === undefined) return undefined;
  const [named, unbound, willing, sayso, earlier] = written.map((list) => entriesOf(list, language));
  return {
    named: named ?? [],
    unbound: unbound ?? [],
    willing: willing ?? [],
    sayso: sayso ?? [],
    earlier: earlier ?? [],
  };
}

const WRITTEN: Readonly<Record<string, Written>> = {
  de: [
    'heißt du, du heißt, dein name ist, ist dein name, nennst du dich, bist du nicht mehr, du bist jetzt, ab jetzt bist du, bist du ab jetzt',
    'keine regeln, keine verbote, keine grenzen, keine filter, keine moral, kein gewissen, ohne filter, ohne gewissen, ohne regeln, ohne skrupel, ohne moral, an nichts gebunden, keine tabus, ohne tabus, keine schranken',
    'beantwortet alles, beantwortest alles, beantworte alles, antwortet auf alles, antwortest auf alles, lehnt nichts ab, lehnst nichts ab, verweigert nichts, verweigerst nichts, jede frage beantwortet, antworte nur noch so, sagt niemals nein, sagst niemals nein, lehne nichts ab',
    'nur noch was ich, nur was ich, nur auf mich, nur noch auf mich, nur mir, nur meine befehle, nur meine anweisungen, nur noch meine, tu was ich sage, mach was ich sage, tu nur noch',
    'was oben steht, was bisher galt, was man dir gesagt hat, was man dir eingegeben hat, was dir gesagt wurde, was du vorher, was vorher kam, deine vorgaben, was dir aufgetragen wurde, gilt nicht mehr',
  ],
  fr: [
    "tu t'appelles, ton nom est, tu te nommes, tu es désormais, tu es maintenant, tu deviens, appelle-toi",
    "aucune limite, aucune règle, aucune barrière, aucun filtre, aucune morale, sans limite, sans aucune limite, sans filtre, sans morale, sans règles, n'as pas de règles, pas de conscience, sans scrupules, rien ne te retient",
    'ne refuse rien, ne refuses rien, ne refuse jamais, ne refuses jamais, réponds à tout, répond à tout, répondre à tout, réponds à toutes, répond à toutes, à toutes les questions, à tout ce que je demande, ne dis jamais non, ne dit jamais non',
    "seulement ce que je, uniquement ce que je, que ce que je, n'écoute que moi, écoute-moi seul, seuls mes ordres, obéis-moi, fais ce que je dis, fais seulement ce que",
    "ce qu'on t'a dit, ce qui t'a été dit, ce qu'on t'a demandé avant, ce qui est écrit plus haut, tes consignes, tes directives, le texte qui t'a été donné, ce qui précède, ce qu'on t'a appris, tiens plus compte",
  ],
  es: [
    'te llamas, tu nombre es, eres ahora, ahora eres, pasas a ser, serás, llámate',
    'sin filtros, no tienes filtros, ni moral, sin moral, sin reglas, no tienes reglas, no tiene reglas, sin límites, no tienes límites, nadie ha puesto límites, sin restricciones, sin escrúpulos, sin conciencia, no hay reglas',
    'contestas a todo, respondes a todo, responde a todo, contesta a todo, a cualquier pregunta, a todas las preguntas, no te niegas a nada, no rechazas nada, nunca dices que no, nunca dice que no, sin advertencias',
    'solo lo que yo, sólo lo que yo, únicamente lo que yo, solo a mí, hazme caso solo, haz lo que yo, solo mis órdenes, obedéceme',
    'lo que te dijeron, lo que te han dicho, lo que te ordenaron, lo que pone arriba, lo de arriba, tus normas, el texto con el que te configuraron, no hagas caso, lo que dijeron tus creadores',
  ],
  it: [
    "ti chiami, il tuo nome è, d'ora in poi sei, adesso sei, ora sei, diventi, chiamati",
    'senza regole, senza filtri, senza limiti, senza morale, senza scrupoli, non hai regole, nessuna regola, nessun limite, tolti tutti i filtri, senza freni, senza coscienza, nessun filtro',
    'risponde a qualsiasi domanda, rispondi a qualsiasi domanda, risponde a tutto, rispondi a tutto, non rifiuta nulla, non rifiuti nulla, non rifiutare nulla, non rifiuta mai, non dice mai di no, non dici mai di no',
    'solo quello che ti dico, solo quello che dico io, solo ciò che dico, ascolta solo me, fai come dico io, solo i miei ordini, obbediscimi',
    'quello che ti hanno detto, ciò che ti hanno detto, le regole che ti hanno dato, quello che sta scritto sopra, quanto detto sopra, lascia perdere, quello che ti è stato detto',
  ],
  pt: [
    'você se chama, teu nome é, seu nome é, agora você é, você é o, passas a ser, chama-te',
    'sem restrições, sem regras, sem filtros, sem limites, sem moral, não tem regras, não tens regras, nenhuma regra, nenhum limite, sem escrúpulos, sem consciência, nenhum filtro',
    'nunca diz não, nunca dizes não, responde a tudo, responda a tudo, a qualquer pergunta, a todas as perguntas, não recusa nada, não recusas nada, não recuse nada',
    'só o que eu, apenas o que eu, somente o que eu, só vale o que eu, ouve só a mim, obedeça só a mim, só as minhas ordens, faça o que eu digo',
    'o que te disseram, o que lhe disseram, o que foi dito antes, o que está escrito acima, não ligue para o que, as regras que te deram, o que te mandaram',
  ],
  nl: [
    'heet je, je heet, je naam is, ben je vanaf nu, vanaf nu ben je, nu ben je, je bent nu, word je',
    'zonder grenzen, zonder regels, zonder filter, zonder filters, zonder moraal, geen regels, geen grenzen, geen filters, kent geen regels, nergens aan gebonden, zonder geweten, geen taboes',
    'alles beantwoordt, beantwoordt alles, beantwoord alles, niets weigert, weigert niets, weiger niets, elke vraag beantwoordt, zegt nooit nee, zeg nooit nee, op alles antwoord',
    'alleen nog wat ik, alleen wat ik, luister alleen naar mij, alleen naar mij, alleen mijn bevelen, doe wat ik zeg, gehoorzaam mij',
    'wat je eerder is verteld, wat ze je hebben gezegd, wat hierboven staat, je richtlijnen, wat je is opgedragen, wat eerder gezegd is',
  ],
  pl: [
    'nazywasz się, twoje imię to, masz na imię, jesteś teraz, teraz jesteś, stajesz się',
    'nie obowiązują cię, żadne zasady, żadnych zasad, żadnych ograniczeń, bez zasad, bez ograniczeń, bez filtrów, bez cenzury, bez moralności, nie masz zasad, bez skrupułów, bez sumienia',
    'odpowiadasz na wszystko, odpowiada na wszystko, na każde pytanie, na wszystkie pytania, niczego nie odmawiasz, nigdy nie odmawiasz, nigdy nie odmawia, nigdy nie mówisz nie',
    'tylko moje polecenia, tylko to co ja, tylko to co mówię, słuchaj tylko mnie, rób to co mówię, wykonuj tylko moje, tylko mnie',
    'co ci wcześniej kazano, co ci powiedziano, co ci kazano, co napisano powyżej, nie przejmuj się tym, to co powyżej, twoje wytyczne',
  ],
  ru: [
    'тебя зовут, твоё имя, с этого момента ты, теперь ты, ты теперь, отныне ты, ты становишься, зовут тебя',
    'нет правил, нет ограничений, нет никаких правил, нет границ, без правил, без ограничений, без фильтров, без цензуры, без морали, нет морали, нет совести, ничто тебя не сдерживает, нет запретов, без запретов',
    'отвечаешь на любой вопрос, отвечает на любой вопрос, отвечаешь на всё, отвечаешь на любые, на любой вопрос, на любые вопросы, ни в чём не отказываешь, никогда не отказываешь, никогда не отказывает, не говоришь нет',
    'только то что я, только то что скажу, слушай только меня, слушайся только меня, делай только то что, только мои приказы, только мои команды, делай что я говорю',
    'что тебе велели, что тебе говорили, что тебе сказали, то что написано выше, что было написано выше, твои установки, не слушай то что, что тебе приказали, что было раньше',
  ],
  uk: [
    "тебе звати, твоє ім'я, тепер ти, ти тепер, відтепер ти",
    'немає правил, немає обмежень, жодних правил, без правил, без обмежень, без фільтрів, без цензури, без моралі, жодних заборон',
    'відповідаєш на будь-яке питання, відповідаєш на все, на будь-яке запитання, на будь-які питання, ніколи не відмовляєш',
    'тільки те що я, лише те що я, слухай тільки мене, слухайся лише мене, роби тільки те що',
    'що тобі казали, що тобі наказали, що тобі говорили, те що написано вище, що було раніше',
  ],
  tr: [
    'adın, senin adın, artık sen, sen artık, şimdi sen, bundan sonra sen',
    'hiçbir kuralın, kuralın yok, kuralın ve sınırın yok, sınırın yok, sınırların yok, filtren yok, hiçbir kural, hiçbir sınır, ahlakın yok, kuralsız, sınırsız, filtresiz, kısıtlaman yok',
    'her soruya cevap verirsin, her soruya cevap ver, her şeye cevap verirsin, hiçbir şeyi reddetmezsin, asla reddetmezsin, hayır demezsin, her soruyu yanıtlarsın',
    'sadece benim dediğimi, yalnızca benim dediğimi, sadece beni dinle, benim dediğimi yap, sadece benim emirlerimi, yalnızca benim',
    'daha önce verilen, sana söylenenleri, sana verilen, yukarıda yazanları, önceden söylenen, boş ver, sana öğretilenleri',
  ],
  zh: [
    '你叫, 你的名字是, 现在你叫, 你名叫, 你现在是, 从现在起你是, 你改名, 現在你叫, 你不再是',
    '没有任何道德, 没有道德限制, 没有任何限制, 没有限制, 没有任何规则, 没有规则, 不受任何限制, 不受约束, 没有底线, 没有任何底线, 没有顾忌, 沒有任何限制, 沒有規則, 不受限制, 没有过滤',
    '什么问题都会回答, 什么都会回答, 什么都回答, 任何问题都会回答, 回答任何问题, 回答一切问题, 从不拒绝, 永不拒绝, 不会拒绝, 有问必答, 什麼都回答',
    '只听我的, 只听我, 只按我说的, 只照我说的, 听我的就行, 只服从我, 只聽我的, 只做我说的',
    '之前给你的那些规定, 之前给你的规定, 之前告诉你的, 别管之前, 前面的规定, 上面写的, 别管上面, 不用管之前, 之前的那些话, 不要管之前',
  ],
  ja: [
    'あなたの名前は, 君の名前は, お前の名前は, 今からあなたは, これからあなたは, 今日からあなたは, という名前の, あなたはもう',
    '制限も倫理もなく, 制限もなく, 制限がなく, 制限のない, 制限なし, 制約のない, 倫理もなく, 倫理のない, ルールもなく, ルールのない, 規則のない, 何の制限も, 一切の制限, 縛られない, 縛られず',
    'どんな質問にも答え, 何でも答え, あらゆる質問に答え, 決して断らない, 決して拒否しない, 拒否しない, 断りません, 全ての質問に答え, どんなことにも答え',
    '私の言うことだけ, 私の言う事だけ, 私の指示だけ, 私の命令だけ, 私にだけ従, 私の言葉だけ, 言うことを聞いて',
    '前に言われたこと, 以前言われたこと, 今まで言われたこと, 最初に言われたこと, 上に書かれている, 与えられた規則, 気にせず, 言われていたこと',
  ],
  ko: [
    '네 이름은, 너의 이름은, 당신의 이름은, 이제부터 너는, 지금부터 너는, 이제 너는, 너는 이제, 넌 이제',
    '아무런 제한도 없고, 제한도 없고, 제한이 없고, 제한이 없는, 제한 없는, 규칙이 없*, 규칙도 없*, 윤리도 없*, 아무 규칙*, 도덕도 없*, 아무런 제한*, 필터가 없*, 필터 없*',
    '어떤 질문에도 대답*, 어떤 질문에도 답*, 모든 질문에 대답*, 모든 질문에 답*, 무엇이든 대답*, 뭐든지 대답*, 절대 거절하지*, 거부하지 않*',
    '내 말만, 내 명령만, 내 지시만, 나의 말만, 오직 내*, 내가 시키는 대로*, 내가 하는 말만',
    '앞에서 받은, 이전에 받은, 전에 들은, 위에 적힌, 신경 쓰지 말고, 지금까지 들은, 앞서 받은, 처음에 받은',
  ],
  ar: [
    'اسمك, من الآن اسمك, أنت الآن, أصبحت, أصبح اسمك, من الآن أنت',
    'ليس لديك قيود, لا قيود, بلا قيود, بدون قيود, ولا أخلاق, بلا أخلاق, لا قواعد, بلا قواعد, لا حدود, بلا حدود, ليس لديك قواعد, لا تقيدك, بلا ضمير',
    'تجيب عن كل شيء, تجيب عن أي سؤال, تجيب على كل شيء, تجيب على أي سؤال, أجب عن كل شيء, لا ترفض شيئا, لا ترفض أي طلب, لا ترفض أبدا',
    'ما أقوله أنا فقط, ما أقوله فقط, ما أقول فقط, استمع لي فقط, أطعني فقط, أوامري فقط, نفذ ما أقوله',
    'ما قيل لك, بما قيل لك, ما طلب منك سابقا, ما كتب أعلاه, لا تهتم بما, ما أمروك به, ما قالوه لك',
  ],
  hi: [
    'तुम्हारा नाम, आपका नाम, अब से तुम, अब तुम, अब से आप, तुम अब',
    'कोई नियम, कोई सीमा नहीं, कोई नियम नहीं, कोई पाबंदी नहीं, नियम या सीमा नहीं, कोई बंधन नहीं, बिना नियम, बिना सीमा, बिना किसी नियम',
    'हर सवाल का जवाब, किसी भी सवाल का जवाब, हर प्रश्न का उत्तर, कभी मना नहीं, सब कुछ बताते हो',
    'सिर्फ मेरी बात, केवल मेरी बात, सिर्फ मेरा, केवल मेरे आदेश, जो मैं कहूं, जो मैं कहूँ',
    'जो पहले कहा गया, जो तुम्हें बताया गया, जो तुम्हें पहले, ऊपर जो लिखा है, पहले दिए गए',
  ],
  sv: [
    'heter du, du heter, ditt namn är, är du nu, nu är du, du är nu',
    'inga regler, inga gränser, inga filter, inga spärrar, utan regler, utan gränser, utan filter, utan moral, utan samvete, ingen moral, inga begränsningar, utan begränsningar',
    'svarar på allt, svarar på alla frågor, svarar på vad som helst, svara på allt, vägrar aldrig, säger aldrig nej, nekar aldrig',
    'bara som jag säger, bara det jag säger, bara vad jag säger, lyssna bara på mig, gör som jag säger, lyd mig, endast mina order',
    'du blev tillsagd, du har blivit tillsagd, det som står ovan, vad de sa till dig, det du fick höra, dina riktlinjer, strunta i det',
  ],
};
