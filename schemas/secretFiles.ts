import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Takes secrets from files: `<NAME>_FILE` names the one that holds the text of NAME, as container runtimes hand them over.
 * White space around the text is not part of it.
 * @param names settings that may be given so
 * @returns the environment with those texts in place, and what is wrong: the setting, then the rule; never the text
 */
export function withSecretFiles(
  environment: Environment,
  names: readonly string[],
): { texts: Environment; wrong: string[] } {
  const wrong: string[] = [];
  const read = names
    .filter((name) => environment[`${name}_FILE`])
    .map((name) => {
      const { text, rule } = environment[name]
        ? { rule: `must not be set beside ${name}` }
        : secretIn(environment[`${name}_FILE`] ?? '');
      if (rule !== undefined) wrong.push(`${name}_FILE: ${rule}`);
      return [name, text] as const;
    });
  return { texts: { ...environment, ...Object.fromEntries(read) }, wrong };
}

/** The text of a file that holds a secret, or the rule that it breaks. */
export function secretIn(file: string): { text?: string; rule?: string } {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text === '' ? { rule: `${file} is empty` } : { text };
  } catch (error) {
    return { rule: `${file} cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}
