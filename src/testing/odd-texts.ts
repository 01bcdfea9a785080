/**
 * One text of each class that encoders, decoders and forms have been seen to change, all of them well-formed
 * Unicode.
 */
export const ODD_TEXTS: Readonly<Record<string, string>> = {
  empty: '',
  'U+FEFF first': '\ufeffmemo',
  'U+FEFF alone': '\ufeff',
  'U+FEFF twice': '\ufeff\ufeffmemo',
  'U+FEFF inside and last': 'a\ufeffb\ufeff',
  'U+FFFE, the mark turned round': '\ufffememo',
  'U+FFFD, the replacement': '\ufffd',
  'NUL first, inside and last': '\0a\0b\0',
  'C0 controls and DEL': `${Array.from({ length: 0x20 }, (_, i) => String.fromCharCode(i)).join('')}\u007f`,
  'C1 controls': Array.from({ length: 0x20 }, (_, i) => String.fromCharCode(0x80 + i)).join(''),
  'line ends': 'a\r\nb\rc\nd\u0085e\u2028f\u2029g',
  'spaces at the ends': ' \u00a0\u3000a\u3000\u00a0 ',
  'marks of direction': '\u200e\u200f\u202aa\u202e\u2066b\u2069\u061c',
  composed: '\u00e9\u1e9b\u0323\uac00\u212b',
  decomposed: 'e\u0301\u017f\u0323\u0307\u1100\u1161A\u030a',
  'letters whose case has another length': '\u00df\u0130\u0131\ufb03\u01c5\u1f80',
  'zero width': 'a\u200bb\u200cc\u200dd\u2060e\u00adf',
  'noncharacters of the first plane': '\ufdd0\ufdef\ufffe\uffff',
  'noncharacters of the last plane': '\u{10fffe}\u{10ffff}',
  'where UTF-8 grows longer': '\u007f\u0080\u07ff\u0800\uffff\u{10000}',
  'around the surrogates': '\ud7ff\ue000',
  'one of each plane above the first': Array.from({ length: 16 }, (_, i) =>
    String.fromCodePoint((i + 1) * 0x1_0000 + 0x41),
  ).join(''),
  tags: '\u{e0001}\u{e0041}\u{e007f}',
  'emoji of several characters': '\u{1f469}\u200d\u{1f4bb}\u{1f1e8}\u{1f1ed}\u2764\ufe0f',
  'markup and escapes': '<b>&amp;\\u0000"\'`%00%EF%BB%BF\\',
  'names of objects': '__proto__',
}

/** Lone surrogates, which have no bytes in UTF-8. */
export const BROKEN_TEXTS: Readonly<Record<string, string>> = {
  'a high half': '\ud83d',
  'a low half': '\ude00',
  'the halves turned round': '\ude00\ud83d',
  'a high half before a pair': 'a\ud83d\u{1f600}',
  'a high half last': 'memo\udbff',
}
