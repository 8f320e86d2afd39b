import { finalStatuses } from '../../../rules/calls/finalStatuses.ts';
import { loadConfig, type Config } from '../../../schemas/config.ts';

/** Whose calls the robot copied, and how its texts are read. */
export interface RobotOwner {
  readonly account: string;
  /** IANA zone, also of the clock of the robot's database. */
  readonly zone: string;
  readonly finalStatuses: ReadonlySet<number>;
}

export const robotOwner = (
  config: Pick<Config, 'CALLS_ACCOUNT' | 'CALLS_ZONE' | 'CALLS_FINAL_STATUSES'>,
): RobotOwner => ({
  account: config.CALLS_ACCOUNT,
  zone: config.CALLS_ZONE,
  finalStatuses: finalStatuses(config),
});

/** The owner where nothing is configured. */
export const usualOwner = (): RobotOwner => robotOwner(loadConfig({}));
