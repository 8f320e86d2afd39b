import assert from 'node:assert/strict';
import {
  checkConsultants,
  handoverPolicy,
  handoverSettings,
  numbering,
  protocolPattern,
  turnPolicy,
} from '../../../activities/consultants/settings.ts';
import { strictPoints } from '../../../activities/consultants/strictPoints.ts';
import { defaultHandoverPolicy } from '../../../rules/consultants/handoverState.ts';
import { defaultPattern } from '../../../rules/consultants/protocolPattern.ts';
import { defaultTurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import { ConfigError, loadConfig } from '../../../schemas/config.ts';

const refusal = (environment: Record<string, string>): string => {
  try {
    checkConsultants(loadConfig(environment));
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
  return 'not refused';
};

describe('settings of consultants', () => {
  const unset = loadConfig({});

  it('D-20: unset, they are the legacy: nothing that was added changes an answer', () => {
    assert.deepEqual(turnPolicy(unset), defaultTurnPolicy);
    assert.deepEqual(handoverPolicy(unset), defaultHandoverPolicy);
    assert.deepEqual(protocolPattern(unset), defaultPattern);
    assert.equal(handoverSettings(unset, 'pipedrive').push, null);
    assert.doesNotThrow(() => checkConsultants(unset));
  });

  it('D-21 … D-23, D-35, D-42: each feature that is switched on is respected by the choice', () => {
    const policy = turnPolicy(
      loadConfig({
        CONSULTANTS_ORDER: 'end-of-service',
        CONSULTANTS_MISSED_OFFER_SECONDS: '60',
        CONSULTANTS_HEARTBEAT_SECONDS: '90',
        CONSULTANTS_ACCEPT_SECONDS: '30',
        CONSULTANTS_CAPACITY: 'true',
        CONSULTANTS_FAIR_SHARE: 'true',
      }),
    );
    assert.deepEqual(policy, {
      ...defaultTurnPolicy,
      order: 'end-of-service',
      missedOfferSeconds: 60,
      respectPresence: true,
      respectNotResponding: true,
      respectCapacity: true,
      fairShare: true,
    });
  });

  it('D-22, D-39, D-41: a hand-over is followed as the settings say', () => {
    const policy = handoverPolicy(
      loadConfig({
        CONSULTANTS_ACCEPT_SECONDS: '30',
        CONSULTANTS_REMINDER_SECONDS: '20',
        CONSULTANTS_KEEP_TURN: 'false',
        CONSULTANTS_RINGS: '30:base,120:any',
        CONSULTANTS_MAX_WAIT_SECONDS: '600',
        CONSULTANTS_GIVE_UP_SECONDS: '3600',
        CONSULTANTS_SERVICE_SECONDS: '1800',
        CONSULTANTS_WRAP_UP_SECONDS: '15',
      }),
    );
    assert.deepEqual(policy, {
      acceptSeconds: 30,
      reminderSeconds: 20,
      keepTurn: false,
      rings: [
        { afterSeconds: 30, languages: 'base' },
        { afterSeconds: 120, languages: 'any' },
      ],
      maxWaitSeconds: 600,
      giveUpSeconds: 3_600,
      serviceSeconds: 1_800,
      wrapUpSeconds: 15,
    });
  });

  it('D-40, 8.4: numbers go by the day of the zone, and by a pattern with the operator of the ANS', () => {
    const config = loadConfig({
      CONSULTANTS_PROTOCOL_PATTERN: '{ans}{yyyymmdd}{seq:6}',
      CONSULTANTS_PROTOCOL_SERIES: 'per-day',
      CONSULTANTS_ANS: '123456',
    });
    const pattern = protocolPattern(config);
    assert.deepEqual([pattern.series, pattern.parts.length], ['per-day', 3]);
    const lateEvening = new Date('2026-03-01T02:30:00Z');
    assert.equal(numbering(pattern, 'America/Sao_Paulo')(lateEvening).day, '2026-02-28');
    assert.equal(numbering(pattern, 'UTC')(lateEvening).day, '2026-03-01');
  });

  it('D-40: the day changes at midnight of the zone, to the millisecond and back', () => {
    const days = (zone: string, ...instants: readonly string[]): string[] => {
      const at = numbering(protocolPattern(loadConfig({})), zone);
      return instants.map((instant) => at(new Date(instant)).day);
    };
    const [before, after] = ['2026-03-01T02:59:59.999Z', '2026-03-01T03:00:00.000Z'];
    assert.deepEqual(days('America/Sao_Paulo', before, after, before), ['2026-02-28', '2026-03-01', '2026-02-28']);
    assert.deepEqual(days('Asia/Kathmandu', '2026-02-28T18:14:59.999Z', '2026-02-28T18:15:00.000Z'), [
      '2026-02-28',
      '2026-03-01',
    ]);
  });

  const refusals: [Record<string, string>, RegExp][] = [
    [{ CONSULTANTS_PROTOCOL_PATTERN: 'P{yyyymmdd}' }, /CONSULTANTS_PROTOCOL_PATTERN: .*it must have \{seq\} once/],
    [{ CONSULTANTS_PROTOCOL_SERIES: 'per-day' }, /CONSULTANTS_PROTOCOL_PATTERN: .*a count per day needs \{yyyymmdd\}/],
    [{ CONSULTANTS_PROTOCOL_PATTERN: '{ans}{seq}' }, /CONSULTANTS_PROTOCOL_PATTERN: .*\{ans\}, which is not set/],
    [
      { CONSULTANTS_REMINDER_SECONDS: '30', CONSULTANTS_ACCEPT_SECONDS: '30' },
      /CONSULTANTS_REMINDER_SECONDS: must be less/,
    ],
    [{ CONSULTANTS_REMINDER_SECONDS: '30' }, /CONSULTANTS_REMINDER_SECONDS: must be less/],
    [{ CONSULTANTS_RINGS: '60:base,30:any' }, /CONSULTANTS_RINGS: each must come later/],
    [{ CONSULTANTS_RINGS: '60:base,60:any' }, /CONSULTANTS_RINGS: each must come later/],
    [
      { CONSULTANTS_RINGS: '60:any', CONSULTANTS_GIVE_UP_SECONDS: '60' },
      /CONSULTANTS_RINGS: the last must come before/,
    ],
    [{ CONSULTANTS_MAX_WAIT_SECONDS: '604800' }, /CONSULTANTS_MAX_WAIT_SECONDS: must be less/],
    [{ PIPEDRIVE_SETTLE_MS: '15000' }, /PIPEDRIVE_SETTLE_MS: must be more than PIPEDRIVE_TIMEOUT_MS/],
  ];
  for (const [environment, reason] of refusals) {
    it(`D-40, D-41: ${Object.entries(environment)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')} is refused with its reason`, () => {
      assert.match(refusal(environment), reason);
    });
  }

  it('§1: every fault is named at once', () => {
    const message = refusal({ CONSULTANTS_PROTOCOL_SERIES: 'per-day', CONSULTANTS_REMINDER_SECONDS: '30' });
    assert.match(
      message,
      /^Configuration refused\. CONSULTANTS_PROTOCOL_PATTERN: .*; CONSULTANTS_REMINDER_SECONDS: .*\.$/,
    );
  });

  it('D-41: rings that are not written as rings are refused', () => {
    assert.throws(
      () => loadConfig({ CONSULTANTS_RINGS: '30:exact' }),
      /CONSULTANTS_RINGS: must be like 30:base,120:any/,
    );
    assert.throws(() => loadConfig({ CONSULTANTS_ANS: '12345' }), /CONSULTANTS_ANS: must be six digits/);
  });
});

describe('strict switch', () => {
  const POINTS = {
    CONSULTANTS_STRICT_NOBODY: 'nobody',
    CONSULTANTS_STRICT_PAGING: 'paging',
    CONSULTANTS_STRICT_NULLS: 'nulls',
    CONSULTANTS_STRICT_PROTOCOL_UPDATE: 'protocolUpdate',
    CONSULTANTS_STRICT_LOG_LINES: 'logLines',
    CONSULTANTS_STRICT_LANGUAGE: 'language',
    CONSULTANTS_STRICT_PHONE: 'phone',
    CONSULTANTS_STRICT_LANGUAGE_CODES: 'languageCodes',
    CONSULTANTS_STRICT_EMAIL: 'email',
    CONSULTANTS_STRICT_NUMBER_OWNER: 'numberOwner',
  } as const;
  const on = (environment: Record<string, string>) =>
    Object.entries(strictPoints(loadConfig(environment)))
      .filter(([, isStrict]) => isStrict)
      .map(([point]) => point);

  it('3.8, scenario 10: off unless told, and all together when told', () => {
    assert.deepEqual(on({}), []);
    assert.deepEqual(on({ CONSULTANTS_STRICT: 'true' }).sort(), Object.values(POINTS).sort());
  });

  for (const [setting, point] of Object.entries(POINTS)) {
    it(`3.8, scenario 10: ${setting} flips alone, either way`, () => {
      assert.deepEqual(on({ [setting]: 'true' }), [point]);
      assert.ok(!on({ CONSULTANTS_STRICT: 'true', [setting]: 'false' }).includes(point));
    });
  }

  it('3.8: strict languages are matched as the legacy does', () => {
    assert.equal(turnPolicy(loadConfig({ CONSULTANTS_STRICT: 'true' })).languageMode, 'strict');
  });
});
