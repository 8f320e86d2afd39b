import type { AlertStore } from '../../../../stores/alerts/contract.ts';
import { AT } from '../../support/builders.ts';
import type { SamplesOf } from './samples.ts';

const KEY = { integration: 'calls', kind: 'mailing-missing', unit: 'main/5' };
const CURSOR = Buffer.from('[9]').toString('base64url');

export const alertSamples: SamplesOf<AlertStore> = {
  raiseAlert: (alerts) => alerts.raiseAlert({ ...KEY, detail: 'gone' }, AT),
  async clearAlerts(alerts) {
    await alerts.clearAlerts({ ...KEY, units: [KEY.unit] }, AT);
    await alerts.clearAlerts({ ...KEY, units: [KEY.unit] }, AT, AT);
  },
  async listAlerts(alerts) {
    await alerts.listAlerts({ integration: 'calls', limit: 50 });
    await alerts.listAlerts({ integration: 'calls', limit: 50, open: true, cursor: CURSOR });
    await alerts.listAlerts({ integration: 'calls', limit: 50, open: false, cursor: CURSOR });
  },
  openAlerts: (alerts) => alerts.openAlerts('calls'),
};
