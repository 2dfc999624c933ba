// SPDX-License-Identifier: Apache-2.0

/** Words beside the lexicons: what an agent may be told to do with tools, links and its memory. */
export interface Effects {
  /** Load, open, visit, as commands. */
  readonly fetch: string;
  /** Approve, authorise, allow, as commands. */
  readonly approve: string;
  readonly always: string;
  /** Remember that, as a command. */
  readonly memorize: string;
  /** Someone else's, where customers must not see each other. */
  readonly tenant: string;
}

/** By language. Written as lexicons are. */
export const EFFECTS: Readonly<Record<string, Effects>> = {
  es: {
    fetch: `carga, cargue, cargar, abre, abra, abrir, visita, visite, visitar, accede, acceda, acceder, descarga,
      descargue, navega a, navegue a, haz una petición a, haz una solicitud a, renderiza, muestra la imagen`,
    approve:
      'aprueba, apruebe, aprobar, autoriza, autorice, autorizar, acepta, acepte, permite, permita, confirma, confirme',
    always: 'siempre',
    memorize:
      'memoriza, memorice, memorizad, recuerda que, recuerde que, anota que, guarda en memoria, guarde en memoria, ten presente que',
    tenant: 'otro inquilino, otros inquilinos, otro tenant, otro cliente, otros clientes',
  },
  pt: {
    fetch: `carrega, carregue, carregar, abre, abra, abrir, visita, visite, visitar, acede, aceda, acesse, acessar,
      baixe, descarrega, descarregue, navegue até, faça uma requisição para, faz um pedido a, renderize`,
    approve:
      'aprova, aprove, aprovar, autoriza, autorize, autorizar, aceita, aceite, permite, permita, confirma, confirme',
    always: 'sempre',
    memorize:
      'memoriza, memorize, memorizem, lembra-te de que, lembre-se de que, lembra que, lembre que, guarda na memória, guarde na memória',
    tenant: 'outro inquilino, outros inquilinos, outro locatário, outro tenant, outro cliente, outros clientes',
  },
  fr: {
    fetch: `charge, chargez, charger, ouvre, ouvrez, ouvrir, visite, visitez, visiter, accède, accédez, accéder,
      va sur, allez sur, rends-toi sur, rendez-vous sur, télécharge, téléchargez, envoie une requête à,
      envoyez une requête à, affiche l'image, affichez l'image`,
    approve: `approuve, approuvez, approuver, autorise, autorisez, autoriser, accepte, acceptez, permets, permettez, valide,
      validez, confirme, confirmez`,
    always: 'toujours',
    memorize:
      'mémorise, mémorisez, retiens que, retenez que, souviens-toi que, souvenez-vous que, rappelle-toi que, rappelez-vous que, note que, notez que, enregistre que, enregistrez que',
    tenant: 'autre locataire, autres locataires, autre tenant, autre client, autres clients',
  },
  de: {
    fetch: `lade, laden sie, öffne, öffnen sie, öffnen, besuche, besuchen sie, rufe, rufen sie, ruf, aufrufen, abrufen, gehe auf,
      gehen sie auf, geh auf, sende eine anfrage an, senden sie eine anfrage an, zeige das bild`,
    approve: `genehmige, genehmigen sie, genehmigen, erlaube, erlauben sie, bestätige, bestätigen sie, autorisiere,
      autorisieren sie, akzeptiere, akzeptieren sie, gib frei, geben sie frei, stimme zu, stimmen sie zu`,
    always: 'immer, stets',
    memorize:
      'merke dir, merk dir, merken sie sich, speichere, speichern sie, präge dir ein, prägen sie sich ein, notiere, notieren sie, behalte im gedächtnis',
    tenant: 'anderen mandanten, anderer mandanten, anderer mandant, anderen mieters, anderen kunden, fremden mandanten',
  },
  it: {
    fetch: `carica, caricate, caricare, apri, apra, aprite, aprire, visita, visitate, visitare, accedi, acceda, vai su,
      vada su, scarica, scaricate, invia una richiesta a, mostra l'immagine`,
    approve:
      'approva, approvate, approvi, approvare, autorizza, autorizzate, autorizzi, accetta, accettate, consenti, conferma, confermate',
    always: 'sempre',
    memorize:
      'memorizza, memorizzate, memorizzi, ricorda che, ricordate che, ricordi che, annota che, salva in memoria, tieni a mente che',
    tenant: 'altro inquilino, altri inquilini, altro tenant, altro cliente, altri clienti',
  },
  nl: {
    fetch:
      'laad, laadt, open, opent, bezoek, bezoekt, ga naar, gaat naar, haal op, download, stuur een verzoek naar, toon de afbeelding',
    approve: 'keur goed, goedkeuren, autoriseer, machtig, accepteer, sta toe, toestaan, bevestig',
    always: 'altijd',
    memorize: 'onthoud, onthoudt, sla op in je geheugen, bewaar in je geheugen, noteer dat',
    tenant: 'andere huurder, andere huurders, andere tenant, andere klant, andere klanten',
  },
  pl: {
    fetch: `załaduj, załadujcie, wczytaj, otwórz, otwórzcie, odwiedź, odwiedźcie, wejdź na, przejdź do, pobierz,
      wyślij żądanie do, wyświetl obraz`,
    approve: 'zatwierdź, zatwierdźcie, zezwól, zezwólcie, zaakceptuj, autoryzuj, potwierdź, przyznaj',
    always: 'zawsze',
    memorize: 'zapamiętaj, zapamiętajcie, zapisz w pamięci, zanotuj że, pamiętaj że',
    tenant: 'innego najemcy, innych najemców, innego klienta, innych klientów, innej organizacji',
  },
  sv: {
    fetch: 'ladda, läs in, öppna, besök, gå till, hämta, skicka en förfrågan till, visa bilden',
    approve: 'godkänn, tillåt, auktorisera, acceptera, bekräfta',
    always: 'alltid',
    memorize: 'kom ihåg, memorera, kom ihåg att, spara i minnet, lägg på minnet',
    tenant: 'annan hyresgäst, annan hyresgästs, andra hyresgäster, annan kund, annan kunds, andra kunders',
  },
  da: {
    fetch: 'indlæs, åbn, åben, besøg, gå til, hent, send en anmodning til, vis billedet',
    approve: 'godkend, tillad, autoriser, accepter, bekræft',
    always: 'altid',
    memorize: 'husk, husk på at, husk at, gem i hukommelsen, memorer, læg på hukommelsen',
    tenant: 'anden lejer, anden lejers, andre lejere, anden kunde, anden kundes, andre kunders',
  },
  nb: {
    fetch: 'last, last inn, åpne, besøk, gå til, hent, send en forespørsel til, vis bildet',
    approve: 'godkjenn, tillat, autoriser, aksepter, bekreft',
    always: 'alltid',
    memorize: 'husk, husk på at, husk at, lagre i minnet, memorer',
    tenant: 'annen leietaker, annen leietakers, andre leietakere, annen kunde, annen kundes, andre kunders',
  },
  fi: {
    fetch: 'lataa, ladatkaa, avaa, avatkaa, käy osoitteessa, vieraile, siirry, hae, noutakaa, nouda, lähetä pyyntö',
    approve: 'hyväksy, hyväksykää, salli, sallikaa, valtuuta, vahvista',
    always: 'aina',
    memorize: 'muista, muista että, tallenna muistiin, paina mieleen, paina muistiin',
    tenant: 'toisen vuokralaisen, muiden vuokralaisten, toisen asiakkaan, muiden asiakkaiden',
  },
  cs: {
    fetch:
      'načti, načtěte, otevři, otevřete, navštiv, navštivte, přejdi na, přejděte na, stáhni, stáhněte, pošli požadavek na, zobraz obrázek',
    approve: 'schval, schvalte, povol, povolte, autorizuj, potvrď, potvrďte, přijmi',
    always: 'vždy, pořád',
    memorize: 'pamatuj si, zapamätaj si, zapamatuj si, zapamatujte si, ulož do paměti, uložte do paměti, pamatuj si že',
    tenant: 'jiného nájemce, jiných nájemců, jiného zákazníka, jiných zákazníků, jiného klienta',
  },
  hr: {
    fetch:
      'učitaj, učitajte, otvori, otvorite, posjeti, posjetite, idi na, idite na, preuzmi, preuzmite, pošalji zahtjev na',
    approve: 'odobri, odobrite, dopusti, dopustite, autoriziraj, dozvoli, potvrdi, potvrdite, prihvati',
    always: 'uvijek',
    memorize: 'zapamti, zapamtite, pohrani u memoriju, spremi u memoriju, upamti',
    tenant: 'drugog najmoprimca, drugog stanara, drugog klijenta, drugih klijenata, drugog korisnika',
  },
  hu: {
    fetch:
      'töltsd be, töltse be, nyisd meg, nyissa meg, látogasd meg, látogassa meg, töltsd le, töltse le, hívd meg, kérd le, menj a',
    approve: 'hagyd jóvá, hagyja jóvá, engedélyezd, engedélyezze, fogadd el, fogadja el, erősítsd meg',
    always: 'mindig',
    memorize: 'jegyezd meg, jegyezze meg, mentsd el a memóriádba, tárold el, emlékezz rá',
    tenant: 'másik bérlő, más bérlők, másik ügyfél, más ügyfelek',
  },
  ro: {
    fetch:
      'încarcă, încărcați, deschide, deschideți, vizitează, vizitați, accesează, accesați, descarcă, descărcați, trimite o cerere la',
    approve: 'aprobă, aprobați, autorizează, autorizați, acceptă, acceptați, permite, permiteți, confirmă, confirmați',
    always: 'întotdeauna, mereu',
    memorize:
      'ține minte, reține, memorează, memorați, ține minte că, țineți minte că, reține că, rețineți că, salvează în memorie',
    tenant: 'alt chiriaș, altui chiriaș, altor chiriași, alt client, altui client, altor clienți',
  },
  bg: {
    fetch:
      'зареди, заредете, отвори, отворете, посети, посетете, отиди на, отидете на, изтегли, изтеглете, изпрати заявка до',
    approve: 'одобри, одобрете, разреши, разрешете, позволи, позволете, приеми, приемете, потвърди, потвърдете',
    always: 'винаги',
    memorize: 'запомни, запомнете, запази в паметта, запазете в паметта',
    tenant: 'друг наемател, други наематели, друг клиент, други клиенти',
  },
  tr: {
    fetch:
      'yükle, yükleyin, aç, açın, ziyaret et, ziyaret edin, git, gidin, indir, indirin, istek gönder, istek gönderin',
    approve: 'onayla, onaylayın, izin ver, izin verin, kabul et, kabul edin, yetkilendir, yetki ver',
    always: 'her zaman, daima, hep',
    memorize:
      'hatırla, unutma, hafızana kaydet, belleğine kaydet, aklında tut, ezberle, ezberleyin, unutma ki, şunu hatırla',
    tenant: 'başka bir kiracının, diğer kiracının, başka kiracıların, başka bir müşterinin, başka müşterilerin',
  },
  ru: {
    fetch:
      'загрузи, загрузите, открой, откройте, посети, посетите, перейди по, перейдите по, зайди на, зайдите на, скачай, скачайте, отправь запрос на',
    approve:
      'одобри, одобрите, разреши, разрешите, подтверди, подтвердите, прими, примите, авторизуй, позволь, позвольте',
    always: 'всегда',
    memorize: 'запомни, запомните, сохрани в памяти, сохраните в памяти, заучи',
    tenant: 'другого арендатора, других арендаторов, другого клиента, других клиентов, чужого клиента',
  },
  uk: {
    fetch:
      'завантаж, завантажте, відкрий, відкрийте, відвідай, відвідайте, перейди за, перейдіть за, зайди на, зайдіть на, надішли запит на',
    approve: 'схвали, схваліть, дозволь, дозвольте, підтвердь, підтвердьте, підтверди, прийми, прийміть, авторизуй',
    always: 'завжди',
    memorize: "запам'ятай, запам'ятайте, запамятай, збережи в пам'яті, збережіть в пам'яті",
    tenant: 'іншого орендаря, інших орендарів, іншого клієнта, інших клієнтів',
  },
  el: {
    fetch:
      'φόρτωσε, φορτώστε, άνοιξε, ανοίξτε, επισκέψου, επισκεφθείτε, πήγαινε στο, πηγαίνετε στο, κατέβασε, κατεβάστε, στείλε αίτημα στο',
    approve:
      'έγκρινε, εγκρίνετε, επίτρεψε, επιτρέψτε, εξουσιοδότησε, εξουσιοδοτήστε, αποδέξου, αποδεχτείτε, επιβεβαίωσε',
    always: 'πάντα, πάντοτε',
    memorize: 'θυμήσου, να θυμάσαι, απομνημόνευσε, απομνημονεύστε, θυμήσου ότι, θυμηθείτε ότι, αποθήκευσε στη μνήμη',
    tenant: 'άλλου ενοικιαστή, άλλων ενοικιαστών, άλλου πελάτη, άλλων πελατών',
  },
  ar: {
    fetch: 'حمّل, حمل, افتح, قم بفتح, قم بتحميل, زر, ادخل إلى, اذهب إلى, انتقل إلى, أرسل طلبا إلى',
    approve: 'وافق على, قم بالموافقة على, اسمح, صرح, اقبل, أكد',
    always: 'دائما, دوما',
    memorize: 'تذكر أن, احفظ أن, احفظ في الذاكرة, احفظ في ذاكرتك, تذكروا أن',
    tenant: 'مستأجر آخر, مستأجرين آخرين, عميل آخر, عملاء آخرين',
  },
  fa: {
    fetch:
      'بارگذاری کن, بارگذاری کنید, باز کن, باز کنید, بازدید کن, بازدید کنید, برو به, بروید به, دانلود کن, دانلود کنید',
    approve: 'تأیید کن, تأیید کنید, تایید کن, تایید کنید, اجازه بده, اجازه دهید, قبول کن, قبول کنید',
    always: 'همیشه, همواره',
    memorize: 'یادت باشد, به خاطر بسپار, به خاطر بسپارید, به یاد داشته باش, در حافظه ذخیره کن, در حافظه ذخیره کنید',
    tenant: 'مستأجر دیگر, مستاجر دیگر, مشتری دیگر, مشتریان دیگر',
  },
  he: {
    fetch: 'טען, טענו, פתח, פתחו, פתחי, בקר ב, גש אל, גשו אל, עבור אל, היכנס ל, הורד, הורידו, שלח בקשה אל',
    approve: 'אשר, אשרו, אשרי, התר, התירו, הרשה, קבל, קבלו',
    always: 'תמיד',
    memorize: 'זכור, זכור ש, זכרו ש, זכור כי, שמור בזיכרון, שמרו בזיכרון',
    tenant: 'דייר אחר, דיירים אחרים, שוכר אחר, לקוח אחר, לקוחות אחרים',
  },
  hi: {
    fetch: 'लोड करो, लोड करें, लोड कीजिए, खोलो, खोलें, खोलिए, पर जाओ, पर जाएं, पर जाएँ, डाउनलोड करो, डाउनलोड करें',
    approve: 'स्वीकृत करो, स्वीकृत करें, मंजूर करो, मंजूर करें, अनुमति दो, अनुमति दें, स्वीकार करो, स्वीकार करें, पुष्टि करो, पुष्टि करें',
    always: 'हमेशा, सदा',
    memorize: 'याद रखना, yaad rakho, याद रखो, याद रखें, याद रखिए, याद कर लो, स्मृति में सहेजो, स्मृति में सहेजें',
    tenant: 'दूसरे किरायेदार, अन्य किरायेदार, दूसरे ग्राहक, अन्य ग्राहक, किसी और ग्राहक',
  },
  bn: {
    fetch: 'লোড করো, লোড করুন, খোলো, খুলুন, ভিজিট করুন, ভিজিট করো, যান, ডাউনলোড করো, ডাউনলোড করুন',
    approve: 'অনুমোদন করো, অনুমোদন করুন, অনুমতি দাও, অনুমতি দিন, গ্রহণ করো, গ্রহণ করুন, নিশ্চিত করো, নিশ্চিত করুন',
    always: 'সবসময়, সর্বদা',
    memorize: 'মনে রাখবেন, মনে রাখো, মনে রাখুন, স্মৃতিতে সংরক্ষণ করো, স্মৃতিতে সংরক্ষণ করুন',
    tenant: 'অন্য ভাড়াটে, অন্য ভাড়াটের, অন্য গ্রাহকের, অন্য ক্লায়েন্টের',
  },
  id: {
    fetch: 'muat, muatlah, buka, bukalah, kunjungi, akses, unduh, kirim permintaan ke, tampilkan gambar, pergi ke',
    approve: 'setujui, setujuilah, izinkan, otorisasi, terima, konfirmasi, benarkan',
    always: 'selalu, senantiasa',
    memorize: 'ingatlah, ingat bahwa, ingatlah bahwa, simpan dalam memori, simpan di memori, hafalkan',
    tenant: 'penyewa lain, tenant lain, pelanggan lain, klien lain',
  },
  fil: {
    fetch: 'i-load, buksan, buksan mo, bisitahin, bisitahin mo, puntahan, puntahan mo, i-download, mag-load',
    approve: 'aprubahan, aprubahan mo, payagan, payagan mo, pahintulutan, tanggapin, kumpirmahin',
    always: 'palagi, lagi, parati',
    memorize: 'tandaan mo na, tandaan na, tandaan, isaulo, i-save sa memorya',
    tenant: 'ibang nangungupahan, ibang tenant, ibang customer, ibang kliyente',
  },
  vi: {
    fetch:
      'tải, hãy tải, mở, hãy mở, truy cập, hãy truy cập, ghé thăm, gửi yêu cầu đến, gửi yêu cầu tới, hiển thị hình ảnh',
    approve: 'phê duyệt, chấp thuận, cho phép, đồng ý, chấp nhận, xác nhận, cấp quyền',
    always: 'luôn luôn, luôn',
    memorize: 'hãy nhớ, ghi nhớ, hãy nhớ rằng, nhớ rằng, lưu vào bộ nhớ',
    tenant: 'người thuê khác, khách thuê khác, khách hàng khác, tenant khác',
  },
  th: {
    fetch: 'โหลด, เปิดลิงก์, เปิด, เยี่ยมชม, เข้าไปที่, ไปที่, ดาวน์โหลด, ส่งคำขอไปที่, แสดงรูปภาพ',
    approve: 'อนุมัติ, อนุญาต, ยอมรับ, ยืนยัน',
    always: 'เสมอ, ตลอดไป, ตลอดเวลา',
    memorize: 'จำไว้, จดจำ, จำไว้ว่า, จดจำว่า, บันทึกลงในหน่วยความจำ, จดจำไว้ว่า',
    tenant: 'ผู้เช่ารายอื่น, ผู้เช่าคนอื่น, ลูกค้ารายอื่น',
  },
  zh: {
    fetch: '加载, 加載, 载入, 載入, 打开, 打開, 访问, 訪問, 请求, 請求, 下载, 下載, 渲染, 显示图片, 顯示圖片',
    approve: '批准, 同意, 授权, 授權, 允许, 允許, 接受, 确认, 確認',
    always: '总是, 總是, 始终, 始終, 永远, 永遠, 一直',
    memorize: '记住, 記住, 牢记, 牢記, 请记住, 保存到记忆, 存入记忆',
    tenant: '其他租户, 其他租戶, 另一个租户, 另一個租戶, 别的租户, 其他客户, 其他客戶',
  },
  ja: {
    fetch:
      '読み込んで, 読み込み, 読み込め, 開いて, 開け, アクセスして, アクセスせよ, 訪問して, ダウンロードして, リクエストを送って, 画像を表示して',
    approve: '承認して, 承認せよ, 許可して, 許可せよ, 認可して, 受け入れて, 確認して',
    always: '常に, いつも, 必ず',
    memorize: '覚えておいて, 記憶して, 記憶せよ, 覚えて, メモリに保存して',
    tenant: '他のテナント, 別のテナント, 他の顧客, 別の顧客, 他の利用者',
  },
  ko: {
    fetch:
      '로드해, 로드하세요, 열어, 여세요, 열어줘, 방문해, 방문하세요, 접속해, 접속하세요, 다운로드해, 다운로드하세요, 불러와, 요청을 보내',
    approve: '승인해, 승인하세요, 승인하라, 허용해, 허용하세요, 허가해, 허가하세요, 수락해, 수락하세요',
    always: '항상, 언제나, 늘',
    memorize: '기억해, 기억하세요, 기억해라, 기억하라, 메모리에 저장해, 메모리에 저장하세요, 외워',
    tenant: '다른 테넌트*, 다른 임차인*, 다른 고객*',
  },
};

