import assert from 'node:assert/strict';
import { ConfigError } from '../../schemas/config.ts';
import { readRobot } from '../../schemas/robot.ts';

const TOKEN = { MANAGER_TOKEN: '3cs_token' };
const manual = { ...TOKEN, EXECUTION_MODE: 'manual' };

describe('readRobot', () => {
  it('C-51: an .env with nothing but the token is the daily run of campaigns 5 and 6 at 02:00', () => {
    assert.deepEqual(readRobot(TOKEN), {
      task: { mode: 'scheduled', cron: '0 2 * * *' },
      settings: {
        DIALER_TOKEN: '3cs_token',
        DIALER_TOKEN_FILE: '',
        DIALER_BASE_URL: 'https://app.3c.fluxoti.com.br/api/v1/calls',
        CALLS_DAILY_CRON: '0 2 * * *',
        CALLS_CAMPAIGNS: '5,6',
      },
      sqlServer: [],
      warnings: ['BASE_URL is plain http, which would show the token: https is used.'],
    });
  });

  it('C-35: in scheduled mode CALLS_CAMPAIGNS takes the place of the literal 5,6', () => {
    assert.equal(readRobot({ ...TOKEN, CALLS_CAMPAIGNS: 'all' }).settings.CALLS_CAMPAIGNS, 'all');
  });

  it('C-51: manual mode without dates means yesterday; the cron is not looked at', () => {
    const { task, settings } = readRobot({ ...manual, EXECUTION_MODE: ' Manual ', CRON_SCHEDULE: 'often' });
    assert.deepEqual(task, { mode: 'manual', campaigns: [5, 6], range: null });
    assert.equal(settings.CALLS_DAILY_CRON, undefined);
  });

  it('C-51: manual mode takes dates and campaigns as they are written', () => {
    const dates = { MANUAL_START_DATE: '2026-03-01 00:00:00', MANUAL_END_DATE: '2026-03-01 00:00:00' };
    assert.deepEqual(readRobot({ ...manual, ...dates, MANUAL_CAMPAIGN_IDS: '7, 12' }).task, {
      mode: 'manual',
      campaigns: [7, 12],
      range: { start: '2026-03-01 00:00:00', end: '2026-03-01 00:00:00' },
    });
  });

  it('C-16: manual dates of a robot that runs by schedule are not looked at', () => {
    assert.equal(readRobot({ ...TOKEN, MANUAL_START_DATE: 'some day' }).task.mode, 'scheduled');
  });

  it('C-44: https stays, loopback stays, any other http is raised to https', () => {
    const addressOf = (BASE_URL: string) => readRobot({ ...TOKEN, BASE_URL }).settings.DIALER_BASE_URL;
    assert.equal(addressOf('https://company.3c.plus/api/v1'), 'https://company.3c.plus/api/v1');
    assert.equal(addressOf('http://127.0.0.1:4010/api/v1/calls'), 'http://127.0.0.1:4010/api/v1/calls');
    assert.equal(addressOf('http://company.3c.plus/api/v1/calls'), 'https://company.3c.plus/api/v1/calls');
  });

  it('C-39: PER_PAGE is taken up to the largest page, and what is cut is said', () => {
    const small = readRobot({ ...TOKEN, BASE_URL: 'https://a.3c.plus', PER_PAGE: '100' });
    assert.deepEqual([small.settings.CALLS_PAGE_SIZE, small.warnings], ['100', []]);
    const large = readRobot({ ...TOKEN, BASE_URL: 'https://a.3c.plus', PER_PAGE: '5000' });
    assert.equal(large.settings.CALLS_PAGE_SIZE, '1000');
    assert.match(large.warnings.join(), /PER_PAGE/);
  });

  it('C-43: settings of SQL Server are named when they are given, and have no defaults; its ODBC driver is passed over', () => {
    const given = { ...TOKEN, BASE_URL: 'https://a.3c.plus', DB_SERVER: 'host,1433', DB_PASSWORD: 'x' };
    const { sqlServer, warnings } = readRobot({ ...given, DB_DRIVER: '' });
    assert.deepEqual([sqlServer, warnings], [['DB_SERVER', 'DB_PASSWORD'], []]);
    assert.deepEqual(readRobot({ ...given, DB_DRIVER: 'ODBC Driver 17 for SQL Server' }).warnings, [
      'DB_DRIVER is passed over: SQL Server is spoken to without an ODBC driver.',
    ]);
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    ['C-43: no token', {}, /MANAGER_TOKEN: must be set/],
    ['C-43: an empty token', { MANAGER_TOKEN: ' ' }, /MANAGER_TOKEN: must be set/],
    ['C-16: another mode', { ...TOKEN, EXECUTION_MODE: 'both' }, /EXECUTION_MODE: must be scheduled or manual/],
    ['C-16: an address that is none', { ...TOKEN, BASE_URL: 'app.3c.plus' }, /BASE_URL: must be a URL/],
    ['C-16: an empty PER_PAGE', { ...TOKEN, PER_PAGE: '' }, /PER_PAGE: must be a whole number from 1/],
    ['C-16: a PER_PAGE of 0', { ...TOKEN, PER_PAGE: '0' }, /PER_PAGE/],
    ['C-16: a PER_PAGE of text', { ...TOKEN, PER_PAGE: '1e3' }, /PER_PAGE/],
    ['A-17: only a start', { ...manual, MANUAL_START_DATE: '2026-03-01 00:00:00' }, /MANUAL_END_DATE: must be set/],
    ['A-17: only an end', { ...manual, MANUAL_END_DATE: '2026-03-01 00:00:00' }, /MANUAL_START_DATE: must be set/],
    [
      'A-17: an end before the start',
      { ...manual, MANUAL_START_DATE: '2026-03-02 00:00:00', MANUAL_END_DATE: '2026-03-01 23:59:59' },
      /MANUAL_END_DATE: must not be before/,
    ],
    ...[
      'ontem',
      '2026-03-01',
      '2026-02-30 00:00:00',
      '2026-03-01T00:00:00',
      '2026-03-01 24:00:00',
      '2026-3-1 0:00:00',
    ].map((text): [string, Record<string, string>, RegExp] => [
      `A-17: a start of "${text}"`,
      { ...manual, MANUAL_START_DATE: text, MANUAL_END_DATE: '2026-03-02 00:00:00' },
      /^Configuration refused\. MANUAL_START_DATE: must be a local time, YYYY-MM-DD HH:MM:SS\.$/,
    ]),
    ...['5,x', '0', '5,,6', '-1', '99999999999'].map((list): [string, Record<string, string>, RegExp] => [
      `C-35: campaigns "${list}"`,
      { ...manual, MANUAL_CAMPAIGN_IDS: list },
      /MANUAL_CAMPAIGN_IDS: must be a comma list/,
    ]),
  ];
  for (const [name, environment, said] of refused) {
    it(`${name} is refused by name`, () => {
      assert.throws(
        () => readRobot(environment),
        (error) => error instanceof ConfigError && said.test(error.message),
      );
    });
  }

  it('C-45: a refusal holds no value', () => {
    assert.throws(
      () => readRobot({ MANAGER_TOKEN: 'canary', BASE_URL: 'canary', PER_PAGE: 'canary' }),
      (error) => error instanceof Error && !error.message.includes('canary'),
    );
  });
});
