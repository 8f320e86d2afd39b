import type mssql from 'mssql';

/** The driver's connection below the pool. */
interface RawConnection {
  close(): void;
}

/** What the pool offers to requests and transactions of the driver; its types leave it out. */
interface PoolInside {
  readonly config: unknown;
  readonly collation: unknown;
  acquire(requester: object): Promise<RawConnection>;
  release(connection: RawConnection): void;
}

type Acquired = (error: null, connection: RawConnection, config: unknown) => void;

/**
 * One connection of a pool, kept from `pinConnection` to `release`. To the driver it is a pool that always gives the
 * same connection.
 */
export interface PinnedConnection {
  readonly pool: mssql.ConnectionPool;
  /** What `new mssql.Request` and `new mssql.Transaction` take. */
  readonly parent: mssql.ConnectionPool;
  /** Ends the connection: what state its session is in is not known. `release` must follow. */
  discard(): void;
  release(): void;
}

/** Waits for a free connection of a pool, which proves it with a query first. */
export async function pinConnection(pool: mssql.ConnectionPool): Promise<PinnedConnection> {
  const inside = pool as unknown as PoolInside;
  const raw = await inside.acquire({});
  const parent = {
    connected: true,
    config: inside.config,
    collation: inside.collation,
    acquire: (_requester: object, acquired: Acquired) => void setImmediate(acquired, null, raw, inside.config),
    release: () => {},
  };
  return {
    pool,
    parent: parent as unknown as mssql.ConnectionPool,
    discard: () => raw.close(),
    release: () => inside.release(raw),
  };
}
