/** Where a hand-over is found, by its protocol number. */
export const handoverLink = (number: string): string => `/consultants/handovers/${encodeURIComponent(number)}`;
