/** Takes one turn of several: whether a row is found, whether an insert succeeds. */
export type Choose = () => boolean;

/**
 * Runs `work` once for every sequence of turns that it can take, the one of nothing but `true` first. It must ask the same
 * questions again when it is given the same answers.
 */
export async function everyWay(work: (choose: Choose) => Promise<void>): Promise<void> {
  const untried: boolean[][] = [[]];
  for (let begin = untried.pop(); begin; begin = untried.pop()) {
    const taken: boolean[] = [...begin];
    let turn = 0;
    await work(() => (taken[turn++] ??= true));
    const others = taken.map((_, i) => [...taken.slice(0, i), false]).slice(begin.length);
    untried.push(...others);
  }
}
