import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { TurnPolicy } from '../../rules/consultants/turnPolicy.ts';

/** The rules that a past day can be replayed under; presence and unanswered offers were of that day. */
const changeable = z
  .strictObject({
    order: z.enum(['last-offered', 'end-of-service']),
    languages: z.enum(['tolerant', 'strict']),
    capacity: z.stringbool(),
    'fair-share': z.stringbool(),
  })
  .partial();

export const POLICY_HELP = `comma list of ${Object.keys(changeable.shape)
  .map((name) => `${name}=…`)
  .join(', ')}; what is not named is as configured`;

/**
 * Reads `order=end-of-service,fair-share=true`.
 * @throws InvalidArgumentError saying what is wrong
 */
export function policyChange(text: string): Partial<TurnPolicy> {
  const pairs = text.split(',').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name.trim(), value.join('=').trim()] as const;
  });
  const parsed = changeable.safeParse(Object.fromEntries(pairs));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(': '));
    throw new InvalidArgumentError(`${wrong.join('; ')}.`);
  }
  const { order, languages, capacity, 'fair-share': fairShare } = parsed.data;
  return {
    ...(order !== undefined && { order }),
    ...(languages !== undefined && { languageMode: languages }),
    ...(capacity !== undefined && { respectCapacity: capacity }),
    ...(fairShare !== undefined && { fairShare }),
  };
}
