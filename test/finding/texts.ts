/** Texts that mean something else wherever they are not taken to the letter. */
export const nastyTexts: readonly string[] = [
  '*',
  'web*',
  '%',
  '100%',
  '%25',
  '_',
  '?',
  '.*',
  '[a-z]+',
  '^web$',
  'a&b=c',
  "it's",
  '"quoted"',
  '\\',
  '\\n',
  'two\nlines',
  'carriage\r\nreturn',
  'tab\tstop',
  ' leading and trailing ',
  ' ',
  '+',
  'a,b',
  'a|b',
  'a;b',
  '{"json":1}',
  '$name',
  '<b>&amp;</b>',
  "' OR 1=1 --",
  'null',
  '0',
  'web',
  'WEB',
  // One letter, and the same as two.
  'caf\u00e9',
  'cafe\u0301',
  // Above and below the surrogates: in code units the elephant stands in front.
  '\u{1f418}',
  '\uff37\uff25\uff22',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u0000nul',
  'x'.repeat(1000),
  `${'x'.repeat(999)}y`,
];

/** Parts of a text, none of which cuts a character in two. */
export function partsOf(text: string): readonly string[] {
  const characters = Array.from(text);
  const middle = Math.floor(characters.length / 2);
  return [
    text,
    characters.slice(0, 3).join(''),
    characters.slice(-3).join(''),
    characters.slice(middle, middle + 1).join(''),
    characters.slice(1, -1).join(''),
  ];
}
