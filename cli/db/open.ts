import { MaintenanceError } from '../../stores/maintenance/maintenanceError.ts';
import { DatabaseShapeError } from '../../stores/migrations/shape.ts';
import { StoreError } from '../../stores/failures.ts';
import { connect, type Connection } from '../../stores/open.ts';
import { CommandFailed } from '../failure.ts';
import { shownUrl } from './shownUrl.ts';

/** What these commands can meet without being wrong themselves; its message is made for people. */
const isExpected = (error: unknown): error is Error =>
  error instanceof MaintenanceError ||
  error instanceof DatabaseShapeError ||
  error instanceof StoreError ||
  // Of the file system: no such file, no space left, no permission.
  (error instanceof Error && 'syscall' in error);

/** What an operator is told instead of an expected error; anything else passes as it is. */
export const explain = (error: unknown): unknown => (isExpected(error) ? new CommandFailed(error.message) : error);

export interface OpenAs {
  /** Reads at one instant and never writes. */
  readonly readOnly: boolean;
}

/**
 * Opens a database for one command, as it is: nothing is migrated.
 * @throws CommandFailed when it cannot be opened, or the work meets what an operator can do something about
 */
export async function withDatabase<T>(
  url: string,
  options: OpenAs,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(url, options).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    throw new CommandFailed(`${shownUrl(url)} cannot be opened: ${error.message}`);
  });
  try {
    return await work(connection);
  } catch (error) {
    throw explain(error);
  } finally {
    await connection.close();
  }
}
