/** Parameters of a switch, by name. */
export type Params = Readonly<Record<string, unknown>>;

/**
 * A switch's parameters with their defaults. One keeps the type of its default; one whose default is null takes a text or a
 * number.
 * @throws RangeError for one that the switch does not have, or of another type
 */
export const withDefaults = (used: { readonly name: string; readonly params: Params }, given: Params): Params => {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in used.params)) throw new RangeError(`switch ${used.name} has no parameter ${name}`);
    const standard = used.params[name];
    const fits = standard === null ? ['string', 'number'].includes(typeof value) : typeof value === typeof standard;
    if (!fits)
      throw new RangeError(`parameter ${name} of switch ${used.name} must be like ${JSON.stringify(standard)}`);
  }
  return { ...used.params, ...given };
};
