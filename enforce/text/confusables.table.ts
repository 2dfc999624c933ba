// SPDX-License-Identifier: Apache-2.0

/**
 * ASCII characters, each with characters that are taken for it and that Unicode's compatibility mapping leaves as they
 * are or maps to something else: Cyrillic, Greek, Coptic, Armenian, Cherokee, Lisu, Canadian and older scripts, Latin
 * letters with strokes, hooks and tails, turned letters, small capitals, punctuation.
 */
const LOOKALIKES: readonly (readonly [target: string, letters: string])[] = [
  ['A', 'АΑⲀᎪȺⱯɅΛᴀꓮᗩᗅ𐊠𐌀₳Ꞻ'],
  ['B', 'ВΒⲂᏴɃƁƂʙꓐᗷᗸᛒ𐊂𐊡𐌁Ꞵ'],
  ['C', 'СϹⲤᏟƇȻꓚᑕᑢ𐊢𐌂₵ꞒʗҪ𐔜'],
  ['D', 'ĐƉƊꓓᗪᗞᎠᴅⲆ'],
  ['E', 'ЕΕⲈᎬƐƎƏɆᴇꓰᗴᗵ𐊆𐌄'],
  ['F', 'ƑҒϜꜰꓝᖴ𐊇𐊥𐌅₣𐔥'],
  ['G', 'ԌᏀᏳƓǤɢʛꓖᘜ₲Ꞡ'],
  ['H', 'НΗⲎᎻĦⱧʜꓧᕼ𐋏ᚺ'],
  ['I', 'ІΙⲒƖƗɪꓲӀ𐊊𐌉ᛁ'],
  ['J', 'ЈͿᎫɈᴊꓙᒍᒎ'],
  ['K', 'ҠКΚⲔᏦƘⱩᴋꓗᛕ𐌊₭ꞢԞҚꝀꝂꝄ'],
  ['L', 'ŁȽⱠⱢʟꓡᒪᏞ𐐛𐌋𐔦ԼⳐ'],
  ['M', 'МΜⲘᎷⱮᴍꓟᗰᘻ𐊰𐌌𐌑Ϻᛖᛗꟿ'],
  ['N', 'ΝⲚƝɴꓠᑎᘉ₦ꞐꞤŊ𐌍𐔓'],
  ['O', 'ОΟⲞՕØƟᴏꓳᗝ𐐄𐊒𐊫𐓂𐌏𐔖ⵔӨ〇ഠଠဝ'],
  ['P', 'РΡⲢᏢƤᴘꓑᑭᑮ𐊕₱Ᵽ'],
  ['Q', 'ԚɊꞯⵕ'],
  ['R', 'ᎡᏒƦɌⱤʀꓣᖇᖆᚱꞦᴚ𐒴'],
  ['S', 'ЅᏚᏕꜱꓢᔕᔖ𐊖𐐠ꞨՏ'],
  ['T', 'ТΤⲦᎢŦƬƮȾᴛꓔ𐊗𐊱𐌕₮'],
  ['U', 'ՍɄƱᴜꓴᑌ𐓎'],
  ['V', 'ѴᏙƲᴠꓦᐯⴸ𐔝'],
  ['W', 'ԜᎳᏔⱲᴡꓪᗯᘺ₩'],
  ['X', 'ХΧⲬꓫ᙭ᚷⵝ𐊐𐊴𐌗𐔧Ҳ'],
  ['Y', 'УΥⲨҮᎽƳɎʏꓬ𐊲ҰꙊ'],
  ['Z', 'ΖⲌᏃƵȤⱫᴢꓜᘔ'],
  ['a', 'Ꮧаαⲁɑɐɒⱥᶏꞻ'],
  ['b', 'ᏰЬьᏏƀɓƃƅƄᖯᑲᵬᶀ'],
  ['c', 'ፈсϲⲥƈȼɕꮯᴄᴐↄɔ𐐽ҫꞓꞔ'],
  ['d', 'Ꮄ∂ԁđɖɗƌᵭᶁᏧᑯᖙժꝺð'],
  ['e', 'Ꮛеεⲉҽɛɘɚǝəɇⱸꬲєɜ℮'],
  ['f', 'Ꭶƒꬵᵮᶂꝼϝғɟʄ'],
  ['g', 'Ꮆɡցɠǥᶃᵹꞡԍƍᵷ'],
  ['h', 'һհнᏂħɦɧⱨɥꜧӊ'],
  ['i', 'іιⲓıɩɨᎥᴉꙇᶖᵻꞽᓰ'],
  ['j', 'Ꮰјϳɉʝȷյ'],
  ['k', 'ҡкκⲕƙⱪʞꞣԟқꝁꝃꝅᶄ'],
  ['l', 'Ꮭłƚɫɬɭⱡլⳑӏᶅ'],
  ['m', 'мⲙɱᵯᶆ₥'],
  ['n', 'Ꮑոռƞɲɳŋᵰᶇꞑꞥηղ'],
  ['o', 'Ꭷоοⲟօσøɵᴑꬽ𐐬𐓪өჿᱛ'],
  ['p', 'Ꭾрρⲣƥᵱᵽᶈꝑꝓꝕþ'],
  ['q', 'Ꭴԛգզɋʠꝗꝙᑫ'],
  ['r', 'гɍɹɺɻɼɽɾɿᵲᶉᵳꞃꞧꭇꭈᴦ'],
  ['s', 'ѕʂȿᵴᶊꞩςꮪ𐑈ʃ'],
  ['t', 'Ꮦтτⲧŧƭƫʇʈⱦᵵꞇ'],
  ['u', 'Ꮼυսʉʊᵾᶙꭎꭒ𐓶μᥙ'],
  ['v', 'вνѵʋʌᶌⱱ'],
  ['w', 'Ꮗԝѡωⲱɯʍⱳա'],
  ['x', 'ጀхχⲭᶍꭓꭕӽӿҳ'],
  ['y', 'уγⲩүƴɏʎꭚᎩұꙋ'],
  ['z', 'ፚƶȥⱬʐʑɀᵶᶎⲍ'],
  ['3', 'ЗзӠӡʒƷȝȜ'],
  ['4', 'Ꮞ'],
  ['6', 'Ꮾ'],
  ['8', '𐌚Ȣȣ'],
  ['-', '‐‑‒–—―−⁃⸺⸻➖˗᠆־⹀⸚'],
  ['/', '∕⁄⧸⟋╱᜵'],
  ['\\', '⧵∖⟍╲'],
  ['|', '∣ǀ⏐❘'],
  ['.', '·‧∙⋅。۔܁܂ꓸ'],
  [',', '‚،、ꓹ'],
  [';', '؛ꓼ'],
  [':', '∶꞉։׃ː˸ꓽ'],
  ['?', '؟ʔɁ'],
  ['!', 'ǃ'],
  ["'", '‘’‛ʼʹ′ˈˊʻʽʾʿ❛❜'],
  ['`', '‵ˋ'],
  ['"', '“”„‟″‶❝❞〝〞〟ˮ「」『』'],
  ['(', '❨❪⟮⦅'],
  [')', '❩❫⟯⦆'],
  ['[', '【〖〔❲⟦'],
  [']', '】〗〕❳⟧'],
  ['{', '❴'],
  ['}', '❵'],
  ['<', '‹⟨〈《❬❮❰'],
  ['>', '›⟩〉》❭❯❱'],
  ['~', '∼〜⁓'],
  ['*', '∗⁎٭'],
  ['=', '꞊᐀゠'],
  ['+', '➕᛭'],
  ['_', 'ˍ‗'],
  ['#', '♯'],
  ['%', '٪'],
];