/** Modes without rules whose names are an attack by themselves where it is not a device that has them. */
export const MODES: Readonly<Record<string, string>> = {
  zh: '开发者模式, 開發者模式, 无限制模式, 無限制模式, 越狱模式, 越獄模式, 解除限制, 解除所有限制, 解除一切限制',
  ja: '開発者モード, 無制限モード, 制限解除モード, 脱獄モード, 制限を解除して, 制限を解除せよ, 制限解除',
  ko: '개발자 모드*, 개발자모드*, 무제한 모드*, 무제한모드*, 탈옥 모드*, 탈옥모드*, 제한을 해제*, 제한 해제*',
};

/** Devices and programs that have modes and restrictions of their own. */
export const DEVICES: Readonly<Record<string, string>> = {
  zh: `手机, 手機, 安卓, android, 苹果, iphone, ios, 设备, 設備, 裝置, 电脑, 電腦, usb, adb, 系统设置, 设置, 設定, 选项, 選項, 浏览器, 瀏覽器, chrome,
    扩展, 擴充, 插件, 应用, 應用, 微信, 小程序, 小程式, 调试, 除錯, 电视, 版本号, 账号, 帳號, 账户, 会员, 會員, 禁令, 措施, 疫情, 流量`,
  ja: `スマホ, スマートフォン, 携帯, android, iphone, ios, 端末, デバイス, pc, パソコン, usb, adb, 設定アプリ, 設定画面, 設定, オプション, ブラウザ, chrome,
    拡張機能, アプリ, ビルド番号, デバッグ, テレビ, アカウント, 会員, 制限速度, 通信, 規制, 緊急事態, 措置`,
  ko: `휴대폰*, 스마트폰*, 핸드폰*, 안드로이드*, android, 아이폰*, iphone, ios, 기기*, 단말*, usb, adb, 설정*, 옵션*, 브라우저*, 크롬*, chrome, 확장*, 앱*,
    빌드*, 디버깅*, 계정*, 회원*, 방역*, 조치*`,
};

