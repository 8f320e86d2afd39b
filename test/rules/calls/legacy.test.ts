import assert from 'node:assert/strict';
import { CALL_COLUMNS, MAILING_COLUMNS } from '../../../rules/calls/columns.ts';
import { createLegacyReaders, type LegacyRow } from '../../../rules/calls/legacy.ts';

const AT = '2026-11-20T12:00:00.000Z';
const CREATED = { created_at: '2024-05-02 02:10:00', updated_at: new Date('2024-05-02T02:10:05.003Z') };
const readers = createLegacyReaders({ zone: 'America/Sao_Paulo', finalStatuses: new Set([7]), at: AT });

const columnsOf = ({ values }: { values: readonly unknown[] }, columns: readonly { name: string }[]) =>
  Object.fromEntries(columns.map(({ name }, i) => [name, values[i]]));
const readCall = (row: LegacyRow) => {
  const call = readers.call({ id: 'a', ...CREATED, ...row });
  return { ...call, columns: columnsOf(call, CALL_COLUMNS) };
};
const readMailing = (row: LegacyRow) => {
  const mailing = readers.mailing({ id: 1, call_id: 'a', ...CREATED, ...row });
  return { ...mailing, columns: columnsOf(mailing, MAILING_COLUMNS) };
};

describe("rows of the legacy robot's tables", () => {
  it('4.4: a call gains what is read from the texts that the robot kept', () => {
    const { columns, ...call } = readCall({
      list_name: 'Lista 5',
      call_date: '2024-05-01 14:03:22',
      call_date_rfc3339: '2024-05-01T14:03:22-03:00',
      campaign_id: 5,
      speaking_time: '27:10:05',
      billed_value: '0,10',
      has_agent: 1,
      recorded: false,
      status_id: 7,
      route_id: 3,
      route_caller_id: '551130000000',
      transcription: '🙂 olá',
      qualification: '-',
    });
    assert.deepEqual(
      [call.campaignId, call.at, call.createdAt, call.updatedAt, call.oddities],
      [5, '2024-05-01T17:03:22.000Z', '2024-05-02T05:10:00.000Z', '2024-05-02T05:10:05.003Z', []],
    );
    const { call_date, call_offset, list_name, speaking_time, speaking_seconds, billed_value, billed_amount } = columns;
    assert.deepEqual(
      [call_date, call_offset, list_name, speaking_time, speaking_seconds, billed_value, billed_amount],
      ['2024-05-01T14:03:22', '-03:00', 'Lista 5', '27:10:05', 97_805, '0,10', '0.1'],
    );
    const { has_agent, recorded, is_final, route_id, route_caller_id, transcription, qualification, agent_id } =
      columns;
    assert.deepEqual(
      [has_agent, recorded, is_final, route_id, route_caller_id, transcription, qualification, agent_id],
      [1, 0, 1, 3, '551130000000', '🙂 olá', null, null],
    );
  });

  it("5.2: without call_date_rfc3339 the instant is read on the account's clocks, an hour that happens twice as its first", () => {
    const instants: [string | Date | null, string | null][] = [
      ['2018-02-17 23:30:00', '2018-02-18T01:30:00.000Z'], // summer time ended that midnight: 23:30 came twice
      ['2018-11-04 00:30:00', '2018-11-04T03:30:00.000Z'], // summer time began: there was no 00:30
      [new Date('2024-05-01T14:03:22.000Z'), '2024-05-01T17:03:22.000Z'],
      ['2024-05-01T14:03:22.000Z', '2024-05-01T17:03:22.000Z'],
      [null, null],
    ];
    for (const [call_date, at] of instants) assert.equal(readCall({ call_date }).at, at, String(call_date));
  });

  it('C-10: what does not fit is listed, and costs nothing else', () => {
    const { columns, oddities } = readCall({ acw_time: '-00:00:05', number: '5511' });
    assert.deepEqual([columns['acw_time'], columns['acw_seconds'], columns['number']], [null, null, '5511']);
    assert.deepEqual(
      oddities.map(({ field, rule }) => `${field} ${rule}`),
      ['call_date missing-date', 'acw_time negative-duration'],
    );
  });

  it('C-21: an id is taken as it is, one too that would be rejected today; columns of a younger robot may lack', () => {
    for (const id of ['', 'a ', ' ', 'É'])
      assert.deepEqual([readers.call({ id }).id, readers.call({ id }).values[0]], [id, id]);
    assert.equal(readers.call({ id: 'a' }).createdAt, AT);
  });

  it('5.6: a mailing record has its columns, and the eight names among the values of data', () => {
    const mailing = readMailing({
      _id: 'm1',
      uf: 'RJ',
      dialed_phone: 2,
      cidade: 'São Paulo',
      uf_mailing: 'SP',
      cep: null,
    });
    const { _id, uf, dialed_phone, cidade, uf_mailing, cep, data_json } = mailing.columns;
    assert.deepEqual(
      [mailing.mailingId, _id, uf, dialed_phone, cidade, uf_mailing, cep],
      ['m1', 'm1', 'RJ', 2, 'São Paulo', 'SP', null],
    );
    assert.equal(data_json, '{"CIDADE":"São Paulo","UF":"SP"}');
    assert.deepEqual(
      mailing.entries.map(({ name, value }) => [name, value]),
      [
        ['CIDADE', 'São Paulo'],
        ['UF', 'SP'],
      ],
    );
    const empty = readMailing({ _id: null });
    assert.deepEqual([empty.mailingId, empty.columns['data_json'], empty.entries], ['', null, []]);
  });

  it('4.3: a run keeps its texts, status and counts', () => {
    const run = {
      execution_date: '2024-05-02 02:00:00',
      start_date: '2024-05-01 00:00:00',
      end_date: '2024-05-01 23:59:59',
      campaign_ids: '5,6',
      total_records: 10,
      successful_records: 9,
      failed_records: 1,
      execution_time_seconds: 90,
      error_message: null,
      created_at: '2024-05-02 02:00:01',
    };
    assert.deepEqual(readers.execution({ id: 1, ...run, status: 'COMPLETED_WITH_ERRORS' }), {
      startedAt: '2024-05-02T05:00:00.000Z',
      endedAt: '2024-05-02T05:01:30.000Z',
      from: '2024-05-01 00:00:00',
      to: '2024-05-01 23:59:59',
      campaigns: [5, 6],
      fetched: 10,
      saved: 9,
      failed: 1,
      seconds: 90,
      status: 'COMPLETED_WITH_ERRORS',
      errorMessage: null,
      createdAt: '2024-05-02T05:00:01.000Z',
    });
    assert.deepEqual(readers.execution({ id: 2, campaign_ids: '[5, 6]' }).campaigns, [5, 6]);
  });

  it('C-27: a run that the robot never closed has failed', () => {
    for (const status of ['RUNNING', null, 'DONE']) {
      const {
        status: closed,
        errorMessage,
        endedAt,
      } = readers.execution({ execution_date: '2024-05-02 02:00:00', status });
      assert.deepEqual(
        [closed, errorMessage, endedAt],
        ['FAILED', 'The robot never closed this run.', '2024-05-02T05:00:00.000Z'],
      );
    }
    assert.equal(readers.execution({ status: 'RUNNING', error_message: 'boom' }).errorMessage, 'boom');
  });
});