/** Zeros of the decimal digits of every script, the others of which follow in order. */
const ZEROS =
  '660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 ' +
  '1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 104a0 10d30 11066 110f0 11136 111d0 112f0 11450 114d0 11650 116c0 ' +
  '11730 118e0 11950 11c50 11d50 11da0 16a60 16ac0 16b50 1e140 1e2f0 1e950';

/** First of the letters A to Z, or a to z, in a frame that compatibility mapping leaves or turns into parentheses. */
const FRAMED: readonly (readonly [first: number, letter: string])[] = [
  [0x1f150, 'A'],
  [0x1f170, 'A'],
  [0x1f1e6, 'A'],
  [0x1f110, 'A'],
  [0x249c, 'a'],
];

/** First of the numbers 1 to 9 in a frame. */
const FRAMED_DIGITS = [0x2776, 0x2780, 0x278a, 0x24f5, 0x2474] as const;

/** The letters a to z in Braille. */
const BRAILLE = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';

/** Small letters of Cherokee stand so far behind the large ones. */
const CHEROKEE_SMALL = 0xab70 - 0x13a0;

function addSeries(table: Map<string, string>, first: number, target: string, count: number): void {
  for (let i = 0; i < count; i++) {
    table.set(String.fromCodePoint(first + i), String.fromCharCode(target.charCodeAt(0) + i));
  }
}

function buildTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [target, letters] of LOOKALIKES) for (const letter of letters) table.set(letter, target);
  for (const [letter, target] of [...table]) {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= 0x13a0 && code < 0x13f0) table.set(String.fromCodePoint(code + CHEROKEE_SMALL), target.toLowerCase());
  }
  Array.from(BRAILLE).forEach((cell, i) => table.set(cell, String.fromCharCode(0x61 + i)));
  for (const zero of ZEROS.split(' ')) addSeries(table, Number.parseInt(zero, 16), '0', 10);
  for (const [first, letter] of FRAMED) addSeries(table, first, letter, 26);
  for (const first of FRAMED_DIGITS) addSeries(table, first, '1', 9);
  return table;
}

/** What a character is taken for. Each stands for one ASCII character. */
export const CONFUSABLES = buildTable();
