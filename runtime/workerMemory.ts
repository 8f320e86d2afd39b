import type { Config } from '../schemas/config.ts';

/**
 * Node flags of a process that reads pages. Left to itself the collector waits until hundreds of megabytes are used; a small
 * young generation keeps what a page leaves behind from growing old.
 */
export const workerFlags = ({ WORKER_HEAP_MB }: Pick<Config, 'WORKER_HEAP_MB'>): string[] => [
  `--max-old-space-size=${WORKER_HEAP_MB}`,
  '--max-semi-space-size=8',
];

/** The C library keeps a heap for each thread that allocates; two are enough and save some 10 MB. */
export const workerEnvironment = { MALLOC_ARENA_MAX: '2' } as const;
