// Chance that is the same whenever it is begun with the same seed.

/** Gives a number from 0 up to 1, each time another one: a linear congruential generator. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
