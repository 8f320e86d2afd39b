import { stopSharedTemporal } from './support/temporal.ts';

export const mochaHooks = { afterAll: stopSharedTemporal };
