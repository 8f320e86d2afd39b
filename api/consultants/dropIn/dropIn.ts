import { createCors } from '../../fastapi/cors.ts';
import { serveAsFastApi } from '../../fastapi/serve.ts';
import type { Traffic } from '../../fastapi/traffic.ts';
import type { DropIn, Integration } from '../../route.ts';
import type { ConsultantsApiDeps } from '../deps.ts';
import { createAdmission } from './admission.ts';
import { aliasEndpoints } from './aliases.ts';
import { documentationEndpoints } from './documentation.ts';
import { peopleEndpoints } from './people.ts';
import { protocolEndpoints } from './protocols.ts';
import { createRateLimit } from './rateLimit.ts';
import { documentedLog, seenLog } from './trafficLog.ts';
import { turnEndpoints } from './turns.ts';

/** Wrong keys that one address may try in a minute. */
const STRANGERS_PER_MINUTE = 60;

/** The API of the replaced service (specs/consultants.md 3), to be mounted where it is wanted. */
export function consultantsDropIn(deps: ConsultantsApiDeps): NonNullable<Integration['dropIn']> {
  const { settings } = deps;
  const limits = {
    keys: createRateLimit(settings.requestsPerMinute),
    strangers: createRateLimit(STRANGERS_PER_MINUTE),
  };
  const traffic = trafficOf(deps);
  // A path with a parameter fits `/consultor/da-vez` too: turns come first.
  const endpoints = [
    ...turnEndpoints(deps),
    ...peopleEndpoints(deps),
    ...protocolEndpoints(deps),
    ...(settings.aliases ? aliasEndpoints(deps) : []),
  ];

  return ({ base, access, log }): DropIn => {
    const { known, rest } = serveAsFastApi({
      endpoints: [...endpoints, ...documentationEndpoints(endpoints, base)],
      cors: createCors(settings.origins),
      admit: createAdmission({ access, sharedKey: settings.sharedKey, limits }),
      traffic,
      log,
    });
    return { base, tag: 'consultants (drop-in)', endpoints, known, rest };
  };
}

function trafficOf({ settings, now, writeLine }: ConsultantsApiDeps): Traffic | null {
  if (!writeLine) return null;
  return settings.strict.logLines ? seenLog(writeLine, now) : documentedLog(writeLine);
}
