import { hash } from 'node:crypto';

/** Digest that tells whether a call's content has changed (C-6): the same wherever a call is read. */
export const contentHash = (text: string): string => hash('sha256', text);
