import fc from 'fast-check';

/** What names of tables, files and columns can hold that a format may take for something of its own. */
const PIECES = [
  ...[
    '::error::x',
    '::add-mask::x',
    '##[error]x',
    '%0A',
    '%',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ',',
    ':',
    ';',
    '|',
    '`',
    '```',
  ],
  ...[
    '<b>',
    '</details>',
    '<!--',
    '-->',
    ']]>',
    '<![CDATA[',
    '&amp;',
    '&#10;',
    '"',
    "'",
    '\\',
    '*',
    '_',
    '~~',
    '#',
    '> ',
  ],
  ...['[x](https://example.com)', '![x](y)', 'https://example.com', '@octocat', '#123', 'a'.repeat(40), '$x$', '$$'],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\uffff',
    '\ud83d',
    '\ude00',
    '😀',
    'ä',
    ' ',
  ],
];

/** A name that may break out of where it is put. */
export const hostileName: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ minLength: 1, maxLength: 5 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));
