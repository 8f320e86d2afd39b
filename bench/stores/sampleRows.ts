import { contentHash } from '../../activities/calls/contentHash.ts';
import { readRows } from '../../activities/calls/pageRows.ts';
import { CALL_COLUMNS } from '../../rules/calls/columns.ts';
import { readEnvelope } from '../../rules/calls/envelope.ts';
import { parseJson } from '../../rules/calls/json.ts';
import { createNormaliser } from '../../rules/calls/normalise.ts';
import type { NormalisedCall, Scalar } from '../../rules/calls/types.ts';
import { startDialer } from '../../simulators/dialer/start.ts';

const CAMPAIGN = 5;
const ZONE = 'America/Sao_Paulo';
const DAY = '2025-03-03';
const ACCOUNT = 'main';
const AT = '2025-03-04T12:00:00.000Z';
const SAMPLE = 500;
const ID_INDEX = CALL_COLUMNS.findIndex(({ name }) => name === 'id');

/** Row of the table `calls` for the n-th call, as the product makes it; another version has another hash. */
export type RowOf = (n: number, version: number) => Scalar[];

/** Simulated calls that went through the product's parser; ids are as long as the vendor's, and rise. */
export async function sampleCalls(): Promise<NormalisedCall[]> {
  const dialer = await startDialer({ world: { campaigns: [{ id: CAMPAIGN, name: 'Cobrança', callsPerDay: SAMPLE }] } });
  try {
    const query = new URLSearchParams({
      api_token: 'sim-token-1',
      start_date: `${DAY} 00:00:00`,
      end_date: `${DAY} 23:59:59`,
      'campaigns[]': String(CAMPAIGN),
      per_page: String(SAMPLE),
      with_mailing: 'true',
    });
    const response = await fetch(`${dialer.baseUrl}/calls?${query.toString()}`);
    const envelope = readEnvelope(parseJson(await response.text()));
    const normalise = createNormaliser({ zone: ZONE, finalStatuses: new Set([7]), hash: contentHash, aliases: {} });
    const { calls } = readRows(envelope?.rows ?? [], CAMPAIGN, normalise);
    if (calls.length !== SAMPLE) throw new Error(`The simulator gave ${calls.length} calls instead of ${SAMPLE}.`);
    return calls;
  } finally {
    await dialer.close();
  }
}

/** @returns maker of as many rows as are wanted, of the sample's calls in turn */
export function rowsOf(calls: readonly NormalisedCall[]): RowOf {
  return (n, version) => {
    const call = calls[n % calls.length];
    if (!call) throw new Error('There is no sample.');
    const number = n.toString(16).padStart(8, '0');
    const hash = `${number}${version.toString(16).padStart(8, '0')}${call.contentHash.slice(16)}`;
    const values = call.values.with(ID_INDEX, `${call.id.slice(0, -number.length)}${number}`);
    return [ACCOUNT, hash, call.campaignId, call.at, null, AT, AT, AT, AT, ...values];
  };
}
