import { activityInfo } from '@temporalio/activity';
import { SdkComponent } from '@temporalio/common';
import {
  DefaultLogger,
  Runtime,
  makeTelemetryFilterString,
  type ActivityInterceptorsFactory,
  type LogEntry,
} from '@temporalio/worker';
import { withLogFields, type Logger } from '../runtime/logger.ts';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Puts the SDK's log lines into ours and opens its metrics; once, before the first connection. */
export function installTelemetry(log: Logger, metricsPort: number): void {
  const forward = ({ level, message, meta }: LogEntry) => {
    log[isNews(level, message, meta) ? LEVELS[level] : 'debug'](fieldsOf(meta), message);
  };
  Runtime.install({
    logger: new DefaultLogger('INFO', forward),
    // The process decides itself when it stops: see main.ts.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      ...(metricsPort > 0 && { metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}` } } }),
    },
  });
}

/** What the SDK warns of where an integration has declared `workflows: false`; there is no other way to have none. */
const AS_DECLARED = /^No workflows registered\b/;

/** What the worker says of its own states is news to nobody; what activities and workflows say is. */
function isNews(level: LogEntry['level'], message: string, meta: LogEntry['meta']): boolean {
  if (meta?.['sdkComponent'] !== SdkComponent.worker) return true;
  return level !== 'INFO' && !AS_DECLARED.test(message);
}

/** Of the SDK's fields those that help to find a run; task tokens and the like are noise. */
function fieldsOf(meta: LogEntry['meta']): Record<string, unknown> {
  const { workflowId, runId, workflowType, activityType, activityId, attempt, error, reason, ...rest } = meta ?? {};
  const {
    taskToken: _token,
    sdkComponent: _component,
    namespace: _namespace,
    taskQueue: _queue,
    isLocal: _local,
    ...others
  } = rest;
  return { workflowId, runId, workflowType, activityType, activityId, attempt, err: error, reason, ...others };
}

/** Every line that an activity writes, through whatever logger, names the run it belongs to. */
export const logFieldsInterceptor: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute(input, next) {
      const { workflowExecution, activityId } = activityInfo();
      const { workflowId, runId } = workflowExecution ?? {};
      return withLogFields({ activityId, ...(workflowId && { workflowId }), ...(runId && { runId }) }, () =>
        next(input),
      );
    },
  },
});
