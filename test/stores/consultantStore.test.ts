import { consultantHandoversContract } from './contract/consultantHandovers.ts';
import { consultantNumbersContract } from './contract/consultantNumbers.ts';
import { consultantPeopleContract } from './contract/consultantPeople.ts';
import { consultantPersonalDataContract } from './contract/consultantPersonalData.ts';
import { consultantRecordsContract } from './contract/consultantRecords.ts';
import { consultantsAtOnceContract } from './contract/consultantsAtOnce.ts';
import { consultantTurnsContract } from './contract/consultantTurns.ts';
import { live, onEveryDialect } from './support/dialects.ts';

onEveryDialect('consultant store', (dialect) => {
  consultantPeopleContract(dialect);
  consultantTurnsContract(dialect);
  consultantNumbersContract(dialect);
  consultantHandoversContract(dialect);
  consultantRecordsContract(dialect);
  consultantPersonalDataContract(dialect);
});

onEveryDialect('several servers at once', consultantsAtOnceContract, live());
