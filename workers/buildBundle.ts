import { isDeepStrictEqual } from 'node:util';
import { pathsIn } from '../runtime/paths.ts';
import { loadConfig } from '../schemas/config.ts';
import { buildBundle, currentStamp, readStamp } from './bundle.ts';

const { PLANTAO_HOME } = loadConfig();
if (!isDeepStrictEqual(readStamp(pathsIn(PLANTAO_HOME).bundleMeta), currentStamp())) await buildBundle(PLANTAO_HOME);
