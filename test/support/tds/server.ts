import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Answer, AnswerError } from './answers.ts';
import { MESSAGE, MessageReader, toPackets, type Message } from './packets.ts';
import { readRequest, type BulkLoad, type Login, type Request, type Statement } from './requests.ts';
import { endTransaction, newSession, rollBack, type Session } from './session.ts';
import {
  answerTokens,
  begunTokens,
  DONE,
  doneToken,
  endedTokens,
  loginTokens,
  preloginTokens,
  TOKEN,
} from './tokens.ts';

/** Looks at what a client sends, as a server would before it does it. */
export interface RequestChecks {
  statement(session: Session, statement: Statement): readonly string[];
  /** Once the statement has run: the tables that it made are there, those that it dropped are not. */
  ran(session: Session, statement: Statement): void;
  bulk(session: Session, insertBulk: string, load: BulkLoad): readonly string[];
  end(session: Session, action: 'commit' | 'rollback'): readonly string[];
}

type Told = Exclude<Request, { kind: 'prelogin' | 'login' | 'attention' }>;

export interface TdsServerOptions {
  /** Of batches, parameterised statements and procedures; INSERT BULK and housekeeping are answered here. */
  answer(statement: Statement, session: Session): Answer | Promise<Answer>;
  /** Without them every request is taken as it comes, and bulk rows are not even decoded. */
  readonly checks?: RequestChecks;
  /** @returns what refuses the login */
  login?(login: Login): AnswerError | undefined;
  /** @returns what happens in place of the request; `after` lets it happen before the connection is cut */
  fault?(request: Told, session: Session): Answer | { readonly after: 'cut' } | undefined;
  /** What the server says about encryption; it has none in truth. */
  readonly encryption?: 'none' | 'required';
}

export interface TdsServer {
  readonly port: number;
  /** Every connection from the same client may open as many as it likes; this is how many did. */
  readonly connections: number;
  /** What the checks found wrong, in order; the client was told as well. */
  readonly problems: string[];
  close(): Promise<void>;
}

const ENCRYPTION = { none: 2, required: 3 } as const;
/** Number of an error of ours: one that no server gives by itself. */
export const CHECK_FAILED = 50_999;

/** What the driver does of its own accord: settings after the login, and trying a connection before it is given out. */
export const isHousekeeping = (statement: Statement): boolean =>
  (statement.kind === 'batch' && statement.sql.startsWith('set ansi_nulls on\n')) ||
  (statement.kind === 'query' && statement.sql === 'SELECT 1;');

const INSERT_BULK = /^\s*insert bulk\s/i;

/** Announces rows of the bulk protocol. */
export const isInsertBulk = (statement: Statement): statement is Extract<Statement, { kind: 'batch' }> =>
  statement.kind === 'batch' && INSERT_BULK.test(statement.sql);

