import { localDay } from '../../rules/calls/windows.ts';
import type { RelaxationRing, HandoverPolicy } from '../../rules/consultants/handoverState.ts';
import type { HandoverSettings } from '../../rules/consultants/handoverRun.ts';
import type { LanguageReach } from '../../rules/consultants/language.ts';
import { parsePattern, type PatternCheck, type ProtocolPattern } from '../../rules/consultants/protocolPattern.ts';
import { defaultTurnPolicy, type TurnPolicy } from '../../rules/consultants/turnPolicy.ts';
import { ConfigError, type Config } from '../../schemas/config.ts';
import type { Numbering } from '../../stores/consultants/contract.ts';
import { strictPoints } from './strictPoints.ts';

/** 0 switches off what a null in a policy never does. */
const orNever = (seconds: number): number | null => (seconds === 0 ? null : seconds);

/** By which rules somebody is chosen (5.1, D-21 … D-24, D-35, D-42). What is not switched on changes no answer (D-20). */
export const turnPolicy = (config: Config): TurnPolicy => ({
  ...defaultTurnPolicy,
  order: config.CONSULTANTS_ORDER,
  missedOfferSeconds: config.CONSULTANTS_MISSED_OFFER_SECONDS,
  languageMode: strictPoints(config).language ? 'strict' : 'tolerant',
  respectPresence: config.CONSULTANTS_HEARTBEAT_SECONDS > 0,
  respectNotResponding: config.CONSULTANTS_ACCEPT_SECONDS > 0,
  respectCapacity: config.CONSULTANTS_CAPACITY,
  fairShare: config.CONSULTANTS_FAIR_SHARE,
});

/** How an assignment is followed (D-22, D-23, D-39, D-41). */
export const handoverPolicy = (config: Config): HandoverPolicy => ({
  acceptSeconds: orNever(config.CONSULTANTS_ACCEPT_SECONDS),
  reminderSeconds: orNever(config.CONSULTANTS_REMINDER_SECONDS),
  keepTurn: config.CONSULTANTS_KEEP_TURN,
  rings: ringsOf(config.CONSULTANTS_RINGS),
  maxWaitSeconds: orNever(config.CONSULTANTS_MAX_WAIT_SECONDS),
  giveUpSeconds: config.CONSULTANTS_GIVE_UP_SECONDS,
  serviceSeconds: config.CONSULTANTS_SERVICE_SECONDS,
  wrapUpSeconds: config.CONSULTANTS_WRAP_UP_SECONDS,
});

/** All that a hand-over goes by; pinned into each one when it starts. */
export const handoverSettings = (config: Config, pipedriveQueue: string): HandoverSettings => ({
  turn: turnPolicy(config),
  handover: handoverPolicy(config),
  push:
    config.CONSULTANTS_PIPEDRIVE_PUSH === 'off'
      ? null
      : { giveUpSeconds: config.CONSULTANTS_PIPEDRIVE_GIVE_UP_SECONDS, taskQueue: pipedriveQueue },
});

function ringsOf(text: string | undefined): RelaxationRing[] {
  return (text ?? '')
    .split(',')
    .filter((ring) => ring !== '')
    .map((ring) => {
      const [afterSeconds, languages] = ring.split(':');
      return { afterSeconds: Number(afterSeconds), languages: languages as LanguageReach };
    });
}

const checkPattern = (config: Config): PatternCheck =>
  parsePattern(config.CONSULTANTS_PROTOCOL_PATTERN, {
    series: config.CONSULTANTS_PROTOCOL_SERIES,
    ...(config.CONSULTANTS_ANS !== undefined && { ans: config.CONSULTANTS_ANS }),
  });

/**
 * How protocol numbers are made (D-40).
 * @throws ConfigError for a pattern whose numbers could not be unique
 */
export function protocolPattern(config: Config): ProtocolPattern {
  const check = checkPattern(config);
  if (!check.ok) throw new ConfigError(`Configuration refused. CONSULTANTS_PROTOCOL_PATTERN: ${check.reason}`);
  return check.pattern;
}

/** In no zone does a day begin at another minute of UTC than at each quarter of an hour. */
const QUARTER_MS = 900_000;

/** How they are made at an instant, on the local day of the zone; every request asks, so a day is worked out once a quarter. */
export function numbering(pattern: ProtocolPattern, zone: string): (at: Date) => Numbering {
  let quarter = NaN;
  let today: Numbering = { pattern, day: '' };
  return (at) => {
    const asked = Math.floor(at.getTime() / QUARTER_MS);
    if (asked !== quarter) today = { pattern, day: localDay(at, zone) };
    quarter = asked;
    return today;
  };
}

/**
 * Checks the settings of consultants against each other; each process that uses them asks first.
 * @throws ConfigError naming each that does not go with another
 */
export function checkConsultants(config: Config): void {
  const wrong = [...patternFaults(config), ...timeFaults(config), ...pushFaults(config)];
  if (wrong.length > 0) throw new ConfigError(`Configuration refused. ${wrong.join('; ')}.`);
}

function patternFaults(config: Config): string[] {
  const check = checkPattern(config);
  return check.ok ? [] : [`CONSULTANTS_PROTOCOL_PATTERN: ${check.reason.replace(/\.$/, '')}`];
}

function timeFaults(config: Config): string[] {
  const {
    CONSULTANTS_ACCEPT_SECONDS: accept,
    CONSULTANTS_REMINDER_SECONDS: reminder,
    CONSULTANTS_MAX_WAIT_SECONDS: maxWait,
    CONSULTANTS_GIVE_UP_SECONDS: giveUp,
  } = config;
  const rings = ringsOf(config.CONSULTANTS_RINGS);
  const isAscending = rings.every(({ afterSeconds }, i) => afterSeconds > (rings[i - 1]?.afterSeconds ?? -1));
  const last = rings.at(-1)?.afterSeconds ?? 0;
  const faults: [wrong: boolean, fault: string][] = [
    [reminder > 0 && reminder >= accept, 'CONSULTANTS_REMINDER_SECONDS: must be less than CONSULTANTS_ACCEPT_SECONDS'],
    [!isAscending, 'CONSULTANTS_RINGS: each must come later than the one before'],
    [last >= giveUp, 'CONSULTANTS_RINGS: the last must come before CONSULTANTS_GIVE_UP_SECONDS'],
    [maxWait >= giveUp, 'CONSULTANTS_MAX_WAIT_SECONDS: must be less than CONSULTANTS_GIVE_UP_SECONDS'],
  ];
  return faults.filter(([wrong]) => wrong).map(([, fault]) => fault);
}

const pushFaults = (config: Config): string[] =>
  config.PIPEDRIVE_SETTLE_MS > config.PIPEDRIVE_TIMEOUT_MS
    ? []
    : ['PIPEDRIVE_SETTLE_MS: must be more than PIPEDRIVE_TIMEOUT_MS'];
