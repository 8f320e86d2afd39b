import { StoreError, type StoreFailure } from '../../failures.ts';
import { errorFacts, type ErrorFacts } from './errorChain.ts';
import { LOCK_TIMED_OUT } from './lockSql.ts';
import { serverError } from './serverError.ts';
import { targetOf, type MssqlAddress } from './url.ts';

/** What was being done: a connection that is lost means something else in each. */
export type Phase = 'connect' | 'request' | 'commit';

export type Translate = (error: unknown, phase: Phase) => Error;

/** Error numbers of SQL Server and Azure SQL by what they mean; the first that fits counts. */
const byNumber: readonly (readonly [StoreFailure, readonly number[]])[] = [
  ['store-database-unknown', [911, 4060]],
  ['store-login-refused', [18401, 18450, 18451, 18452, 18456, 18470, 18486, 18487, 18488, 40532, 40615]],
  ['store-permission-denied', [229, 230, 262, 297, 300, 916, 1088, 15151, 15247]],
  // Deadlock, lock time-outs, snapshot conflicts, and those of memory-optimised tables.
  ['store-conflict', [1205, 1222, LOCK_TIMED_OUT, 3960, 3961, 41301, 41302, 41305, 41325, 41839]],
  // Azure: reconfiguring, throttled, overloaded or failing over. 3906, 978 and 983: a replica that takes no writers.
  [
    'store-unreachable',
    [978, 983, 3906, 4221, 10928, 10929, 10936, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920],
  ],
];

const CERTIFICATE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET)_|HOSTNAME_MISMATCH$|INVALID_CA$)/;
const LOST = new Set([
  'ESOCKET',
  'ECLOSE',
  'ECONNCLOSED',
  'ECONNRESET',
  'ECONNREFUSED',
  'EINVALIDSTATE',
  'EINSTLOOKUP',
  'EPIPE',
]);

const has = ({ codes }: ErrorFacts, test: (code: string) => boolean): boolean => codes.values().some(test);

function failureOf(facts: ErrorFacts, phase: Phase): StoreFailure | undefined {
  const { codes, numbers } = facts;
  const ofNumber = byNumber.find(([, known]) => known.some((number) => numbers.has(number)))?.[0];
  if (ofNumber) return ofNumber;
  if (codes.has('EENCRYPT') || has(facts, (code) => CERTIFICATE.test(code))) return 'store-encryption-refused';
  if (codes.has('ELOGIN')) return 'store-login-refused';
  const lost = has(facts, (code) => LOST.has(code));
  if (phase === 'commit' && (lost || codes.has('ETIMEOUT'))) return 'store-commit-unknown';
  if (lost || (phase === 'connect' && codes.has('ETIMEOUT'))) return 'store-unreachable';
  return codes.has('ETIMEOUT') ? 'store-timed-out' : undefined;
}

/** The server's number, or the innermost code: what to look up. */
const reasonOf = ({ codes, numbers }: ErrorFacts): string => {
  const reason = numbers.keys().next().value ?? [...codes].at(-1);
  return reason === undefined ? '' : ` (${typeof reason === 'number' ? `error ${reason}` : reason})`;
};

function encryptionSentence({ encrypt }: MssqlAddress, server: string, facts: ErrorFacts): string {
  const reason = reasonOf(facts);
  if (has(facts, (code) => CERTIFICATE.test(code))) {
    return (
      `The certificate of ${server} is not trusted by this machine, or is for another name${reason}: have it signed by ` +
      'an authority given in NODE_EXTRA_CA_CERTS, or add trustServerCertificate=true to DATABASE_URL.'
    );
  }
  return encrypt === false
    ? `${server} takes encrypted connections only${reason}: remove encrypt=false from DATABASE_URL.`
    : `${server} does not offer encryption${reason}: add encrypt=false to DATABASE_URL only if the network in between is yours.`;
}

function sentence(failure: StoreFailure, address: MssqlAddress, phase: Phase, facts: ErrorFacts): string {
  const { user, database, requestTimeoutMs } = address;
  const server = `SQL Server at ${targetOf(address)}`;
  const reason = reasonOf(facts);
  switch (failure) {
    case 'store-login-refused':
      return `${server} refused the login of ${user}${reason}: name or password is wrong, or the login is locked.`;
    case 'store-database-unknown':
      return `${server} has no database ${database} that ${user} may open${reason}.`;
    case 'store-permission-denied':
      return `${server} does not let ${user} do this in ${database}${reason}: ${[...facts.numbers.values()].join(' ')}`;
    case 'store-encryption-refused':
      return encryptionSentence(address, server, facts);
    case 'store-unreachable':
      return phase === 'connect'
        ? `${server} cannot be reached${reason}.`
        : `The connection to ${server} was lost, or it is too busy to go on${reason}.`;
    case 'store-conflict':
      return `${server} broke a transaction off in favour of another one${reason}.`;
    case 'store-timed-out':
      return `${server} did not finish a statement within ${requestTimeoutMs} ms${reason}.`;
    case 'store-commit-unknown':
      return `The connection to ${server} was lost while a transaction was being committed${reason}.`;
  }
}

/**
 * @param loginErrors numbers of the errors that the newest login met
 * @returns what turns an error of the driver into a `StoreError` with one sentence, or, when nothing outside the program
 * has failed, into an error that names the server's number and no value of a row
 */
export const createTranslate =
  (address: MssqlAddress, loginErrors: () => readonly number[]): Translate =>
  (error, phase) => {
    if (error instanceof StoreError) return error;
    const facts = errorFacts(error);
    if (phase === 'connect' && facts.codes.has('ELOGIN'))
      for (const number of loginErrors()) facts.numbers.set(number, '');
    const failure = failureOf(facts, phase);
    return failure
      ? new StoreError(failure, sentence(failure, address, phase, facts))
      : serverError(error, facts.numbers.keys().next().value);
  };
