import { failure } from '../reply.ts';
import { defineSwitch } from './Switch.ts';

const withoutTotals = (pagination: Record<string, unknown>) => {
  delete pagination['total'];
  delete pagination['total_pages'];
};

/** How pages and their totals are told (cases 1–5, 8–10, 13, 14). */
export const paging = [
  defineSwitch({
    name: 'full-pagination',
    spec: '1',
    does: 'Totals and links, even when simple pagination is asked for.',
    params: {},
    plan: (plan) => void (plan.simple = false),
  }),
  defineSwitch({
    name: 'simple-pagination',
    spec: '2',
    does: 'No totals, whatever is asked for; `links.next` until the end.',
    params: {},
    plan: (plan) => void (plan.simple = true),
  }),
  defineSwitch({
    name: 'total-pages-zero',
    spec: '2a',
    does: 'Simple pagination with `total_pages` 0.',
    params: {},
    plan: (plan) => void (plan.simple = true),
    pagination: (pagination) => void (pagination['total_pages'] = 0),
  }),
  defineSwitch({
    name: 'no-links',
    spec: '2b',
    does: 'Simple pagination without links: only the short page tells the end.',
    params: {},
    plan: (plan) => void (plan.simple = true),
    pagination: (pagination) => void delete pagination['links'],
  }),
  defineSwitch({
    name: 'no-pagination',
    spec: '3.4',
    does: 'No `meta` at all.',
    params: {},
    envelope: ({ meta: _meta, ...body }) => body,
  }),
  defineSwitch({
    name: 'empty-middle-page',
    spec: '3',
    does: 'A page after the first that has successors is empty, totals and links promise more. Name it with `when.page`; `when.times` heals it.',
    params: {},
    page: (page) => {
      if (page.plan.page > 1 && page.more) page.rows = [];
      return undefined;
    },
  }),
  defineSwitch({
    name: 'last-page-full',
    spec: '4',
    does: "A day's calls are cut down to a multiple of `multiple`. Let the campaign dial within one window.",
    params: { multiple: 100 },
    dayCount: (count, { multiple }) => count - (count % multiple),
  }),
  defineSwitch({
    name: 'wrong-total',
    spec: '5',
    does: '`total` is wrong by `by` (negative = too low), and `total_pages` with it.',
    params: { by: 5 },
    pagination: (pagination, { plan, total }, { params: { by } }) => {
      if (plan.simple) return;
      pagination['total'] = Math.max(0, total + by);
      pagination['total_pages'] = Math.ceil(Math.max(0, total + by) / plan.perPage);
    },
  }),
  defineSwitch({
    name: 'wrong-count-endpoint',
    spec: '5',
    does: '`/calls/total` is wrong by `by`.',
    params: { by: 5 },
    total: (total, { params: { by } }) => Math.max(0, total + by),
  }),
  defineSwitch({
    name: 'no-count-endpoint',
    spec: '5',
    does: '`/calls/total` answers 404: the vendor gives no count.',
    params: {},
    before: ({ turn }) =>
      turn.route === 'total' ? failure(404, 'Não encontrado', 'Recurso não encontrado') : undefined,
  }),
  defineSwitch({
    name: 'clamp-per-page',
    spec: '8',
    does: '`per_page` is silently clamped to `max`.',
    params: { max: 100 },
    plan: (plan, { params: { max } }) => void (plan.perPage = Math.min(plan.perPage, max)),
  }),
  ...([404, 422] as const).map((status) =>
    defineSwitch({
      name: `beyond-end-${status}`,
      spec: '9',
      does: `A page beyond the end answers ${status} instead of an empty 200.`,
      params: {},
      page: ({ plan, rows }) => {
        if (plan.page === 1 || rows.length > 0) return undefined;
        if (status === 404) return failure(404, 'Não encontrado', 'Página não encontrada');
        return failure(422, 'Erro de validação', 'Os dados informados são inválidos.', {
          page: ['O campo page é inválido.'],
        });
      },
    }),
  ),
  defineSwitch({
    name: 'total-pages-changes',
    spec: '10',
    does: '`total_pages` differs by up to `by` from request to request.',
    params: { by: 2 },
    volatile: true,
    pagination: (pagination, { plan, totalPages }, { turn, params: { by } }) => {
      if (!plan.simple) pagination['total_pages'] = Math.max(0, totalPages + (turn.n % (2 * by + 1)) - by);
    },
  }),
  defineSwitch({
    name: 'wrong-count',
    spec: '13',
    does: '`count` differs from the number of rows by `by`.',
    params: { by: 1 },
    pagination: (pagination, { rows }, { params: { by } }) => void (pagination['count'] = rows.length + by),
  }),
  defineSwitch({
    name: 'page-numbers-as-text',
    spec: '14',
    does: 'Every number of the pagination is a text.',
    params: {},
    pagination: (pagination) => {
      for (const [name, value] of Object.entries(pagination))
        if (typeof value === 'number') pagination[name] = String(value);
    },
  }),
  defineSwitch({
    name: 'last-page-in-meta',
    spec: '3.4',
    does: 'Totals as `meta.last_page`.',
    params: {},
    envelope: ({ meta, ...body }) => {
      const { total_pages, current_page } = (meta as { pagination: Record<string, unknown> }).pagination;
      return { ...body, meta: { last_page: total_pages, current_page } };
    },
  }),
  defineSwitch({
    name: 'top-level-pages',
    spec: '3.4',
    does: '`current_page` and `last_page` at the top of the body.',
    params: {},
    envelope: ({ meta, ...body }) => {
      const { total_pages, current_page } = (meta as { pagination: Record<string, unknown> }).pagination;
      return { ...body, current_page, last_page: total_pages };
    },
  }),
  defineSwitch({
    name: 'page-info-gone',
    spec: '3.4',
    does: 'The pagination keeps nothing but its links.',
    params: {},
    pagination: (pagination) => {
      withoutTotals(pagination);
      delete pagination['count'];
      delete pagination['per_page'];
      delete pagination['current_page'];
    },
  }),
];
