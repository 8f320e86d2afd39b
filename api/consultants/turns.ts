import { turnRequest } from '../../schemas/consultants.ts';
import { keyReused } from '../answerOnce.ts';
import { conflict } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import { callerOf } from './caller.ts';
import type { ConsultantsApiDeps } from './deps.ts';
import { handoverLink } from './links.ts';
import { onceOf, replayedHeader } from './once.ts';
import { attendants } from './roles.ts';

/** The safe twin of `GET /consultor/da-vez`: nothing that reads ahead or repeats takes a turn. */
export const turnRoutes = ({ store, settings, now }: ConsultantsApiDeps): Route[] => [
  defineRoute({
    method: 'post',
    path: '/turns',
    summary: 'Take a turn: whose it is, and a protocol number',
    roles: attendants,
    idempotent: 'by-handler',
    status: 201,
    body: turnRequest,
    answer: answers.turn,
    headers: ({ replayed, links }) => ({ ...replayedHeader(replayed), Location: links.handover }),
    async handle({ body, principal, idempotencyKey: key }) {
      const at = now();
      const caller = callerOf(principal, at);
      const route = 'POST /turns';
      const outcome = await store.takeTurn({
        ...caller,
        ...body,
        numbering: settings.numbering(at),
        policy: settings.turnPolicy,
        lease: settings.lease,
        once: onceOf({ key, caller: caller.actor, route, content: body, now: at }),
      });
      if (outcome.kind === 'key-reused') throw keyReused();
      if (outcome.kind === 'nobody') throw conflict('nobody-available', 'Nobody is available for this language');
      const { turn, replayed } = outcome;
      return { ...turn, replayed, links: { handover: handoverLink(turn.number) } };
    },
  }),
];
