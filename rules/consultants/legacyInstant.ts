const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether a database gave a moment of the years 0 to 9999, and not `infinity` or a date before Christ. */
export const isInstant = (text: string): boolean => INSTANT.test(text);
