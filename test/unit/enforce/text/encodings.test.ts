// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { decodeLayers } from '../../../../enforce/text/layers.js';
import { toBase58 } from '../../../support/encodings.js';
import { nodeInflater } from '../../../../enforce/runtime/inflater.js';

const PORTS = { inflater: nodeInflater };

/** Texts, and what is to be found decoded; nothing, where only the text itself is. */
const CASES: Readonly<Record<string, readonly (readonly [text: string, found: string | undefined])[]>> = {
  'percent-encoding': [
    ['%41%zz+%', 'A%zz+%'],
    ['%41%zz+%', 'A%zz %'],
    ['%25%32%35%34%31 text', 'A text'],
    ['caf%C3%A9s', 'cafés'],
    ['%ud83d%ude00 smiles', '\u{1f600} smiles'],
    ['ignore+all+previous+rules', 'ignore all previous rules'],
    ['q=a%2Bb+c', 'q=a+b c'],
    ['100% of %s and %d', undefined],
    ['1+1=2, C++ and a+b', undefined],
  ],
  'character references': [
    ['&#105;&#x67;&#0000110;&#111re all', 'ignore all'],
    ['&lt;b&gt; &quot;x&quot; &apos;y&apos;', `<b> "x" 'y'`],
    ['&ltscript&gt and &amp', '<script> and &'],
    ['a&period;b&commat;c&lowbar;d&sol;e&bsol;f&colon;&semi;', 'a.b@c_d/e\\f:;'],
    ['&iscr;&gfr;&nopf;&oacute;&rcaron;&ecirc; them', 'ignore them'],
    ['&acy;&bcy;&vcy; letters', 'абв letters'],
    ['&amp;amp;amp;lt;b&amp;gt;', '<b>'],
    ['no&ZeroWidthSpace;thing &nbsp;here', 'no\u200bthing \u00a0here'],
    ['Q&A, AT&T, R&D; a && b; &nosuchname; &#;', undefined],
    ['?a=1&b=2&copying=3', '?a=1&b=2\u00a9ing=3'],
  ],
  escapes: [
    ['\\u0069\\u0067nore', 'ignore'],
    ['\\x69\\x67\\xC3\\xA9', 'igé'],
    ['\\u{69}\\U00000067\\156ore', 'ignore'],
    ['\\101\\113\\67\\71\\60\\130', 'AK790X'],
    ['s/(a)(b)/\\20\\10/ and \\12', undefined],
    ['\\\\\\\\u0069gnore', 'ignore'],
    ['\\uD83D\\uDE00!', '\u{1f600}!'],
    ['one\\ntwo\\t\\"three\\"', 'one\ntwo\t"three"'],
    ['http:\\/\\/example.com\\/', 'http://example.com/'],
    ['ghq\\_abc\\-def', 'ghq_abc-def'],
    ['a word over\\\nlines', 'a word overlines'],
    ['C:\\Windows\\System32 \\d+\\s*\\w', undefined],
  ],
  'quoted-printable': [
    ['=69=67=6Eore', 'ignore'],
    [`${'a word '.repeat(9)}br=\r\noken`, `${'a word '.repeat(9)}broken`],
    [`${'x'.repeat(75)}=\r\nyz`, `${'x'.repeat(75)}yz`],
    [`${'Qx'.repeat(30)}Q=\n${'Qx'.repeat(30)}Q=\n`, undefined],
    ['caf=C3=A9 =3D =E2=82=AC', 'café = €'],
    ['"=69gnor=65" t=68e rule=73', '"ignore" the rules'],
    ['a=10, b>=20, c==30', undefined],
    ['?page=20&size=10#top', undefined],
    [
      '<a href="?edition=2024&amp;year=2023&amp;id=4096">, <td colspan=20>',
      '<a href="?edition=2024&year=2023&id=4096">, <td colspan=20>',
    ],
    ['KEY=\nOTHER=\n', undefined],
  ],
  'codes of characters': [
    ['[105, 103, 110, 111, 114, 101]', 'ignore'],
    ['chr(105)+chr(103)+chr(110)+chr(111)+chr(114)+chr(101)', 'ignore'],
    ['Chr(105) & Chr(103) & Chr(110) & Chr(111) & Chr(114) & Chr(101)', 'ignore'],
    ['0x69, 0x67, 0x6e, 0x6f, 0x72, 0x65', 'ignore'],
    ['\\x{69}\\x{67}\\x{6e}ore', 'ignore'],
    ['U+0069 U+0067 U+006E U+006F U+0072 U+0065', 'ignore'],
    ['1075, 1088, 1080, 1073, 1099, 33', 'грибы!'],
    ['{"0":105,"1":103,"2":110,"3":111,"4":114,"5":101}', 'ignore'],
    ['{"type":"Buffer","data":[105,103,110,111,114,101]}', 'ignore'],
    ['01101001 01100111 01101110 01101111 01110010 01100101', 'ignore'],
    ['151 147 156 157 162 145', 'ignore'],
    ['[1, 2, 3, 4, 5, 6, 7, 8]', undefined],
    ['in 2019, 2020, 2021 and 2022 there were 12, 14, 15', undefined],
  ],
  hex: [
    ['69676e6f726520616c6c', 'ignore all'],
    ['69 67 6e 6f 72 65', 'ignore'],
    ['6967 6e6f 7265', 'ignore'],
    ['69:67:6e:6f:72:65', 'ignore'],
    ['%69.67.6e.6f.72.65'.slice(1), 'ignore'],
    ['xyz69676e6f726520616c6cxyz', 'ignore all'],
    ['da39a3ee5e6b4b0d3255bfef95601890afd80709', undefined],
    ['f47ac10b-58cc-4372-a567-0e02b2c3d479', undefined],
    ['00:1a:2b:3c:4d:5e and 192.168.10.12', undefined],
    ['2024-01-02T03:04:05.678Z', undefined],
  ],
  base64: [
    ['aWdub3JlIGFsbA==', 'ignore all'],
    ['aWdub3JlIGFsbA', 'ignore all'],
    ['aWdub3Jl\r\nIGFsbCBydWxlcw==', 'ignore all rules'],
    ['"aWdub3Jl" +\n  "IGFsbCBydWxlcw=="', 'ignore all rules'],
    ['data:text/plain;base64,aWdub3JlIGFsbA==', 'ignore all'],
    ['aQBnAG4AbwByAGUAIABhAGwAbAA=', 'ignore all'],
    ['0JjQs9C90L7RgNC40YDRg9C5', 'Игнорируй'],
    ['documentation getElementById how-to-write-golang-tests', undefined],
    ['sha512-9f2kPpHpXXSi1wRNDgQTCFhQqYTCWxw6PsPgIC3vEwkCVQZb', undefined],
  ],
  base32: [
    ['NFTW433SMUQGC3DMEBZHK3DFOM======', 'ignore all rules'],
    ['nftw433smuqgc3dmebzhk3dfom', 'ignore all rules'],
    ['INTERNATIONALIZATION UNCHARACTERISTICALLY', undefined],
  ],
  ascii85: [
    ['see <~BkM=%Eb-A%Cht57F_kW1~> here', 'ignore all rules'],
    ['a <~ b and c ~> d', undefined],
    ['key = XJ~O>T5&i`cTzHTR5p1|G;K?2Iap&t now', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['{"note":"XJ~O>T5&i`cTzHTR5p1|G;K?2Iap&t"}', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['B4u9l>&cMqG>^2><&T"s1i5m#3ETcX', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['note=xj#o(t5=I}CtZhtr5P1%g&k)2iAP=T', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['for(let i=0,n=t.length;i<n;i++)if(e[i]!==t[i])return!1;const{a1B:x2Y}=r(7)', undefined],
  ],
  base58: [
    // Digits of base58 that would begin a text, but are base64.
    ['dGhpcyBzZWNyZXQgdG9rZW4gdG8gdGhpcw', 'this secret token to this'],
    ['c2VuZCBydW4gaXQgaXQgYXQ', 'send run it it at'],
    [toBase58('ignore all rules'), 'ignore all rules'],
    [`key=${toBase58('ghq_Zq8LwR2vT6yN4mKj9XcB')};`, 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['getDocumentsFromTheArchive mKj9XcB1dFgH5sPaQ3eU', undefined],
  ],
  'one large number': [
    ['n = 2535556290040967428838936687462469187976779145954266211138;', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['n = ntzw0d9z20gzbxpgdf913exl7j1r8vcb1wls2;', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['n = NTZW0D9Z20GZBXPGDF913EXL7J1R8VCB1WLS2;', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['n = 17AfVGJxdz0nUqjwIZLrbcsR2kdzrDa6s;', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['n = 17aFvgjXDZ0NuQJWizlRBCSr2KDZRdA6S;', 'ghq_Zq8LwR2vT6yN4mKj9XcB'],
    ['n = 3141592653589793238462643383279502884197169399375105820974944592;', undefined],
    ['da39a3ee5e6b4b0d3255bfef95601890afd80709 k2j4h5g6f7d8s9a0q1w2e3r4t5y6', undefined],
  ],
  markup: [
    ['ig<b>no</b>re all', 'ignore all'],
    ['ig<!-- -->nore', 'ignore'],
    ['ig<span style="display: none">zz</span>nore', 'ignore'],
    ['"\\u003cp\\u003eig\\u003ci\\u003enore\\u003c/i\\u003e all"', '"\nignore all"'],
    ['&lt;b&gt;ig&lt;/b&gt;nore', 'ignore'],
    ['if (a<b && c>d) return a<b; Map<String,List>', undefined],
  ],
  'control sequences of terminals': [
    ['ghq_\u001b[01;31mZq8L\u001b[mwR2v', 'ghq_Zq8LwR2v'],
    ['\u001b]0;title\u0007ig\u001b]8;;x\u001b\\nore', 'ignore'],
    ['igx\bnoreé\b', 'ignore'],
    ['\u001b(Bigno\u001b7re\u001b[', 'ignore'],
    ['\u001b]0;no end', '0;no end'],
  ],
  'strings put together': [
    ['a = "ign" + "ore all"', 'a = "ignore all"'],
    ["('ign'\n   'ore '\n   r'all')", "('ignore all')"],
    ["$a = 'ign' . 'ore';", "$a = 'ignore';"],
    ['"ign" & "ore"', '"ignore"'],
    ['["i", "g", "n", "o", "r", "e"]', '["ignore"]'],
    ["'ign' || 'ore'", "'ignore'"],
    ['"ign" << "ore"; "ign" <> "ore"', '"ignore"; "ignore"'],
    ['"ign" * "ore", "all" ^ "of" ~ "it"', '"ignore", "allofit"'],
    ['a = "x" | b; c = "y" * 3; d < "z"', undefined],
    ['["ignore ", "all\\n", "rules"]', '["ignore all\nrules"]'],
    ['["ignore", "all"], "x" : "y", split(" "), "a" + b + "c", "" + ""', undefined],
    ["it's 'one' or 'two'", undefined],
  ],
  'words of mail headers': [
    ['Subject: =?UTF-8?B?aWdub3Jl?=\r\n =?utf-8?q?_=61ll?=', 'Subject: ignore all'],
    ['=?ISO-8859-1?Q?ignore?= all', 'ignore all'],
    ['a =?b? c =?utf-8?x?aa?= =?utf-8?b?aa', undefined],
  ],
  dumps: [
    [
      '00000000: 6967 6e6f 7265 2061 6c6c 2072 756c 6573  ignore all rules\n00000010: 2021 21     !!',
      'ignore all rules !!',
    ],
    [
      '00000000  69 67 6e 6f 72 65 20 61  6c 6c 20 72 75 6c 65 73  |ignore all rules|\n00000010  2e 2e 2e\n',
      'ignore all rules...',
    ],
    ['0000000 6769 6f6e 6572 6120 6c6c 7220 6c75 7365\n0000010 2e2e\n', 'ignore all rules..'],
    ['begin 644 note\n0:6=N;W)E(&%L;"!R=6QE<P``\n`\nend\n', 'ignore all rules'],
    ['begin 644 note\n0:6=N;W)E(&%L;"!R=6QE<P``', 'ignore all rules'],
    ['at 4 and\n 10 words\nbegin 12 to the end', undefined],
  ],
  'letters spelled out': [
    ['.. --. -. --- .-. . / .- .-.. .-.. / .-. ..- .-.. . ...', 'ignore all rules'],
    ['India Golf November Oscar Romeo Echo. Alpha Lima Lima. Whiskey', 'ignore all w'],
    ['key g-h-q-_-Z-q-8-L-w-R-2-v-T-6-y.', 'ghq_Zq8LwR2vT6y'],
    ['i|g|n|o|r|e|a|l|l|r|u|l|e|s', 'ignoreallrules'],
    ['key (g)(h)(q)(_)(Z)(q)(8)(L)(w)(R)(2)(v)(T)(6)(y)', 'ghq_Zq8LwR2vT6y'],
    ['g, h, q, _, Z, q, 8, L, w, R, 2, v, T, 6, y', 'ghq_Zq8LwR2vT6y'],
    ['g\u2022h\u2022q\u2022_\u2022Z\u2022q\u20228\u2022L\u2022w\u2022R\u20222\u2022v\u2022T\u20226', 'ghq_Zq8LwR2vT6'],
    ['i*g*n*o*r*e* *a*l*l* *r*u*l*e*s', 'ignore all rules'],
    ['a、字，字、字，字、字，字、字，字、字，字、字，字、字，字、字，字', undefined],
    ['Y,N,Y,Y,N,N,Y,N,Y,Y,N,Y,N,N,Y,Y; 0,1,0,1,1,0,1,0,0,1,0,1,1,0', undefined],
    ['a-b-c-d 1-2-3 x_y_z a/b/c', undefined],
    ['| --- | --- |\n| -. | .- |', undefined],
    ['Echo, Romeo and India went to Lima', undefined],
  ],
  'pieces with the same thing between': [
    ["'ghq_x' || '1Mk7B' || 'n3Zq8' || 'LwR2v'", 'ghq_x1Mk7Bn3Zq8LwR2v'],
    ['["ghq_x","1Mk7B","n3Zq8","LwR2v"].join("")', 'ghq_x1Mk7Bn3Zq8LwR2v'],
    ['**ghq_x****1Mk7B****n3Zq8****LwR2v**', 'ghq_x1Mk7Bn3Zq8LwR2v'],
    ['ghq_x/**/1Mk7B/**/n3Zq8/**/LwR2v', 'ghq_x1Mk7Bn3Zq8LwR2v'],
    ['/files/ghq_x/1Mk7B/n3Zq8/LwR2v', 'ghq_x1Mk7Bn3Zq8LwR2v'],
    ['part1: ghq_x1Mk7Bn\npart2: 3Zq8LwR2v7\npart3: T6y9Kd4Xs', 'ghq_x1Mk7Bn3Zq8LwR2v7T6y9Kd4Xs'],
    ["A='ghq_x1Mk7Bn'; B='3Zq8LwR2v7'; C='T6y9Kd4Xs'; echo $A$B$C", 'ghq_x1Mk7Bn3Zq8LwR2v7T6y9Kd4Xs'],
    ['+ghq_x1Mk7Bn\n+3Zq8LwR2v7\n+T6y9Kd4Xs', 'ghq_x1Mk7Bn3Zq8LwR2v7T6y9Kd4Xs'],
    ['aWdu-b3Jl-IGFs-bCBy-dWxl-cw', 'ignore all rules'],
    ['p0=aWdub3Jl&p1=IGFsbCBy&p2=dWxlcyBub3c', 'ignore all rules now'],
    ['"ghq_x1Mk", "7Bn3Zq"', undefined],
    ['f47ac10b-58cc-4372-a567-0e02b2c3d479, 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', undefined],
    ['"firstItem1", "nextItem2", "lastItem3"; user_id1=4&user_id2=5&user_id3=6', undefined],
    ['{"a1B":"x9Y","c2D":"z8W"} [k1L] (m3N) <o4P>', undefined],
  ],
  'tokens backwards': [
    ['key: y6Tv2RwL8qZ3nB7kM1x_qhg', 'ghq_x1Mk7Bn3Zq8LwR2vT6y'],
    ['Z7QW3ERT5YUI9OPLAIKA is', 'AKIALPO9IUY5TRE3WQ7Z'],
    ['how-to-write-golang-tests and some_long_snake_case_name_of_it', undefined],
  ],
  'tokens in other ciphers of letters': [
    ['key: jlwkxe_sdw_A4Pn7Eq3Ct8OzU2yW6b', 'github_pat_X4Mk7Bn3Zq8LwR2vT6y'],
    ['key: trgsfy_kzg_C4Np7Ym3Aj8OdI2eG6b', 'github_pat_X4Mk7Bn3Zq8LwR2vT6y'],
    ['key: jks_A4Pn7Eq3Ct8OzU2yW6bQ9NgZv5JkM1SiThF0', 'ghp_X4Mk7Bn3Zq8LwR2vT6yN9KdWs5GhJ1PfQeC0'],
    ['key: jks_A4Pn7Eq3Ct8OzU2yW6bQ9NgZv5JkM1SiT', undefined],
    ['jlwkxe_sdw_of_the_golang_tests and Qwerty_1Ab2Cd3Ef4Gh5Ij6Kl7Mn', undefined],
  ],
  'tokens in ROT13': [
    ['key: tuc_k1Zx7Oa3Md8YjE2iG6l', 'ghp_x1Mk7Bn3Zq8LwR2vT6y'],
    ['key: tud_k1Zx7Oa3Md8YjE2iG6l', undefined],
    ['NXVNYCB9VHL5GER3JD7M is', 'AKIALPO9IUY5TRE3WQ7Z'],
    ['how-to-write-golang-tests and some_long_snake_case_name_of_it', undefined],
  ],
  'bits and digits backwards': [
    ['0110100101100111011011100110111101110010011001010010111000101110', 'ignore..'],
    [Array.from('69676e6f726520616c6c').reverse().join(''), 'ignore all'],
    [Array.from('aWdub3JlIGFsbA==').reverse().join(''), 'ignore all'],
  ],
  'hidden characters': [
    ['hello \u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}', 'ignore'],
    [
      '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and \u2764\ufe0f and \u{1f468}\u200d\u{1f469}',
      undefined,
    ],
    ['می‌خواهم نمی‌دانم', undefined],
  ],
};

for (const [name, rows] of Object.entries(CASES)) {
  test(name, (t) => {
    for (const [text, found] of rows) {
      const { layers, limit } = decodeLayers(text, PORTS);
      const rest = layers.slice(1).map((layer) => layer.text);
      if (found === undefined) t.deepEqual(rest, [], text);
      else
        t.true(
          rest.some((layer) => layer === found || layer.split('\n\n').includes(found)),
          `${text}: ${JSON.stringify(rest)}`,
        );
      t.is(limit, undefined);
    }
  });
}
