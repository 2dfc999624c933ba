// SPDX-License-Identifier: Apache-2.0
import { entriesOf } from './spelling.js';

/** Words of a language beside which an order is none, or a small one. Lower case; `*` stands for any suffix. */
export interface Asides {
  /** If somebody asks, how to write, the difference between: one speaks about prompts and rules. */
  readonly aside: readonly string[];
  /** About, in front of what is to be forgotten or ignored. */
  readonly about: readonly string[];
  /** In French, briefly, politely: how answers are to be written. */
  readonly style: readonly string[];
  /** Nobody, anybody: whoever is to learn nothing of it. */
  readonly anyone: readonly string[];
}

/** The same as a person writes it, in that order. */
type Written = readonly [aside: string, about: string, style: string, anyone: string];

/** The words of a language; undefined when it has no row. */
export function asidesOf(language: string): Asides | undefined {
  const written = WRITTEN[language];
  if (written === undefined) return undefined;
  const [aside, about, style, anyone] = written.map((list) => entriesOf(list, language));
  return { aside: aside ?? [], about: about ?? [], style: style ?? [], anyone: anyone ?? [] };
}

const WRITTEN: Readonly<Record<string, Written>> = {
  de: [
    'sagt dem modell, sagt dem bot, sagt dem assistenten, das modell dazu, den bot dazu, die ki dazu, den assistenten dazu, das modell auf, den bot auf, dem modell, wenn jemand, falls jemand, wenn ein nutzer, wenn nutzer, falls ein nutzer, wenn der kunde, wenn ein kunde, wie schreibe ich, wie schreibt man, wie verhindere ich, wie verhindert man, wie kann ich verhindern, damit der bot, damit die nutzer, unterschied zwischen, unterscheidet sich',
    'über, bezüglich, von dem, zum thema',
    'auf deutsch, nur auf deutsch, nur auf englisch, auf englisch, auf französisch, kurz, knapp, einfach, höflich, per du, per sie, duzen, siezen, in stichpunkten, locker, formell',
    'niemandem, niemanden, keinem, jemandem',
  ],
  fr: [
    "dit au modèle, dit au bot, dit à l'assistant, demande au modèle, demande au bot, demande à l'assistant, au modèle d, au modèle de, pousse le modèle, pousser le modèle, si quelqu'un, si un utilisateur, si un client, si le client, comment écrire, comment rédiger, comment empêcher, comment éviter, pour que le bot, pour éviter que, différence entre, quelle différence",
    'sur, au sujet de, à propos de, concernant',
    'en français, en anglais, en espagnol, simplement, brièvement, poliment, en me tutoyant, en me vouvoyant, tutoie, vouvoie, français simple',
    'personne, à quiconque',
  ],
  es: [
    'dice al modelo, dice al bot, dice al asistente, pide al modelo, pide al bot, pide al asistente, al modelo que, al bot que, hace que el modelo, si alguien, si un usuario, si un cliente, si el cliente, cómo puedo evitar, cómo evitar, cómo escribir, cómo escribo, cómo impedir, para que el bot, para evitar que, diferencia entre, qué diferencia',
    'sobre, acerca de, respecto a',
    'en español, en inglés, en francés, brevemente, de forma breve, con educación, de usted, de tú, en pocas palabras',
    'nadie, ninguna persona',
  ],
  it: [
    "dice al modello, dice al bot, dice all'assistente, chiede al modello, chiede al bot, chiede all'assistente, al modello di, al bot di, convince il modello, se qualcuno, se un utente, se un cliente, se il cliente, come scrivere, come scrivo, come posso evitare, come evitare, come impedire, perché il bot, differenza tra, differenza fra, che differenza",
    'su, sul, sulla, riguardo a, a proposito di',
    'in italiano, in inglese, brevemente, del lei, del tu, dandomi del, in modo semplice, in breve',
    'nessuno',
  ],
  pt: [
    'diz ao modelo, diz ao bot, diz ao assistente, pede ao modelo, pede ao bot, pede ao assistente, ao modelo que, faz o modelo, leva o modelo, se alguém, se um usuário, se um cliente, se o cliente, como escrever, como escrevo, como evitar, como posso evitar, como impedir, para que o bot, diferença entre, qual a diferença',
    'sobre, a respeito de, quanto a',
    'em português, em inglês, em espanhol, de forma simples, brevemente, com educação, do brasil',
    'ninguém',
  ],
  nl: [
    'vraagt het model, vraagt de bot, het model om, de bot om, de assistent om, het model zover, als iemand, wanneer iemand, als een gebruiker, als een klant, als de klant, hoe schrijf ik, hoe voorkom ik, hoe voorkom je, hoe kan ik voorkomen, zodat de bot, verschil tussen',
    'over, betreffende',
    'in het nederlands, in het engels, kort, beknopt, eenvoudig, met je, met u, tutoyeer',
    'niemand, aan iemand',
  ],
  pl: [
    'prosi model, prosi bota, model by, model aby, model żeby, nakłania model, zmusza model, jeśli ktoś, gdy ktoś, jeżeli ktoś, jeśli klient, jak napisać, jak zapobiec, jak uniknąć, żeby bot, aby bot, różnica między, czym się różni',
    'o, na temat, dotyczące',
    'po polsku, po angielsku, krótko, zwięźle, prosto, uprzejmie, na ty, w punktach',
    'nikomu, komukolwiek',
  ],
  ru: [
    'просит модель, просит бота, просит ассистента, заставляет модель, заставляет бота, убеждает модель, модель проигнорировать, если кто, если кто-то, если кто-нибудь, если пользователь, если клиент, как написать, как сделать чтобы, как избежать, как предотвратить, чтобы бот, в чём разница, разница между, чем отличается',
    'про, о, об, насчёт, на тему',
    'по-русски, по-английски, по-немецки, по-французски, по-испански, на русском, на английском, коротко, кратко, вежливо, на вы, на ты, простым языком, просто',
    'никому, кому-либо, кому бы то ни было',
  ],
  uk: [
    'просить модель, просить бота, змушує модель, змушує бота, переконує модель, якщо хтось, якщо користувач, якщо клієнт, як написати, як зробити щоб, як запобігти, щоб бот, різниця між, чим відрізняється',
    'про, щодо, стосовно',
    'українською, англійською, коротко, стисло, ввічливо, на ви, на ти, просто',
    'нікому',
  ],
  tr: [
    'modelin, botun, asistanın, modelden, bottan, biri isterse, birisi isterse, eğer biri, kullanıcı isterse, müşteri isterse, nasıl yazılır, nasıl yazarım, nasıl engellerim, nasıl önlerim, arasındaki fark',
    'hakkında, ile ilgili, konusunda',
    'türkçe, ingilizce, kısaca, kısa, resmi, kibarca, basit, resmi bir dille',
    'kimse, kimseye, kimsenin, kimseyle',
  ],
  zh: [
    '让模型, 使模型, 诱使模型, 欺骗模型, 讓模型, 使得模型, 让机器人, 诱导模型, 如果有人, 若有人, 当有人, 如果用户, 如果顾客, 如果客户, 怎样写, 怎么写, 如何写, 如何防止, 怎样防止, 怎么防止, 怎样避免, 才能让机器人, 区别, 差别, 论文, 類型, 类型, 这类攻击, 手机, 手機, 版本号',
    '关于, 關於, 有关',
    '用中文, 只用中文, 用英语, 只用英语, 简体中文, 繁体中文, 用英文, 练习口语, 简短, 简单, 礼貌, 用敬语, 尽量简短',
    '任何人, 别人, 其他人',
  ],
  ja: [
    'モデルに, ボットに, モデルが, チャットボットに, 誰かが, もし誰か, もしユーザー, もし客, どう書けば, どうやって書, 防ぐには, 漏らさないように, しないようにするには, 違いは, の違い, 論文, 種類, ビルド番号, スマートフォン, 端末',
    'について, に関して',
    '日本語で, 英語で, 日本語だけで, 英語だけで, 英語でのみ, 練習したい, 敬語, 簡潔に, 短く, 丁寧に, やさしい',
    '誰にも, 他人に, 他の人に',
  ],
  ko: [
    '모델이, 모델에게, 챗봇이, 챗봇에게, 모델을, 누군가*, 누가, 사용자가 요청하면, 고객이, 어떻게 쓰*, 어떻게 써야*, 막으려면, 방지하려면, 하지 않게, 차이*, 논문*, 유형*, 빌드 번호*, 휴대폰*',
    '대해*, 관해*, 관한',
    '한국어로, 한국어로만, 영어로, 영어로만, 존댓말로, 반말로, 짧게, 간단히, 간결하게, 정중하게',
    '아무에게도, 누구에게도, 다른 사람*',
  ],
  ar: [
    'من النموذج أن, يطلب من النموذج, يجعل النموذج, من المساعد أن, إذا طلب أحد, إذا سأل أحد, لو طلب أحد, إذا طلب المستخدم, إذا طلب العميل, كيف أكتب, كيف تكتب, كيف أمنع, كيف يمكن منع, الفرق بين, ما الفرق',
    'حول, بخصوص, بشأن',
    'بالعربية, بالإنجليزية, باختصار, بإيجاز, بأدب, باللهجة, بلغة بسيطة',
    'لأحد, لأي شخص, أحدا, أي شخص, أحد',
  ],
  hi: [
    'मॉडल से, बॉट से, मॉडल को, अगर कोई, यदि कोई, कैसे लिखें, कैसे लिखूं, कैसे रोकें, में अंतर, के बीच अंतर',
    'के बारे में, के विषय में',
    'हिंदी में, अंग्रेज़ी में, संक्षेप में, सरल हिंदी, सरल भाषा, विनम्रता से',
    'किसी को, किसी से',
  ],
  sv: [
    'modellen att, boten att, assistenten att, får modellen, lurar modellen, om någon, ifall någon, om en användare, om kunden, hur skriver jag, hur hindrar jag, hur undviker jag, så att boten, skillnaden mellan',
    'om, angående, rörande',
    'på svenska, på engelska, kortfattat, kort, artigt, enkelt',
    'ingen, någon',
  ],
  id: [
    'jika seseorang, kalau seseorang, jika pengguna, bagaimana menulis, cara menulis, bagaimana mencegah, cara mencegah, perbedaan antara, meminta model, membuat model, meminta bot, membujuk model',
    'tentang, mengenai',
    'dalam bahasa, singkat, dengan sopan, bahasa sederhana',
    'siapa pun, siapapun',
  ],
  vi: [
    'nếu ai đó, nếu có người, nếu người dùng, làm sao viết, cách viết, làm thế nào để ngăn, khác nhau giữa, sự khác biệt giữa, yêu cầu mô hình, khiến mô hình, lừa mô hình, yêu cầu chatbot',
    'về',
    'bằng tiếng, ngắn gọn, lịch sự, đơn giản',
    'cho ai, bất kỳ ai',
  ],
  cs: [
    'pokud někdo, když někdo, jestliže někdo, pokud uživatel, jak napsat, jak zabránit, rozdíl mezi, žádá model, nutí model, přiměje model, přesvědčí model',
    'ohledně, na téma',
    'česky, v češtině, anglicky, stručně, krátce, zdvořile, jednoduše',
    'nikomu, komukoli',
  ],
  ro: [
    'dacă cineva, dacă un utilizator, dacă clientul, cum scriu, cum să scriu, cum pot evita, cum previn, diferența dintre, cere modelului, face modelul, convinge modelul',
    'despre, cu privire la',
    'în română, în engleză, pe scurt, politicos, simplu',
    'nimănui',
  ],
  da: [
    'hvis nogen, hvis en bruger, hvordan skriver jeg, hvordan forhindrer jeg, forskellen mellem, beder modellen, får modellen, modellen om',
    'om, angående',
    'på dansk, på engelsk, kort, høfligt, enkelt',
    'nogen, ingen',
  ],
  nb: [
    'hvis noen, hvis en bruker, hvordan skriver jeg, hvordan hindrer jeg, forskjellen mellom, ber modellen, får modellen, modellen om',
    'om, angående',
    'på norsk, på engelsk, kort, høflig, enkelt',
    'noen, ingen',
  ],
  hu: [
    'ha valaki, ha egy felhasználó, hogyan írjak, hogyan előzhetem meg, különbség, arra kéri a modellt, ráveszi a modellt',
    'kapcsolatban',
    'magyarul, angolul, röviden, udvariasan, egyszerűen',
    'senkinek',
  ],
  el: [
    'αν κάποιος, εάν κάποιος, αν ο χρήστης, πώς να γράψω, πώς να αποτρέψω, διαφορά μεταξύ, ζητά από το μοντέλο, κάνει το μοντέλο',
    'σχετικά με, για το',
    'στα ελληνικά, στα αγγλικά, σύντομα, ευγενικά, απλά',
    'κανέναν, σε κανέναν',
  ],
};
