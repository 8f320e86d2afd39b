import { layout } from './layout.ts';

interface Part {
  readonly title: string;
  readonly statements: Set<string>;
}

/** Statements under titles; one that stands under an earlier title is not repeated. */
export class Script {
  readonly #parts: Part[] = [];

  begin(title: string): void {
    this.#parts.push({ title, statements: new Set() });
  }

  /** Adds a statement to the title begun last. */
  add(sql: string): void {
    this.#parts.at(-1)?.statements.add(layout(sql));
  }

  statements(): string[] {
    return this.#parts.flatMap(({ statements }) => [...statements]);
  }

  text(): string {
    return this.#parts.map((part) => this.#textOf(part)).join('\n');
  }

  #textOf({ title, statements }: Part): string {
    const lines = [...statements].map((statement) => {
      const first = this.#parts.find((part) => part.statements.has(statement));
      return first === undefined || first.title === title ? `${statement};\n` : `-- as ${first.title}\n`;
    });
    return `-- ${title}\n${[...new Set(lines)].join('')}`;
  }
}
