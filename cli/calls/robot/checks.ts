import { CallError } from '../../../activities/calls/errors.ts';
import { configuredDialer } from '../../../activities/calls/dialer/configured.ts';
import { createTemporalClient } from '../../../runtime/temporal.ts';
import type { Config } from '../../../schemas/config.ts';
import { CommandFailed } from '../../failure.ts';
import { openDatabase } from '../../openDatabase.ts';
import { explain } from '../failures.ts';

/**
 * What must be right before anything is started, beyond the configuration (C-52): the credential, by one cheap request,
 * the database with its tables, and a Temporal service that is not started here.
 * @throws CommandFailed saying which check failed, and why
 */
export async function checkStart(config: Config): Promise<void> {
  try {
    await configuredDialer(config).check();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    throw new CommandFailed(`The credential could not be checked. ${error.message}`);
  }
  const store = await openDatabase(config);
  await store.close();
  if (config.TEMPORAL_ADDRESS === undefined) return;
  const temporal = createTemporalClient(config);
  try {
    await temporal.check();
  } catch (error) {
    throw explain(error, config);
  } finally {
    await temporal.close();
  }
}
