/** Remembers what `compute` gave for a key, for a page's rows repeat themselves; forgets everything when `most` keys are known. */
export function boundedCache<K, V>(most: number, compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const value = compute(key);
    if (known.size === most) known.clear();
    known.set(key, value);
    return value;
  };
}
