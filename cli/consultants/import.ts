import { Command, Option } from 'commander';
import { strictPoints } from '../../activities/consultants/strictPoints.ts';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig, type Config } from '../../schemas/config.ts';
import { secretIn } from '../../schemas/secretFiles.ts';
import { planImport, type ImportPlan } from '../../rules/consultants/legacyImport.ts';
import type { LegacyData } from '../../rules/consultants/legacyData.ts';
import { POSTGRES_EXAMPLE, postgresOptions } from '../../stores/dialects/postgres/options.ts';
import { readLegacy } from '../../stores/consultants/legacy/readLegacy.ts';
import { refuseFilled, writeImport } from '../../stores/consultants/legacy/writeImport.ts';
import type { Connection } from '../../stores/open.ts';
import { count, json, print, table } from '../calls/output.ts';
import { withDatabase } from '../db/open.ts';
import { shownUrl } from '../db/shownUrl.ts';
import { CommandFailed } from '../failure.ts';
import { openDatabase } from '../openDatabase.ts';
import { ACTOR } from './context.ts';

interface ImportOptions {
  readonly from?: string;
  readonly fromFile?: string;
  readonly apply: boolean;
  readonly json: boolean;
}

/** Takes over the database of the replaced service. */
export const importCommand = new Command('import')
  .description(
    'take over the PostgreSQL database of the old service; without --apply it is only said what would be done',
  )
  .option('--from-file <path>', 'file that holds postgresql://user:password@host:5432/database, which is only read')
  .addOption(
    new Option('--from <url>', 'the URL itself; others of this machine can read its password there').conflicts(
      'fromFile',
    ),
  )
  .option('--apply', 'do it', false)
  .option(...json)
  .action(async (options: ImportOptions) => {
    const config = loadConfig();
    const from = sourceOf(options);
    const legacy = await readFrom(from);
    const now = new Date().toISOString();
    const emails = strictPoints(config).email ? 'legacy' : 'folded';
    const plan = planImport(legacy, { now, emails });
    await withTarget(config, async (target) => {
      await refuseFilled(target.db);
      if (options.apply) await writeImport(target, plan, { actor: ACTOR, at: now });
    });
    const { consultants, protocols, counter, repairs } = plan;
    const document = {
      applied: options.apply,
      consultants: consultants.length,
      protocols: protocols.length,
      lastNumber: counter.lastNumber,
      repairs,
    };
    print(options.json, document, () => report(from, options, plan));
  });

/** @throws CommandFailed unless a database is named that can be the old one */
function sourceOf({ from, fromFile }: ImportOptions): string {
  const { text: url, rule } = fromFile === undefined ? { text: from } : secretIn(fromFile);
  if (rule !== undefined) throw new CommandFailed(`--from-file: ${rule}`, 2);
  if (url === undefined) throw new CommandFailed('Name the old database with --from-file or --from.', 2);
  const option = fromFile === undefined ? '--from' : '--from-file';
  if (!/^postgres(ql)?:/i.test(url)) throw new CommandFailed(`${option}: write ${POSTGRES_EXAMPLE}`, 2);
  try {
    postgresOptions(url, option);
    return url;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CommandFailed(error.message, 2);
  }
}

const readFrom = (url: string): Promise<LegacyData> => withDatabase(url, { readOnly: true }, readLegacy);

/** At the level of this version first: the tables of consultants may be new. */
async function withTarget(config: Config, work: (target: Connection) => Promise<void>): Promise<void> {
  await (await openDatabase(config)).close();
  await withDatabase(databaseUrl(config), { readOnly: false }, work);
}

function report(
  from: string,
  { apply }: ImportOptions,
  { consultants, protocols, counter, repairs }: ImportPlan,
): string {
  const damages = repairs.map(({ damage, where, repair }) => [damage, where, repair]);
  const what = `${count(consultants.length)} consultants and ${count(protocols.length)} protocols of ${shownUrl(from)}`;
  return [
    ...(repairs.length > 0 ? [table(['damage', 'where', 'repair'], damages)] : ['Nothing is damaged.']),
    `The last number is ${counter.lastNumber}.`,
    apply ? `${what} are imported.` : `Would import ${what}. Nothing was written: do it with --apply.`,
  ].join('\n');
}
