import { batchesContract } from './contract/batches.ts';
import { concurrencyContract } from './contract/concurrency.ts';
import { eventsContract } from './contract/events.ts';
import { executionsContract } from './contract/executions.ts';
import { modelContract } from './contract/model.ts';
import { paceContract } from './contract/pace.ts';
import { quarantineContract } from './contract/quarantine.ts';
import { readsContract } from './contract/reads.ts';
import { windowsContract } from './contract/windows.ts';
import { live, onEveryDialect } from './support/dialects.ts';

onEveryDialect('call store', (dialect) => {
  executionsContract(dialect);
  windowsContract(dialect);
  batchesContract(dialect);
  quarantineContract(dialect);
  readsContract(dialect);
  paceContract(dialect);
  eventsContract(dialect);
  modelContract(dialect);
});

onEveryDialect('several writers at once', concurrencyContract, live());
