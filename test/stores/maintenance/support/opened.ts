import { connect, openStore, type Connection, type Store } from '../../../../stores/open.ts';

/** Opens a database for one piece of work. */
export async function opened<T>(
  url: string,
  work: (connection: Connection) => Promise<T>,
  readOnly = false,
): Promise<T> {
  const connection = await connect(url, { readOnly });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** The same with its repositories, migrated. */
export async function stored<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url);
  try {
    await store.migrate();
    return await work(store);
  } finally {
    await store.close();
  }
}
