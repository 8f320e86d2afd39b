import type { Reply } from '../support/reply.ts';
import type { Account, Thing } from './account.ts';
import { one, page, refusal } from './answers.ts';
import { COLLECTIONS, textsOf, type Fields, type Kind } from './collections.ts';
import type { Turn } from './turn.ts';
import type { World } from './world.ts';

/** What a route may ask: the account, and how old the copy is from which it reads. */
export interface Desk {
  readonly world: World;
  readonly account: Account;
  /** Epoch ms up to which reads see. */
  readonly asOf: number;
}

/** `YYYY-MM-DD HH:MM:SS`, in UTC. */
const timeText = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** A thing as the vendor shows it; the owner of a deal is an object there. */
const shown = ({ kind, id, fields, addedAt, changedAt }: Thing) => ({
  id,
  ...fields,
  ...(kind === 'deals' && { user_id: { id: fields['user_id'], value: fields['user_id'], active_flag: true } }),
  add_time: timeText(addedAt),
  update_time: timeText(changedAt),
});

const readFields = (world: World, kind: Kind, body: string, known: Fields): Fields | Reply => {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return refusal(400, 'Bad request: the body is not JSON');
  }
  const read = COLLECTIONS[kind].fields.safeParse({ ...known, ...(given as Fields) });
  if (!read.success)
    return refusal(400, read.error.issues.map(({ path }) => `${path.join('.')} is invalid`).join(', '));
  const owner = (read.data as Fields)['user_id'];
  if (world.users && owner !== undefined && !world.users.includes(Number(owner))) return refusal(400, 'User not found');
  return read.data as Fields;
};

const isReply = (value: Fields | Reply): value is Reply => Buffer.isBuffer((value as Reply).body);

const dueDate = ({ fields }: Thing) => (fields['due_date'] as string | undefined) ?? '';

const FILTERS: Readonly<Record<string, (thing: Thing, wanted: string) => boolean>> = {
  type: ({ fields }, wanted) => wanted.split(',').includes(String(fields['type'])),
  done: ({ fields }, wanted) => fields['done'] === (wanted === '1'),
  deal_id: ({ fields }, wanted) => String(fields['deal_id']) === wanted,
  start_date: (thing, wanted) => dueDate(thing) >= wanted,
  end_date: (thing, wanted) => dueDate(thing) !== '' && dueDate(thing) <= wanted,
};

const list = ({ world, account, asOf }: Desk, kind: Kind, query: URLSearchParams): Reply => {
  // Without a user the vendor lists the activities of the token's own; 0 stands for everybody.
  const owner = query.get('user_id') ?? (kind === 'activities' ? String(world.me.id) : '0');
  const things = account
    .list(kind, asOf)
    .filter(({ fields }) => owner === '0' || String(fields['user_id']) === owner)
    .filter((thing) => [...query].every(([name, wanted]) => FILTERS[name]?.(thing, wanted) ?? true));
  // The vendor says null where a list is empty.
  return page(things, query, (items) => (items.length === 0 ? null : items.map(shown)));
};

const create = ({ world, account }: Desk, kind: Kind, turn: Turn): Reply => {
  const fields = readFields(world, kind, turn.body, {});
  return isReply(fields) ? fields : one(201, shown(account.create(kind, fields, turn)));
};

const single = (desk: Desk, kind: Kind, turn: Turn): Reply => {
  const { world, account } = desk;
  const id = Number(turn.path.split('/')[2]);
  const thing = account.find(kind, id, turn.method === 'GET' ? desk.asOf : turn.now);
  if (!thing) return refusal(404, 'Not found');
  if (turn.method === 'GET') return one(200, shown(thing));
  if (turn.method === 'DELETE') {
    account.remove(thing, turn);
    return one(200, { id });
  }
  if (turn.method !== 'PUT') return refusal(405, 'Method not allowed');
  const fields = readFields(world, kind, turn.body, thing.fields);
  return isReply(fields) ? fields : one(200, shown(account.change(thing, fields, turn)));
};

/** Finds a term anywhere in the named fields, in any case. */
const searchDeals = ({ account, asOf }: Desk, query: URLSearchParams): Reply => {
  const term = query.get('term')?.trim().toLowerCase() ?? '';
  if (term.length < 2) return refusal(400, 'term must be at least 2 characters long');
  const asked = (query.get('fields') ?? 'title,custom_fields').split(',');
  const title = ({ fields }: Thing) => String(fields['title']);
  const custom = ({ kind, fields }: Thing) => textsOf(kind, { ...fields, title: undefined });
  const found = account
    .list('deals', asOf)
    .filter((deal) =>
      [
        ...(asked.includes('title') ? [title(deal)] : []),
        ...(asked.includes('custom_fields') ? custom(deal) : []),
      ].some((text) => text.toLowerCase().includes(term)),
    );
  const item = (deal: Thing) => ({
    result_score: 1,
    item: {
      id: deal.id,
      type: 'deal',
      title: title(deal),
      owner: { id: deal.fields['user_id'] },
      custom_fields: custom(deal),
    },
  });
  return page(found, query, (items) => ({ items: items.map(item) }));
};

const KINDS = { deal: 'deals', activity: 'activities', note: 'notes' } as const;

/** The vendor's answer to a request that it lets in, and the effect of it. */
export const vendorReply = (desk: Desk, turn: Turn): Reply => {
  const { route, method, query } = turn;
  if (route === 'unknown') return refusal(404, 'Not found');
  if (route === 'deal' || route === 'activity' || route === 'note') return single(desk, KINDS[route], turn);
  if (route === 'deals' || route === 'activities' || route === 'notes') {
    if (method === 'POST') return create(desk, route, turn);
    return method === 'GET' ? list(desk, route, query) : refusal(405, 'Method not allowed');
  }
  if (method !== 'GET') return refusal(405, 'Method not allowed');
  const { id, company } = desk.world.me;
  return route === 'me' ? one(200, { id, company_id: company, active_flag: true }) : searchDeals(desk, query);
};
