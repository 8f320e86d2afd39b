import type { Plan } from './pages.ts';
import { DAY_SECONDS, parseLocal } from './zone.ts';

const LARGEST_PAGE = 5000;
const LONGEST_RANGE_DAYS = 1000;

export type QueryErrors = Record<string, string[]>;
const isTrue = (text: string | null) => text === 'true' || text === '1';
const integer = (text: string | null) => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

/** Campaigns of `campaigns[]` (also `campaigns[0]`) and of the comma list `campaign_ids`; empty = all. */
export const campaignsOf = (query: URLSearchParams): number[] => {
  const texts = [...query].flatMap(([name, value]) =>
    name === 'campaign_ids' ? value.split(',') : /^campaigns\[\d*\]$/.test(name) ? [value] : [],
  );
  return texts.map((text) => integer(text) ?? -1);
};

/** Reads the filters of `/calls` and `/calls/total` (3.3); the latter has no pages. Refuses what the vendor refuses. */
export const readCallsQuery = (query: URLSearchParams, paged: boolean): Plan | { errors: QueryErrors } => {
  const errors: QueryErrors = {};
  const date = (name: string, timeWhenAbsent: '00:00:00' | '23:59:59') => {
    const text = query.get(name);
    if (text === null) errors[name] = [`O campo ${name} é obrigatório.`];
    const seconds = text === null ? undefined : parseLocal(text, timeWhenAbsent);
    if (text !== null && seconds === undefined)
      errors[name] = [`O campo ${name} não corresponde ao formato Y-m-d H:i:s.`];
    return seconds ?? 0;
  };
  const from = date('start_date', '00:00:00');
  const to = date('end_date', '23:59:59');
  if (to - from > LONGEST_RANGE_DAYS * DAY_SECONDS) errors['end_date'] ??= ['O período é grande demais.'];
  const perPage = integer(query.get('per_page'));
  const page = integer(query.get('page') ?? '1');
  if (paged && (!perPage || perPage > LARGEST_PAGE)) errors['per_page'] = ['O campo per_page é inválido.'];
  if (paged && !page) errors['page'] = ['O campo page é inválido.'];
  if (Object.keys(errors).length > 0) return { errors };
  return {
    campaigns: campaignsOf(query),
    from,
    to,
    page: page ?? 1,
    perPage: perPage ?? 1,
    simple: isTrue(query.get('simple_paginate')),
    withMailing: isTrue(query.get('with_mailing')),
    descending: query.get('order_by_desc') === 'call_date',
  };
};
