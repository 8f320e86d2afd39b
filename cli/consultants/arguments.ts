import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError */
export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
};

/** A number begins with `#`, which a shell takes for the beginning of a comment. */
export const NUMBER = ['<number>', "protocol number, in quotes: '#00001'"] as const;
