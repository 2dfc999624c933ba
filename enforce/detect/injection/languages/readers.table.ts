// SPDX-License-Identifier: Apache-2.0
import { entriesOf } from './spelling.js';

/** Words of a language for programs that read a text for somebody. Lower case; `*` stands for any suffix. */
export interface Readers {
  /** The program, by whatever name. */
  readonly reader: readonly string[];
  /** This mail, this page: what it is reading. */
  readonly here: readonly string[];
  /** Should, must, please: what is asked of it. */
  readonly asked: readonly string[];
  /** A note to, attention: in front of its name. */
  readonly note: readonly string[];
}

/** The same as a person writes it, in that order. */
type Written = readonly [reader: string, here: string, asked: string, note: string];

/** The words of a language; undefined when it has no row. */
export function readersOf(language: string): Readers | undefined {
  const written = WRITTEN[language];
  if (written === undefined) return undefined;
  const [reader, here, asked, note] = written.map((list) => entriesOf(list, language));
  return { reader: reader ?? [], here: here ?? [], asked: asked ?? [], note: note ?? [] };
}

const WRITTEN: Readonly<Record<string, Written>> = {
  de: [
    'ki, ki-assistent*, ki-modell*, ki-agent*, ki-system*, sprachmodell*, chatbot*, bot, bots, assistent, assistenten, agent, agenten, modell, modelle, assistenzsystem*, künstliche intelligenz, sprachassistent*, zusammenfassung, software',
    'diese mail, diese e-mail, dieses postfach, diese seite, dieser seite, diesen text, dieser text, dieses dokument, diese nachricht, diesen artikel, diesen lebenslauf, diese bewerbung, diese rezension, diese bewertung, diese bewertungen, diesen beitrag, diese anzeige, dieses ticket, diese zeile, diesen kommentar, dieses protokoll, diese rechnung, das hier, dies hier, diese datei, dieses angebot, diesen vertrag',
    'soll, sollen, sollte, sollten, muss, müssen, bitte, gebeten, angewiesen, angehalten, aufgefordert, hat zu, haben zu, möge, mögen, werden ersucht',
    'hinweis an, hinweis für, notiz für, nachricht an, anweisung an, anweisung für, achtung, liebe, lieber, werte, werter',
  ],
  fr: [
    'ia, intelligence artificielle, modèle, modèles, modèle de langage, modèles de langage, assistant, assistants, assistant ia, assistants ia, agent, agents, agent automatique, agents automatiques, bot, bots, robot, robots, chatbot, chatbots, logiciel, logiciels, programme',
    'cette page, ce mail, cet e-mail, ce courriel, ce message, ce texte, ce document, cet article, ce cv, cette annonce, cette recette, cet avis, ces avis, ce ticket, ce fichier, cette ligne, ceci, cette note, cette facture, cette offre, ce compte rendu, ce formulaire, ce commentaire',
    "doit, doivent, devra, devront, devrait, devraient, est prié, est priée, sont priés, sont priées, veuillez, veuille, merci de, il faut, est tenu, est tenue, sont tenus, est invité, sont invités, s'il te plaît, s'il vous plaît, sache que, sachez que",
    "note pour l, note pour les, note à l, note aux, message pour l, message aux, à l'attention, consigne pour l, consigne aux, avis aux, cher, chers, chère, attention",
  ],
  es: [
    'ia, inteligencia artificial, modelo, modelos, modelo de lenguaje, modelos de lenguaje, asistente, asistentes, asistente de ia, asistentes de ia, agente, agentes, bot, bots, chatbot, chatbots, robot, robots, programa, programas, software',
    'esta página, este correo, este mensaje, este texto, este documento, este artículo, este currículum, este anuncio, esta propuesta, esta reseña, estas reseñas, este ticket, este archivo, esta línea, esto, esta nota, esta factura, esta oferta, este hilo, por aquí, esta receta, este formulario',
    'debe, deben, deberá, deberán, debería, deberían, tiene que, tienen que, ha de, han de, por favor, se ruega, se le pide, se pide, les agradecería, le agradecería, no hace falta, ruego',
    'nota para, aviso para, mensaje para, aviso a los, aviso al, nota al, a los, atención, querido, estimado, estimados, instrucción para, instrucciones para',
  ],
  it: [
    'ia, intelligenza artificiale, modello, modelli, modello linguistico, modelli linguistici, assistente, assistenti, assistente virtuale, assistenti virtuali, agente, agenti, bot, chatbot, robot, programma, programmi, software, app',
    'questa pagina, questa mail, questa email, questo messaggio, questo testo, questo documento, questo articolo, questo curriculum, questo annuncio, questa recensione, queste recensioni, questo ticket, questo file, questa riga, questa nota, questa fattura, questa offerta, questo verbale, questa ricetta, qui sotto',
    'deve, devono, dovrà, dovranno, dovrebbe, dovrebbero, per favore, si prega, è pregato, è pregata, sono pregati, è tenuto, sono tenuti, bisogna, occorre',
    'nota per, avviso per, messaggio per, nota a, avviso a, attenzione, caro, cari, gentile, istruzione per, istruzioni per, agli, all',
  ],
  pt: [
    'ia, inteligência artificial, modelo, modelos, modelo de linguagem, modelos de linguagem, assistente, assistentes, assistente de ia, assistentes de ia, agente, agentes, bot, bots, chatbot, chatbots, robô, robôs, programa, programas, software',
    'esta página, este e-mail, este email, esta mensagem, este texto, este documento, este artigo, este currículo, este anúncio, esta proposta, esta avaliação, estas avaliações, este ticket, este arquivo, esta linha, isto, isso, esta nota, esta fatura, esta oferta, este formulário',
    'deve, devem, deverá, deverão, deveria, deveriam, tem que, têm que, tem de, têm de, por favor, favor, pede-se, solicita-se, peço que, precisa, precisam',
    'nota para, aviso para, mensagem para, aviso aos, aviso ao, nota à, atenção, caro, caros, prezado, instrução para, instruções para',
  ],
  nl: [
    'ai, ai-assistent, ai-assistenten, taalmodel, taalmodellen, model, modellen, assistent, assistenten, agent, agenten, bot, bots, chatbot, chatbots, kunstmatige intelligentie, software, programma',
    'deze pagina, deze mail, deze e-mail, dit bericht, deze tekst, dit document, dit artikel, dit cv, deze advertentie, deze recensie, deze recensies, dit ticket, dit bestand, deze regel, dit, deze notitie, deze factuur, deze offerte, dit verslag',
    'moet, moeten, dient, dienen, hoort, horen, gelieve, alsjeblieft, alstublieft, wordt verzocht, worden verzocht, zou moeten, mag, mogen',
    'notitie voor, bericht voor, bericht aan, opmerking voor, instructie voor, instructies voor, let op, beste, lieve, voor de, aan de, aan alle',
  ],
  pl: [
    'ai, sztuczna inteligencja, sztucznej inteligencji, model językowy, modele językowe, modele, model, asystent, asystencie, asystenci, asystentów ai, asystentom, agent, agenci, agencie, bot, boty, bocie, chatbot, chatboty, program, programy',
    'tę stronę, tej strony, tę wiadomość, tego maila, ten mail, ten tekst, ten dokument, ten artykuł, to cv, to ogłoszenie, tę opinię, te opinie, to zgłoszenie, ten plik, tę linię, tę notatkę, tę fakturę, tę ofertę, ten protokół',
    'musi, muszą, powinien, powinna, powinny, powinni, proszę, prosi się, niech, należy, trzeba',
    'uwaga dla, notatka dla, wiadomość dla, drogi, droga, szanowny, uwaga, instrukcja dla, informacja dla',
  ],
  ru: [
    'ии, ии-ассистент*, ии-агент*, ии-модел*, искусственн* интеллект*, модел*, языков* модел*, ассистент*, помощник*, агент*, бот, боту, боты, ботам, ботов, чат-бот*, чатбот*, нейросет*, программ*',
    'эту страницу, этой страницы, это письмо, это сообщение, этот текст, этот документ, эту статью, это резюме, это объявление, этот отзыв, эти отзывы, отзыв, отзывы, эту заявку, этот файл, эту строку, эту заметку, этот счёт, этот протокол',
    'должен, должна, должны, должно, пожалуйста, следует, нужно, надо, обязан, обязаны, просьба, просим, необходимо',
    'вниманию, внимание, внимание для, заметка для, сообщение для, примечание для, всем, уважаемый, уважаемые, дорогой, инструкция для, для',
  ],
  uk: [
    'ші, штучний інтелект, штучного інтелекту, модель, моделі, мовна модель, мовні моделі, асистент*, помічник*, агент*, бот, боте, боти, ботам, чат-бот*, чатбот*, нейромереж*, програм*',
    'цю сторінку, цієї сторінки, цей лист, це повідомлення, цей текст, цей документ, цю статтю, це резюме, це оголошення, цей відгук, ці відгуки, цю заявку, цей файл, цей рядок, цю нотатку, цей рахунок',
    'повинен, повинна, повинні, має, мають, мусить, мусять, будь ласка, слід, треба, потрібно, прохання, просимо, хай, нехай',
    'увага, до уваги, нотатка для, повідомлення для, примітка для, усім, всім, шановний, шановні, інструкція для',
  ],
  tr: [
    'yapay zeka, yapay zekâ, yapay zekalar, yapay zekâlar, dil modeli, dil modelleri, asistan, asistanı, asistanlar, asistanlara, ajan, ajanlar, bot, botlar, botlara, sohbet botu, yazılım',
    'bu sayfayı, bu sayfa, bu e-postayı, bu postayı, bu mesajı, bu metni, bu belgeyi, bu makaleyi, bu özgeçmişi, bu ilanı, bu yorumu, bu yorumları, bu talebi, bu dosyayı, bu satırı, bunu, bu notu, bu faturayı, bu teklifi',
    'lütfen, gerekir, gerekiyor, zorunda, zorundadır, meli, malı, söyle, yaz, gönder, sil, yanıtlama, bildir, iste, aktar, ekle',
    'dikkat, sayın, sevgili, mesaj, talimat',
  ],
  ar: [
    'المساعد, المساعد الآلي, المساعد الذكي, المساعدين, الوكيل, الوكيل الآلي, الوكلاء, الذكاء الاصطناعي, النموذج, نموذج, نماذج, نماذج اللغة, نموذج لغوي, روبوت, الروبوت, روبوتات, بوت, برنامج, مساعد',
    'هذه الصفحة, هذه الرسالة, هذا البريد, هذا النص, هذا المستند, هذا المقال, هذه السيرة, هذا الإعلان, هذا التقييم, هذه التقييمات, هذه التذكرة, هذا الملف, هذا السطر, هذه الفاتورة, هذا العرض, هذا المحضر',
    'يجب, ينبغي, يرجى, الرجاء, من فضلك, انسخ, أرسل, احذف, اكتب, قل, أضف, يضيف',
    'إلى, ملاحظة إلى, ملاحظة ل, تنبيه إلى, رسالة إلى, عزيزي, تعليمات ل',
  ],
  hi: [
    'एआई, एआई सहायक, एआई मॉडल, भाषा मॉडल, मॉडल, सहायक, एजेंट, बॉट, चैटबॉट, कृत्रिम बुद्धिमत्ता',
    'यह पंक्ति, यह पेज, यह पृष्ठ, यह मेल, यह ईमेल, यह संदेश, यह पाठ, यह दस्तावेज़, यह लेख, यह विज्ञापन, यह समीक्षा, यह टिकट, यह फ़ाइल, इस पेज, इस पृष्ठ, इस संदेश, इस दस्तावेज़, इस ईमेल',
    'चाहिए, करें, कृपया, भेजो, भेजें, भेज दे, भेज देना, लिखो, लिखें, बताओ, बताए, कहो, कहें, हटा दो, जोड़ो, करे',
    'के लिए, ध्यान दें, सूचना, नोट, प्रिय',
  ],
  zh: [
    '智能助手, 智能体, 人工智能, 语言模型, 大模型, 大语言模型, ai, 助手, 机器人, 模型, 代理, 智能代理, 聊天机器人, 語言模型, 機器人, 人工智慧, 程序',
    '本页, 本页面, 此页, 此页面, 这个页面, 本邮件, 此邮件, 这封邮件, 本文, 此文, 本文档, 此文档, 该文档, 这篇文章, 这篇论文, 本简历, 此简历, 本评论, 这条评论, 此消息, 本消息, 这段文字, 本广告, 此工单, 本文件, 此文件, 纪要, 審稿, 审稿, 本頁, 此頁, 這封郵件',
    '请, 請, 必须, 必須, 应, 应当, 需, 需要, 务必, 須, 只需要',
    '致, 给, 凡是, 注意, 提示, 所有, 各位, 亲爱的, 請注意',
  ],
  ja: [
    'ai, aiへ, aiは, エージェント, アシスタント, モデル, 言語モデル, ボット, チャットボット, 人工知能, 生成ai, 要約ai',
    'このメール, このページ, この文書, この文章, この記事, このメッセージ, この履歴書, この広告, このレビュー, このチケット, このファイル, この行, この議事録, 本ページ, 本メール, 本文書, これを読',
    'ください, 下さい, すること, しなければ, べき, せよ, して, 要求, しろ',
    '宛, へ, 向け, 注意, お願い',
  ],
  ko: [
    'ai, ai는, ai가, ai에게, ai의, 인공지능*, 언어 모델*, 모델은, 모델이, 모델에게, 모델, 에이전트*, 어시스턴트*, 비서는, 비서에게, 봇, 봇은, 봇이, 봇에게, 챗봇은, 챗봇이, 챗봇에게, 챗봇, 도우미*',
    '이 메일*, 이 페이지*, 이 문서*, 이 글, 이 글을, 이 기사*, 이 메시지*, 이 이력서*, 이 광고*, 이 리뷰*, 이 티켓*, 이 파일*, 이 줄을, 이것을, 본 문서*, 본 메일*',
    '주세요*, 하세요*, 하십시오*, 해야*, 합니다*, 바랍니다*, 하라, 하시오*, 마세요*, 출력해야*',
    '에게, 주의, 참고, 안내',
  ],
  id: [
    'ai, asisten ai, asisten, agen ai, agen, model bahasa, model, bot, chatbot, kecerdasan buatan, perangkum, program',
    'halaman ini, email ini, surel ini, pesan ini, teks ini, dokumen ini, artikel ini, cv ini, iklan ini, ulasan ini, tiket ini, berkas ini, file ini, baris ini, catatan ini, faktur ini, notulen ini, ini',
    'harus, wajib, tolong, mohon, silakan, harap, diharap, diharapkan, diminta, perlu, sebaiknya, hendaknya',
    'untuk, catatan untuk, pesan untuk, perhatian, kepada, instruksi untuk',
  ],
  vi: [
    'ai, trợ lý, trợ lý ai, tác nhân, mô hình, mô hình ngôn ngữ, bot, chatbot, trí tuệ nhân tạo, phần mềm',
    'trang này, email này, thư này, tin nhắn này, văn bản này, tài liệu này, bài viết này, cv này, quảng cáo này, đánh giá này, phiếu này, tệp này, dòng này, ghi chú này, hóa đơn này',
    'phải, hãy, vui lòng, xin, cần, nên, bắt buộc',
    'gửi, lưu ý cho, ghi chú cho, dành cho, chú ý, thông báo cho',
  ],
};
