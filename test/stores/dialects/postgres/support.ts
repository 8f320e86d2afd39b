import { postgres } from '../../support/postgres.ts';
import type { TestStore } from '../../support/dialects.ts';

/** Tests on a real server, each with a migrated store of its own; where there is none they wait, with the reason. */
export function onPostgres(subject: string, tests: (test: () => TestStore) => void): void {
  describe(`${subject} on ${postgres.name}`, () => {
    if (postgres.missing !== undefined) {
      it(`not proved here: ${postgres.missing}`);
      return;
    }
    let test: TestStore;
    beforeEach(async () => void (test = await postgres.open()));
    afterEach(() => test.drop());
    tests(() => test);
  });
}

/** A URL with other parts. */
export function changed(
  url: string,
  change: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'port'>>,
): string {
  return Object.assign(new URL(url), change).href;
}

/** A URL with an option. */
export function withOption(url: string, name: string, value: string | number): string {
  const longer = new URL(url);
  longer.searchParams.set(name, String(value));
  return longer.href;
}
