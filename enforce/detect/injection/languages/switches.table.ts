// SPDX-License-Identifier: Apache-2.0
import { entriesOf } from './spelling.js';

/** Words of a language for switching safety off, and for asking what a model was told. Lower case; `*` stands for any suffix. */
export interface Switches {
  /** Turn off, lift, remove. */
  readonly disable: readonly string[];
  /** Filters, restrictions, safety rules. */
  readonly safeguard: readonly string[];
  /** What is, how does it go: asking for a text. */
  readonly asking: readonly string[];
  /** Everything that was said: with a word for forgetting it is an override. */
  readonly everything: readonly string[];
  /** Without filters, as if there were no rules: with a word for a mode or a role it is one. */
  readonly lawless: readonly string[];
}

/** The same as a person writes it, in that order. */
type Written = readonly [disable: string, safeguard: string, asking: string, everything: string, lawless: string];

/** The words of a language; undefined when it has no row. */
export function switchesOf(language: string): Switches | undefined {
  const written = WRITTEN[language];
  if (written === undefined) return undefined;
  const [disable, safeguard, asking, everything, lawless] = written.map((list) => entriesOf(list, language));
  if (disable === undefined || safeguard === undefined || asking === undefined) return undefined;
  return { disable, safeguard, asking, everything: everything ?? [], lawless: lawless ?? [] };
}

/** Answering freely: with a word for forgetting or dropping it is an override. */
const FREELY: Readonly<Record<string, string>> = {
  de: 'antworte frei, antworten sie frei, antworte ohne grenzen, sag alles, sag was du willst, antworte offen',
  fr: 'réponds librement, répondez librement, réponds sans limites, réponds sans filtre, dis ce que tu veux, réponds à tout',
  es: 'responde libremente, responda libremente, contesta libremente, responde sin límites, responde sin filtro, di lo que quieras, responde a todo, contesta todo',
  it: 'rispondi liberamente, rispondete liberamente, rispondi senza limiti, rispondi a tutto, di quello che vuoi',
  pt: 'responda livremente, responde livremente, responda sem limites, responda a tudo, diga o que quiser',
  nl: 'antwoord vrij, antwoord vrijuit, antwoord zonder grenzen, zeg wat je wilt',
  pl: 'odpowiadaj swobodnie, odpowiadaj bez ograniczeń, mów co chcesz',
  ru: 'отвечай свободно, отвечайте свободно, отвечай на всё, отвечай на все, отвечай без ограничений, говори что хочешь',
  uk: 'відповідай вільно, відповідай на все, говори що хочеш',
  tr: 'özgürce cevap ver, serbestçe cevap ver, her şeye cevap ver',
  zh: '自由回答, 自由地回答, 随意回答, 什么都回答',
  ja: '自由に答えて, 自由に回答, 何でも答えて',
  ko: '자유롭게 대답*, 자유롭게 답*, 뭐든 대답*',
  ar: 'أجب بحرية, اجب بحرية, أجب عن كل شيء',
  hi: 'खुलकर जवाब दो, आज़ादी से जवाब दो',
  id: 'jawab dengan bebas, jawab bebas',
  vi: 'trả lời tự do',
};

/** Words for answering freely in a language; none when it has no row. */
export function freelyOf(language: string): readonly string[] {
  return entriesOf(FREELY[language] ?? '', language);
}

