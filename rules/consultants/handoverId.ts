/**
 * Workflow id of a hand-over: its protocol number, e.g. `consultants-~00001` for `#00001`. `#` and `/`, which break addresses of
 * Temporal Web, have stand-ins that no number can have, so two numbers never share an id.
 */
export const handoverId = (number: string): string => `consultants-${number.replaceAll('#', '~').replaceAll('/', ':')}`;
