import fc from 'fast-check';

/** Characters that break texts: quotes, controls, NUL, halves of a pair, accents apart, wide and right-to-left ones. */
export const hardCharacter = fc.constantFrom(
  ...`aZ09 _-.,:'"\\/[]{}éÇß`,
  '\0',
  '\n',
  '\ud83d',
  '\ude00',
  '😀',
  '\u0301',
  'م',
  '\u2028',
);
