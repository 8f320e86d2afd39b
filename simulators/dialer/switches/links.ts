import type { Page } from '../pages.ts';
import type { Turn } from '../turn.ts';
import { defineSwitch } from './Switch.ts';

/** Replaces `links.next` where there is one. */
const withNext = (pagination: Record<string, unknown>, page: Page, next: string) => {
  if (page.more && pagination['links']) pagination['links'] = { ...(pagination['links'] as object), next };
};
const nextOf = (turn: Turn) => `${turn.walk}&page=${(turn.page ?? 0) + 1}`;

/** Links that must not be trusted (case 15, C-22). */
export const links = [
  defineSwitch({
    name: 'relative-next-link',
    spec: '15',
    does: '`links.next` is a path without host.',
    params: {},
    pagination: (pagination, page, { turn }) =>
      withNext(pagination, page, new URL(turn.baseUrl).pathname + nextOf(turn)),
  }),
  defineSwitch({
    name: 'next-link-repeats',
    spec: '15',
    does: '`links.next` names the current page.',
    params: {},
    pagination: (pagination, page, { turn }) =>
      withNext(pagination, page, `${turn.baseUrl}${turn.walk}&page=${turn.page}`),
  }),
  defineSwitch({
    name: 'foreign-next-link',
    spec: '15',
    does: '`links.next` leads to another origin and carries a token.',
    params: { origin: 'http://elsewhere.invalid' },
    pagination: (pagination, page, { turn, params: { origin } }) =>
      withNext(pagination, page, `${origin}/api/v1${nextOf(turn)}&api_token=embedded-token`),
  }),
];
