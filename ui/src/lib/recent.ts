/** What was used last, up to a bound. */
export type Recent<K, V> = {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  /** How many are held. */
  readonly size: () => number;
};

/**
 * Returns an empty memory of at most `most` together, each as heavy as `weigh` says, else one.
 *
 * What was not used for longest goes first; what came last stays, however heavy.
 */
export const createRecent = <K, V>(
  most: number,
  weigh: (key: K, value: V) => number = () => 1,
): Recent<K, V> => {
  const held = new Map<K, V>();
  let weight = 0;

  const take = (key: K): V | undefined => {
    const value = held.get(key);
    if (value !== undefined && held.delete(key)) weight -= weigh(key, value);
    return value;
  };
  const set = (key: K, value: V): void => {
    take(key);
    held.set(key, value);
    weight += weigh(key, value);
    for (const oldest of held.keys()) {
      if (weight <= most || held.size === 1) return;
      take(oldest);
    }
  };
  return {
    set,
    get: (key) => {
      const value = held.get(key);
      if (value !== undefined) {
        held.delete(key);
        held.set(key, value);
      }
      return value;
    },
    size: () => held.size,
  };
};
