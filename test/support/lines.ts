import { once, EventEmitter } from 'node:events';

/** Text as it arrives, for a test to wait on. */
export interface Lines {
  readonly all: string[];
  add(line: string): void;
  /** Resolves with the first line, past or future, that matches. The test's own time limit bounds the wait. */
  matching(pattern: RegExp): Promise<string>;
}

export function collectLines(): Lines {
  const all: string[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  return {
    all,
    add: (line) => {
      all.push(line);
      news.emit('line');
    },
    matching: async (pattern) => {
      for (;;) {
        const found = all.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        await once(news, 'line');
      }
    },
  };
}
