import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { AnswerPart } from './answers.ts';
import { askedBy, type AskedAfter } from './exchanges.ts';
import { MessageReader, type Message } from './packets.ts';
import { readAnswer } from './readAnswer.ts';
import { readRequest } from './requests.ts';
import { isHousekeeping, isInsertBulk, type RequestChecks } from './server.ts';
import { endTransaction, newSession, rollBack, type Session } from './session.ts';

export interface ProxyOptions {
  /** The real server; encrypted connections cannot be listened to. */
  readonly host: string;
  readonly port: number;
  readonly checks: RequestChecks;
  /** Told of every statement once it is answered. */
  record(asked: AskedAfter, answer: readonly AnswerPart[]): void;
}

export interface TdsProxy {
  readonly port: number;
  /** What the checks found wrong. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Stands between a client and a real server, passes everything on, and tells what was asked and answered. */
export async function startTdsProxy(options: ProxyOptions): Promise<TdsProxy> {
  const problems: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(options.port, options.host);
    const listener = createListener(newSession(connections), options, problems);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay();
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      // Either side may go away at any moment; the other one is told by the end of its connection.
      from.on('error', () => from.destroy());
    }
    client.on('data', (chunk) => {
      listener.asked(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      listener.answered(chunk);
      client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    problems,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type Answered = (answer: readonly AnswerPart[]) => void;
const nothing: Answered = () => {};

function createListener(session: Session, { checks, record }: ProxyOptions, problems: string[]) {
  const [requests, responses] = [new MessageReader(), new MessageReader()];
  /** One for each request that is not answered yet, in order. */
  const waiting: Answered[] = [];

  /** What goes wrong here must not stop what passes through. */
  const noting = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      problems.push(String(error));
      return undefined;
    }
  };

  const hear = (message: Message): Answered => {
    const request = readRequest(message);
    if (request.kind === 'transaction') {
      if (request.action === 'commit') problems.push(...checks.end(session, 'commit'));
      if (request.action === 'rollback') rollBack(session);
      else endTransaction(session);
      return nothing;
    }
    if (request.kind === 'bulk') {
      const { awaited } = session;
      session.awaited = null;
      if (awaited !== null) problems.push(...checks.bulk(session, awaited, request.load()));
      return nothing;
    }
    if (request.kind !== 'statement' || isHousekeeping(request.statement)) return nothing;
    const { statement } = request;
    session.transaction = request.transaction;
    problems.push(...checks.statement(session, statement));
    if (isInsertBulk(statement)) {
      session.awaited = statement.sql;
      return nothing;
    }
    const asked = askedBy(statement, session);
    return (answer) => {
      checks.ran(session, statement);
      if (answer.some((part) => 'rolledBack' in part)) rollBack(session);
      record(asked, answer);
    };
  };

  return {
    asked: (chunk: Buffer) => {
      for (const message of requests.push(chunk)) waiting.push(noting(() => hear(message)) ?? nothing);
    },
    answered: (chunk: Buffer) => {
      for (const { body } of responses.push(chunk)) {
        const answered = waiting.shift() ?? nothing;
        if (answered !== nothing) noting(() => answered(readAnswer(body)));
      }
    },
  };
}
