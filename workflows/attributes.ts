import { defineSearchAttributeKey } from '@temporalio/common';

/** What runs can be found by in Temporal Web. Never a person's data: search attributes are stored in clear. */
export const integration = defineSearchAttributeKey('PlantaoIntegration', 'KEYWORD');
/** Business day or range, e.g. `2026-11-20` or `2026-11-01/2026-11-20`. */
export const businessDay = defineSearchAttributeKey('PlantaoDay', 'KEYWORD');
/** Campaigns, hospital or team. */
export const unit = defineSearchAttributeKey('PlantaoUnit', 'KEYWORD');
export const outcome = defineSearchAttributeKey('PlantaoOutcome', 'KEYWORD');

/** Every attribute, for the server that has to know them first. */
export const searchAttributes = [integration, businessDay, unit, outcome];
