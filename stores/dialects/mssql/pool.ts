import type mssql from 'mssql';
import { driver } from './driver.ts';
import type { MssqlAddress } from './url.ts';

function configOf(address: MssqlAddress): mssql.config {
  const { server, port, instanceName, encrypt, trustServerCertificate } = address;
  return {
    server,
    ...(port !== undefined && { port }),
    database: address.database,
    user: address.user,
    password: address.password,
    connectionTimeout: address.connectTimeoutMs,
    requestTimeout: address.requestTimeoutMs,
    pool: { min: 0, max: address.poolMax },
    // A connection that a firewall has cut is found out before a statement is lost on it.
    validateConnection: true,
    options: {
      // The driver forgets the port when it is given the name of an instance.
      ...(port === undefined && instanceName !== undefined && { instanceName }),
      encrypt,
      trustServerCertificate,
      appName: address.applicationName,
      // Times are read and written as UTC whatever the zone of this machine.
      useUTC: true,
    },
  };
}

/**
 * @returns a pool that connects when it is used, and the numbers of the errors that the newest login met: the driver's
 * own error has only their text, in the server's language
 */
export function createPool(address: MssqlAddress): {
  pool: mssql.ConnectionPool;
  loginErrors: () => readonly number[];
} {
  let newest: readonly number[] = [];
  const { ConnectionPool } = driver();
  const pool = new ConnectionPool({
    ...configOf(address),
    beforeConnect: (connection) => {
      const numbers: number[] = [];
      newest = numbers;
      const note = ({ number }: { number: number }) => void numbers.push(number);
      connection.on('errorMessage', note);
      connection.once('connect', () => connection.off('errorMessage', note));
    },
  });
  // An idle connection that breaks tells the pool, which leaves it out from then on; unheard, it would end the process.
  pool.on('error', () => {});
  return { pool, loginErrors: () => newest };
}