/** Serves connections of a SQL Server client on a free port of this machine. */
export async function startTdsServer(options: TdsServerOptions): Promise<TdsServer> {
  const problems: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.setNoDelay();
    const connection = serve(socket, newSession(connections), options, problems);
    socket.on('close', () => {
      sockets.delete(socket);
      connection.closed();
    });
    // A client that goes away in the middle of something is what some tests are about.
    socket.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    problems,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function serve(socket: Socket, session: Session, options: TdsServerOptions, problems: string[]) {
  const { checks } = options;
  const reader = new MessageReader();
  let began = 0n;
  let wasCut = false;
  /** A request that was met with silence: an attention gets its answer and then one of its own. */
  let isSilent = false;

  const send = (body: Buffer) => void (socket.destroyed || socket.write(toPackets(MESSAGE.response, body)));
  const cut = () => {
    wasCut = true;
    socket.destroy();
  };
  const reply = (answer: Answer, call = false) => {
    if (answer === 'silence') {
      isSilent = true;
      return;
    }
    if (answer === 'cut') return cut();
    const { transaction } = session;
    if (answer.some((part) => 'rolledBack' in part)) rollBack(session);
    send(answerTokens(answer, call, transaction));
  };
  const refuse = (found: readonly string[], call = false) => {
    problems.push(...found);
    reply([{ error: { number: CHECK_FAILED, message: found.join('\n') } }], call);
  };

  const manage = ({ action, transaction }: Extract<Request, { kind: 'transaction' }>) => {
    if (action === 'save') return refuse(['The product has no savepoints.']);
    if (action === 'begin') {
      if (session.transaction !== 0n) return refuse(['A transaction was begun inside another one.']);
      began += 1n;
      session.transaction = (BigInt(session.id) << 32n) | began;
      return send(begunTokens(session.transaction));
    }
    if (session.transaction === 0n || transaction !== session.transaction) {
      return refuse([`The ${action} has no BEGIN TRANSACTION on its connection.`]);
    }
    const found = checks?.end(session, action) ?? [];
    const ended = session.transaction;
    if (action === 'rollback') rollBack(session);
    else endTransaction(session);
    if (found.length > 0) return refuse(found);
    send(endedTokens(action === 'commit' ? 'committed' : 'rolledBack', ended));
  };

  const run = async ({ statement, transaction }: Extract<Request, { kind: 'statement' }>) => {
    const call = statement.kind !== 'batch';
    if (transaction !== session.transaction) return refuse(['The statement is of another transaction.'], call);
    const found = checks?.statement(session, statement) ?? [];
    if (found.length > 0) return refuse(found, call);
    if (isInsertBulk(statement)) {
      session.awaited = statement.sql;
      return send(doneToken(TOKEN.done, 0));
    }
    const answer = await options.answer(statement, session);
    checks?.ran(session, statement);
    return reply(answer, call);
  };

  const take = (load: () => BulkLoad) => {
    const { awaited } = session;
    session.awaited = null;
    if (awaited === null) return refuse(['Bulk rows came without INSERT BULK.']);
    if (!checks) return send(doneToken(TOKEN.done, 0));
    const loaded = load();
    const found = checks.bulk(session, awaited, loaded);
    if (found.length > 0) return refuse(found);
    send(doneToken(TOKEN.done, DONE.count, loaded.rows.length));
  };

  const act = (request: Told): void | Promise<void> => {
    if (request.kind === 'transaction') return manage(request);
    return request.kind === 'bulk' ? take(request.load) : run(request);
  };

  const handle = async (message: Message): Promise<void> => {
    const request = readRequest(message);
    if (message.reset) problems.push('The session was reset, which the driver never asks for.');
    switch (request.kind) {
      case 'prelogin':
        return send(preloginTokens(ENCRYPTION[options.encryption ?? 'none']));
      case 'login': {
        const refused = options.login?.(request.login);
        if (!refused) return send(loginTokens(request.login.database));
        reply([{ error: refused }]);
        return void socket.end();
      }
      case 'attention':
        if (isSilent) send(doneToken(TOKEN.done, 0));
        isSilent = false;
        return send(doneToken(TOKEN.done, DONE.attention));
      default: {
        if (request.kind === 'statement' && isHousekeeping(request.statement)) {
          return reply([], request.statement.kind !== 'batch');
        }
        const fault = options.fault?.(request, session);
        if (fault === undefined) return act(request);
        if (typeof fault === 'object' && 'after' in fault) {
          socket.cork();
          await act(request);
          return cut();
        }
        return reply(fault, request.kind === 'statement' && request.statement.kind !== 'batch');
      }
    }
  };

  const hear = (message: Message) =>
    handle(message).catch((error: unknown) => refuse([error instanceof Error ? error.message : String(error)]));
  socket.on('data', (chunk) => {
    for (const message of reader.push(chunk)) {
      if (message.ignored) send(doneToken(TOKEN.done, DONE.attention));
      else void hear(message);
    }
  });

  return {
    closed: () => {
      if (session.transaction !== 0n && !wasCut) problems.push('A connection was closed inside a transaction.');
    },
  };
}
