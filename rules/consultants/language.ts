/** `tolerant` reads case and region as people mean them (D-31); `strict` is the legacy: the very element, nothing trimmed. */
export type LanguageMode = 'tolerant' | 'strict';

/** How far from the language asked for somebody may be; each includes the ones before it. Best match first. */
export const LANGUAGE_REACHES = ['exact', 'base', 'any'] as const;
export type LanguageReach = (typeof LANGUAGE_REACHES)[number];

const CODE = /^.{2,5}$/su;

/** A code as it is compared: ` pt-BR ` becomes `pt-br` (D-31). */
export const normaliseLanguage = (code: string): string => code.trim().toLowerCase();

/** D-31: codes have 2 to 5 characters, blanks around them not counted. Asked on write only; what is stored is never refused. */
export const isLanguageCode = (code: string): boolean => CODE.test(code.trim());

/** `pt` of `pt-br`; a code without a region is its own base. */
const baseOf = (code: string): string => {
  const dash = code.indexOf('-');
  return dash > 0 ? code.slice(0, dash) : code;
};

/** 5.1: whether one of two different codes is the other's base. Two regions of a language do not stand in for each other. */
function baseMatcher(wanted: string): (code: string) => boolean {
  const base = baseOf(wanted);
  const itsRegions = wanted !== '' && base === wanted ? `${wanted}-` : null;
  return (code) => code === base || (itsRegions !== null && code.startsWith(itsRegions));
}

/**
 * How well a list of languages answers a request: by the exact code, by its base code, by anything, or (null) not at all (5.1).
 * One matcher serves a whole choice, so that the request is read once and not once a person.
 * @param reach the worst match that still counts; `strict` knows no base codes
 */
export function languageMatcher(
  requested: string,
  mode: LanguageMode,
  reach: LanguageReach = 'base',
): (offered: readonly string[]) => LanguageReach | null {
  const otherwise = reach === 'any' ? 'any' : null;
  if (mode === 'strict') return (offered) => (offered.includes(requested) ? 'exact' : otherwise);
  const wanted = normaliseLanguage(requested);
  const isBaseMatch = baseMatcher(wanted);
  return (offered) => {
    let best: LanguageReach | null = otherwise;
    for (const language of offered) {
      const code = language === wanted ? wanted : normaliseLanguage(language);
      if (code === wanted) return 'exact';
      if (reach !== 'exact' && isBaseMatch(code)) best = 'base';
    }
    return best;
  };
}

/** One person's match; see {@link languageMatcher}. */
export const matchLanguage = (
  requested: string,
  offered: readonly string[],
  mode: LanguageMode,
  reach?: LanguageReach,
): LanguageReach | null => languageMatcher(requested, mode, reach)(offered);

/** Those of the people who match a request best; nobody if none does (5.1). */
export function bestMatches<T extends { readonly languages: readonly string[] }>(
  people: readonly T[],
  requested: string,
  mode: LanguageMode,
): T[] {
  const matchOf = languageMatcher(requested, mode);
  const matches = people.map(({ languages }) => matchOf(languages));
  const best = LANGUAGE_REACHES.find((reach) => matches.includes(reach));
  return best === undefined ? [] : people.filter((_, i) => matches[i] === best);
}
