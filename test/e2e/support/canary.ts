import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { FaultRules } from '../../../simulators/dialer/faults.ts';

/** A person who does not exist, and so can be in no place but those where we put her. */
export const PERSON = { name: 'Zulmira Quatrolhos', phone: '5511907070707', cpf: '99988877766' };
export const PERSONAL = Object.values(PERSON);

/** A call that is hers in every field that can hold a text. */
const call = (id: string | undefined, campaign: number, at: string) => ({
  ...(id === undefined ? {} : { id }),
  ...{ campaign_id: campaign, campaign: 'Canário', call_date_rfc3339: at },
  ...{ number: PERSON.phone, agent: PERSON.name, qualification_note: PERSON.name, call_date: PERSON.name },
  ...{ speaking_time: PERSON.name, hangup_cause: PERSON.phone, billed_value: PERSON.name, transcription: PERSON.name },
  mailing_data: {
    ...{ _id: 'canary', identifier: PERSON.cpf, cpf: PERSON.cpf, phone: PERSON.phone, on_calling: PERSON.name },
    data: { SOCIO: PERSON.name, [PERSON.cpf]: PERSON.phone },
  },
});

const html = { 'content-type': 'text/html' };

/**
 * A vendor that shows a person's data at every turn: in broken JSON, in a web page, in an error, in a call and in one that
 * cannot be stored. `token` is repeated where a careless server would.
 */
export const careless = (campaign: number, at: string, token: string): FaultRules => {
  const data = [call('canary-1', campaign, at), call(undefined, campaign, at)];
  const page = JSON.stringify({ status: 200, data, meta: { pagination: { per_page: 10 } } });
  const broken = { status: 500, headers: html, body: `<p>${PERSON.name}: /calls?api_token=${token}</p>` };
  return [
    { reply: { body: '{"status":200,"data":{"total":2}}' }, when: { campaign, route: 'total' } },
    { reply: { body: page.slice(0, page.length / 2) }, when: { campaign, times: 1 } },
    { reply: broken, when: { campaign, skip: 1, times: 1 } },
    {
      reply: { headers: html, body: `${PERSON.name} ${PERSON.phone} ${token}` },
      when: { campaign, skip: 2, times: 1 },
    },
    { reply: { body: page }, when: { campaign } },
  ];
};

/** The same vendor when it refuses a request for good. */
export const carelessRefusal = (campaign: number, token: string): FaultRules => {
  const detail = `Token ${token} de ${PERSON.name} (${PERSON.cpf}) inválido`;
  const body = JSON.stringify({ status: 422, title: detail, detail, errors: { start_date: [detail] } });
  return [{ reply: { status: 422, body }, when: { campaign, route: 'calls' } }];
};

/** Every file below a folder, as its path and its bytes. */
export const filesBelow = (folder: string): { path: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));

/** Payloads are bytes and would be shown as numbers. */
const textOf = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, item]) => `${name} ${textOf(item)}`)
    .join(' ');
};

/** What Temporal keeps of every run: its history with payloads, failures, heartbeats, search attributes and memo. */
export async function temporalTexts(client: Client): Promise<{ id: string; text: string }[]> {
  const texts: { id: string; text: string }[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const [history, description] = await Promise.all([handle.fetchHistory(), handle.describe()]);
    texts.push({ id: workflowId, text: `${textOf(history)} ${textOf(description.raw)}` });
  }
  return texts;
}
