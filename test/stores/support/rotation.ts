/** A place in the rotation: lower comes first. */
export interface Place {
  readonly taken: number;
  readonly given: number;
}

interface Person {
  readonly id: number;
  readonly languages: readonly string[];
  place: number;
  isThere: boolean;
  answers: boolean;
}

/**
 * What a queue of people would do, said without the rule that is tested: of those who are there, answer and speak the
 * language, the one who stands first; then to the end with them.
 * @param team in the order in which they stand
 */
export function createRotation(team: readonly { readonly id: number; readonly languages: readonly string[] }[]) {
  const people = new Map(
    team.map(({ id, languages }, place): [number, Person] => [
      id,
      { id, languages, place, isThere: true, answers: true },
    ]),
  );
  let end = team.length;

  const find = (id: number): Person => {
    const person = people.get(id);
    if (!person) throw new Error(`Nobody is ${id}.`);
    return person;
  };
  const available = (): Person[] => [...people.values()].filter(({ isThere, answers }) => isThere && answers);

  return {
    available,
    /** Whose turn it is; null = nobody's. */
    due: (language: string, excluded: readonly number[] = []): number | null =>
      available()
        .filter(({ id, languages }) => languages.includes(language) && !excluded.includes(id))
        .toSorted((a, b) => a.place - b.place)[0]?.id ?? null,
    /** To the end. */
    give(id: number): Place {
      const person = find(id);
      const place = { taken: person.place, given: end++ };
      person.place = place.given;
      return place;
    },
    /** Back to where they stood, unless they were sent to the end again since. */
    giveBack(id: number, { taken, given }: Place): void {
      const person = find(id);
      if (person.place === given) person.place = taken;
    },
    comes: (id: number): void => void Object.assign(find(id), { isThere: true, answers: true }),
    goes: (id: number): void => void Object.assign(find(id), { isThere: false }),
    doesNotAnswer: (id: number): void => void Object.assign(find(id), { answers: false }),
  };
}

export type Rotation = ReturnType<typeof createRotation>;
