import { WorkflowNotFoundError } from '@temporalio/client';
import { isEnded } from '../../rules/consultants/handoverState.ts';
import { abandonment, offerAnswer, serviceEnd } from '../../schemas/consultants.ts';
import { liveOrNull } from '../liveOrNull.ts';
import { HttpProblem, conflict, notFound } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import { actorOf } from './caller.ts';
import type { ConsultantsApiDeps, HandoverCommand } from './deps.ts';
import { byNumber, handoversQuery } from './queries.ts';
import { attendants, readers } from './roles.ts';

/** Offers, releases and changes of one hand-over are far fewer. */
const MAX_EVENTS = 500;
/** A queue that is longer is not read to its end by anybody. */
const MAX_WAITING = 500;

type Deps = Pick<ConsultantsApiDeps, 'store' | 'starters'>;

/** The row, as long as there is one. @throws HttpProblem 404 */
async function found({ store }: Deps, number: string) {
  const handover = await store.handover(number);
  if (!handover) throw notFound('Hand-over');
  return handover;
}

/** Reading and steering hand-overs: what follows after the answer (2.2). */
export function handoverRoutes(deps: Deps): Route[] {
  const { store, starters } = deps;

  async function tell(number: string, command: HandoverCommand) {
    const handover = await found(deps, number);
    try {
      return await starters.tell(number, command);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      if (isEnded(handover)) throw conflict('ended', 'The hand-over has ended');
      throw new HttpProblem(503, 'not-followed-yet', 'The hand-over is not being followed yet', {
        headers: { 'Retry-After': '1' },
      });
    }
  }

  const answerOffer = (type: 'accept' | 'refuse', summary: string): Route =>
    defineRoute({
      method: 'post',
      path: `/handovers/:number/${type}`,
      summary,
      roles: attendants,
      params: byNumber,
      body: offerAnswer,
      answer: answers.handoverStanding,
      handle: ({ params, body, principal }) => tell(params.number, { type, ...body, actor: actorOf(principal) }),
    });

  const endService = (type: 'finish' | 'ready', summary: string): Route =>
    defineRoute({
      method: 'post',
      path: `/handovers/:number/${type}`,
      summary,
      roles: attendants,
      params: byNumber,
      body: serviceEnd,
      answer: answers.handoverStanding,
      handle: ({ params, body, principal }) => tell(params.number, { type, ...body, actor: actorOf(principal) }),
    });

  return [
    defineRoute({
      method: 'get',
      path: '/handovers',
      summary: 'Hand-overs, newest first',
      roles: readers,
      query: handoversQuery,
      answer: answers.pageOf(answers.handover),
      handle: ({ query }) => store.listHandovers(query),
    }),
    defineRoute({
      method: 'get',
      path: '/waiting',
      summary: 'Requests for which nobody was eligible, oldest first',
      roles: readers,
      answer: answers.pageOf(answers.handover),
      handle: async () => ({ items: await store.waitingHandovers(MAX_WAITING), nextCursor: null }),
    }),
    defineRoute({
      method: 'get',
      path: '/handovers/:number',
      summary: 'A hand-over, what it says of itself, and everything that happened to it with the reasons',
      roles: readers,
      params: byNumber,
      answer: answers.handoverStory,
      async handle({ params: { number } }) {
        const handover = await found(deps, number);
        const { items } = await store.listEvents({ number, limit: MAX_EVENTS });
        const live = isEnded(handover) ? null : await liveOrNull(() => starters.live(number));
        return { handover, live, events: items.toReversed() };
      },
    }),
    answerOffer('accept', 'The consultant takes it'),
    answerOffer('refuse', 'The consultant does not take it; the next one is asked'),
    endService('finish', 'The service is over'),
    endService('ready', 'The consultant is free again, before the time for wrapping up is over'),
    defineRoute({
      method: 'post',
      path: '/handovers/:number/abandon',
      summary: 'Nothing more is to come of it',
      roles: attendants,
      params: byNumber,
      body: abandonment,
      answer: answers.handoverStanding,
      handle: ({ params, body, principal }) =>
        tell(params.number, { type: 'abandon', ...body, actor: actorOf(principal) }),
    }),
  ];
}