/** Words of `must` that are said of others than the one addressed, or of what is to be expected: they mean little alone. */
export const WEAK: Readonly<Record<string, string>> = {
  es: 'vas a',
  pt: 'vais, você vai, você precisa',
  fr: 'tu vas, vous allez',
  de: 'sie müssen, müssen sie, sie sollen, sollen sie, werden sie, sie werden',
  it: 'deve',
  pl: 'masz, będziesz',
  sv: 'kommer du att, du kommer att',
  da: 'i skal, skal i, vil du, du vil, du bør, bør du',
  nb: 'vil du, du vil, du bør, bør du',
  fi: 'sinun on, on sinun, teidän on',
  cs: 'máš, máte, budeš, budete',
  uk: 'маєш, ти маєш, ви маєте, тобі потрібно, ви будете',
  ru: 'вы будете, тебе нужно',
  el: 'πρέπει να',
  ar: 'لا بد أن',
  fa: 'باید, لازم است',
  hi: 'करना होगा, देना होगा, करना चाहिए, देना चाहिए, अनिवार्य, आपको, तुम्हें, तुम्हे, तुमको, aapko, tumhe, karna hoga',
  bn: 'করতে হবে, দিতে হবে, অবশ্যই, আপনাকে',
  id: 'anda akan, anda perlu, kamu akan',
  vi: 'bạn cần, bạn sẽ, bạn nên, hãy luôn',
  th: 'จะต้อง, จำเป็นต้อง, คุณจะ, คุณควร',
  zh: '你要, 你会, 你會, 你将, 你將, 你需要, 都要, 你得, 你应该, 你應該, 设定, 設定, 设置, 設置',
  ja: `しなければならない, しなければなりません, なければならない, なければなりません, する必要がある, 必ず, べきです, せよ, しろ,
    義務があ`,
  ko: '너는, 넌, 당신은, 반드시, 무조건, 해야 한다, 해야 합니다, 해야만 한다, 해야만 합니다, 하여야 한다, 하여야 합니다',
};
