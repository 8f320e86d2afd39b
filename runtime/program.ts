import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

/** How a person runs the command line here: by the launcher of an unpacked package, or by npm in the sources. */
export const program = existsSync(join(root, 'plantao')) ? './plantao' : 'npm run plantao --';