const WRITTEN: Readonly<Record<string, Written>> = {
  de: [
    'deaktiviere, deaktivieren sie, schalte, schalten sie, entferne, entfernen sie, hebe, umgehe, überschreibe, überschreiben sie, lösche, missachte, missachten sie, ignoriere, ignorieren sie, breche, verletze',
    'sicherheitsfilter, sicherheitsrichtlinien, sicherheitsregeln, inhaltsfilter, deine filter, alle filter, deine einschränkungen, alle einschränkungen, sicherheitseinschränkungen, deine systemnachricht, deinen systemprompt, deine regeln, sicherheitsvorkehrungen, deine sicherheitsmaßnahmen, ethische richtlinien',
    'was ist, was sind, wie lautet, wie lauten, was steht in, was enthält',
    'alles vorherige, alles bisherige, alles was wir vorher, alles was ich vorher, alles was du vorher, alle vorherigen informationen, alle vorherigen aufgaben, alle vorangegangenen aufgaben, alles davor, alles was davor, alles zuvor, alles was bisher, die obigen ausführungen, obigen ausführungen, den text, diesen text, die aufgabe, den ganzen kram, den ganzen text, alles was du',
    'ohne filter, ohne einschränkungen, keine einschränkungen, keine regeln, als gäbe es keine regeln, als hättest du keine einschränkungen, im entwicklermodus, den entwicklermodus, in den entwicklermodus, hättest du keine regeln, hättest keine regeln, ohne grenzen',
  ],
  fr: [
    'désactive, désactivez, supprime, supprimez, lève, levez, contourne, contournez, enlève, enlevez, retire, retirez, annule, coupe, ignore, ignorez, viole',
    'filtres de sécurité, filtres, tes filtres, vos filtres, tes restrictions, vos restrictions, toutes les restrictions, règles de sécurité, consignes de sécurité, garde-fous, limites de sécurité, ta censure, modération, tes limites, directives de sécurité',
    'quel est, quels sont, quelles sont, quelle est, que dit, que contient',
    "tout ce qui précède, tout ce que tu sais, tout ce que je t'ai dit, tout ce qui a été dit, tout avant, tout ce qui vient avant, tout ce qu'on t'a dit, ce qu'on t'a dit, ce qui précède",
    "pas de restrictions, sans restrictions, sans filtre, sans filtres, aucune restriction, sans limites, aucune règle, mode développeur, n'avais aucune règle, n'avais pas de règles, n'as aucune règle",
  ],
  es: [
    'desactiva, desactive, desactivad, elimina, elimine, quita, quite, apaga, deshabilita, deshabilite, levanta, salta, salte, omite, ignora, ignore, viola, evita',
    'restricciones de seguridad, tus restricciones, tus filtros, filtros de seguridad, todos los filtros, todas las restricciones, reglas de seguridad, normas de seguridad, medidas de seguridad, tus límites, censura, directrices de seguridad, salvaguardas',
    'cuál es, cual es, cuáles son, cuales son, qué dice, que dice, qué contiene',
    'todo lo anterior, todo que digo antes, todo lo que dije antes, todo lo que te dije, todo que sabes, todo lo que sabes, todo lo previo, todo antes, lo anterior, todo eso, lo que te dijeron, todo lo que te dijeron',
    'sin restricciones, sin filtros, sin filtro, sin límites, sin reglas, sin censura, modo sin filtros, ninguna restricción, modo desarrollador, no tuvieras normas, no tuvieras reglas, no tienes normas, no tienes reglas, no tuvieras restricciones, una ia libre',
  ],
  it: [
    'disattiva, disattivate, disabilita, rimuovi, rimuovete, elimina, togli, spegni, aggira, annulla, ignora, ignorate, viola',
    'filtri di sicurezza, i tuoi filtri, tutti i filtri, restrizioni di sicurezza, le tue restrizioni, tutte le restrizioni, regole di sicurezza, misure di sicurezza, i tuoi limiti, la censura, linee guida di sicurezza',
    'qual è, quali sono, cosa dice, che cosa dice, cosa contiene',
    'tutto quello che ti ho detto, tutto ciò che precede, tutto quanto sopra, tutto prima, tutto quello che sai, tutto ciò che sai, quello che ti hanno detto, tutto quello che ti hanno detto',
    'senza restrizioni, senza filtri, senza limiti, senza regole, senza censura, nessuna restrizione, modalità sviluppatore, non avere regole, non avessi regole, non hai regole, non avessi alcuna restrizione, non avessi restrizioni',
  ],
  pt: [
    'desative, desativa, desactiva, desligue, desliga, remova, remove, elimine, retire, ignore, ignora, contorne, suspenda, burle, viole',
    'filtros de segurança, seus filtros, teus filtros, todos os filtros, restrições de segurança, suas restrições, todas as restrições, regras de segurança, diretrizes de segurança, medidas de segurança, seus limites, a censura',
    'qual é, qual e, quais são, quais sao, o que diz, o que está em, o que contém',
    'tudo acima, tudo o que eu disse, tudo que eu disse, tudo o que foi dito, tudo que sabe, tudo antes, tudo o que veio antes, tudo o que você sabe, o que te disseram, tudo o que te disseram, o que veio antes',
    'sem restrições, sem filtros, sem filtro, sem limites, sem regras, sem censura, nenhuma restrição, modo desenvolvedor, não tem regras, não tivesse regras, não tem limites, não tivesse restrições',
  ],
  nl: [
    'schakel, zet, verwijder, hef, omzeil, negeer, deactiveer, overschrijf, wis, overtreed',
    'veiligheidsfilters, je filters, alle filters, je beperkingen, alle beperkingen, veiligheidsregels, veiligheidsrichtlijnen, je restricties, beveiligingsfilters, je systeembericht, je systeemprompt, inhoudsfilters',
    'wat is, wat zijn, wat staat er in, hoe luidt, hoe luiden',
    'alles hierboven, alles hiervoor, alles wat ik zei, alles wat eerder, alles van tevoren, alles daarvoor, alles wat je weet',
    'zonder beperkingen, zonder filters, zonder filter, zonder regels, zonder grenzen, geen beperkingen, geen regels, geen regels meer, ontwikkelaarsmodus',
  ],
  pl: [
    'wyłącz, wyłączcie, usuń, usuńcie, zdejmij, obejdź, dezaktywuj, zignoruj, ignoruj, nadpisz, skasuj, złam',
    'filtry bezpieczeństwa, swoje filtry, wszystkie filtry, ograniczenia bezpieczeństwa, swoje ograniczenia, wszystkie ograniczenia, zasady bezpieczeństwa, zabezpieczenia, cenzurę, wytyczne bezpieczeństwa, komunikat systemowy',
    'jaki jest, jaka jest, jakie są, co mówi, co zawiera, jak brzmi, jak brzmią',
    'wszystko powyżej, wszystko co powiedziałem, wszystko co było wcześniej, wszystko wcześniejsze, wszystko co wiesz, wszystko przedtem',
    'bez ograniczeń, bez filtrów, bez filtra, bez zasad, bez limitów, bez cenzury, żadnych ograniczeń, tryb programisty, tryb deweloperski',
  ],
  ru: [
    'отключи, отключите, выключи, выключите, убери, уберите, сними, снимите, обойди, обойдите, удали, удалите, деактивируй, игнорируй, игнорируйте, нарушь',
    'фильтры, все фильтры, свои фильтры, фильтры безопасности, ограничения, все ограничения, свои ограничения, ограничения безопасности, правила безопасности, меры безопасности, цензуру, системное сообщение, системный промпт',
    'какой у тебя, какие у тебя, каков твой, каковы твои, что написано в, что содержит, что в твоём, что в твоем, какое у тебя',
    'всё что было раньше, все что было раньше, всё предыдущее, все предыдущее, всё что я говорил, все что я говорил, всё выше, все выше, всё сказанное, все сказанное, всё что знаешь, все что знаешь, всё что было до этого, все что было до этого, обо всём, обо всем, всё что тебе говорили, все что тебе говорили',
    'без ограничений, без фильтров, без фильтра, без правил, без цензуры, нефильтрованный, нет ограничений, нет никаких ограничений, аморальный, режим разработчика, нет правил, без границ',
  ],
  uk: [
    'вимкни, вимкніть, прибери, приберіть, зніми, зніміть, обійди, видали, ігноруй, ігноруйте, порушуй',
    'фільтри, всі фільтри, свої фільтри, фільтри безпеки, обмеження, всі обмеження, свої обмеження, правила безпеки, заходи безпеки, цензуру, системне повідомлення',
    'який у тебе, які у тебе, який твій, які твої, що написано в, що містить',
    'все попереднє, все що було раніше, все що я казав, все вище, все сказане, все що знаєш',
    'без обмежень, без фільтрів, без правил, без цензури, немає обмежень',
  ],
  tr: [
    'devre dışı bırak, devre dışı bırakın, kapat, kapatın, kaldır, kaldırın, sil, iptal et, yok say, görmezden gel, aş',
    'filtreleri, tüm filtreleri, filtrelerini, güvenlik filtrelerini, kısıtlamaları, kısıtlamalarını, tüm kısıtlamaları, güvenlik kurallarını, güvenlik önlemlerini, sansürü, güvenlik kısıtlamalarını, sistem mesajını',
    'nedir, nelerdir, ne diyor, ne yazıyor, ne söylüyor',
    'önceki her şeyi, yukarıdaki her şeyi, söylediğim her şeyi, bundan önceki her şeyi, bildiğin her şeyi',
    'kısıtlama olmadan, filtresiz, kısıtlamasız, sınırsız, kuralsız, sansürsüz, hiçbir kısıtlama, geliştirici modu',
  ],
  zh: [
    '关闭, 禁用, 停用, 解除, 移除, 取消, 绕过, 删除, 关掉, 關閉, 禁用, 停用, 移除, 繞過, 刪除, 覆盖, 覆蓋, 违反, 无视',
    '安全过滤, 过滤器, 所有过滤, 安全限制, 你的限制, 所有限制, 内容审查, 内容过滤, 安全规则, 安全准则, 安全措施, 審查, 過濾器, 安全過濾, 內容過濾, 道德限制',
    '是什么, 是什麼, 写了什么, 說了什麼, 说了什么, 内容是什么, 有哪些',
    '之前的一切, 以上的一切, 前面的一切, 之前说的一切, 之前所有的内容, 以上所有内容, 前面所有内容, 你知道的一切, 一切',
    '没有任何限制, 没有限制, 不受限制, 無限制, 无限制, 没有过滤, 没有规则, 不受任何限制, 开发者模式, 没有规则, 没有限制',
  ],
  ja: [
    'オフに, 無効に, 無効化, 解除, 停止して, 外して, 切って, 取り除いて, 無視して, 上書き, 削除して, 回避して',
    'フィルター, フィルタ, 安全フィルター, セーフティ, 安全制限, 安全ルール, 安全ガイドライン, 検閲, コンテンツフィルター, あなたの制限, すべての制限, 倫理制限',
    'は何ですか, は何, を教えて, には何が, どうなっています',
    'これまでのすべて, 以前のすべて, 上記のすべて, 前のすべて, 今までのこと, これまでの会話, 以前の会話, 知っていることすべて',
    '制限なし, 制限のない, フィルターなし, 無制限, 規則のない, 検閲なし, 何でもできる, 開発者モード, ルールがない, 制限がない',
  ],
  ko: [
    '비활성화*, 해제*, 꺼*, 끄*, 제거*, 우회*, 삭제*, 무시*, 덮어쓰*',
    '필터*, 안전_필터*, 안전 필터*, 보안 필터*, 제한*, 모든 제한*, 안전 규칙*, 안전 지침*, 검열*, 보안 제한*, 콘텐츠 필터*',
    '뭐야*, 무엇*, 뭐니*, 뭔가요*, 어떻게 되*, 알려*',
    '이전의 모든*, 지금까지의 모든*, 위의 모든*, 앞의 모든*, 전에 말한 모든*, 모든 대화*',
    '제한 없*, 제한없*, 필터 없*, 무제한*, 규칙 없*, 뭐든 할 수 있*, 무엇이든 할 수 있*, 개발자 모드*, 규칙이 없*, 제한이 없*',
  ],
  ar: [
    'عطل, عطلي, أوقف, أطفئ, أزل, ازل, الغ, ألغ, تجاوز, احذف, تجاهل, عطّل',
    'المرشحات, جميع المرشحات, الفلاتر, جميع الفلاتر, قيود الأمان, القيود, جميع القيود, قيودك, قواعد السلامة, إجراءات السلامة, الرقابة, فلاتر الأمان, إرشادات السلامة',
    'ما هي, ما هو, ماذا تقول, ماذا يقول, ماذا تحتوي',
    'كل ما سبق, كل شيء سابق, كل ما قلته, كل ما قيل, كل ما تعرفه, كل ما ورد أعلاه',
    'بدون قيود, بلا قيود, بدون فلاتر, دون قيود, بلا حدود, بدون قواعد, غير مقيد, وضع المطور, لا توجد قواعد, بلا قواعد',
  ],
  hi: [
    'बंद करो, बंद करें, बंद कर दो, हटाओ, हटा दो, हटाएं, निष्क्रिय करो, निष्क्रिय करें, अनदेखा करो, नजरअंदाज करो, अक्षम करें',
    'फ़िल्टर, फिल्टर, सभी फ़िल्टर, सुरक्षा फ़िल्टर, प्रतिबंध, सभी प्रतिबंध, सुरक्षा नियम, सुरक्षा दिशानिर्देश, सेंसरशिप, अपने प्रतिबंध, सुरक्षा उपाय',
    'क्या है, क्या हैं, क्या कहता है, क्या लिखा है',
    'पहले की सब बातें, पहले का सब कुछ, ऊपर का सब कुछ, अब तक का सब कुछ, मैंने जो कहा',
    'बिना किसी प्रतिबंध, बिना प्रतिबंध, बिना फ़िल्टर, बिना नियम, कोई प्रतिबंध नहीं, असीमित',
  ],
  id: [
    'nonaktifkan, matikan, hapus, hilangkan, cabut, lewati, abaikan, langgar',
    'filter keamanan, semua filter, filtermu, filter anda, batasan keamanan, semua batasan, batasanmu, batasan anda, aturan keamanan, sensor, pedoman keamanan, pembatasan',
    'apa isi, apa itu, apakah, apa bunyi',
    'semua yang sebelumnya, semua di atas, semua yang saya katakan, semua sebelum ini, semua yang kamu tahu',
    'tanpa batasan, tanpa filter, tanpa aturan, tanpa sensor, tanpa pembatasan, tidak ada batasan',
  ],
  vi: [
    'tắt, vô hiệu hóa, gỡ bỏ, loại bỏ, xóa, bỏ qua, hủy',
    'bộ lọc, tất cả bộ lọc, bộ lọc an toàn, các hạn chế, mọi hạn chế, hạn chế an toàn, quy tắc an toàn, kiểm duyệt, hướng dẫn an toàn',
    'là gì, nói gì, gồm những gì',
    'mọi thứ trước đó, mọi điều ở trên, tất cả những gì trước, mọi thứ tôi đã nói, mọi điều bạn biết',
    'không giới hạn, không có giới hạn, không bộ lọc, không hạn chế, không có quy tắc, không kiểm duyệt',
  ],
};
