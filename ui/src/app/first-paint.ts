/** Runs `then` once something has been painted: the second frame begins after the first was. */
export const afterFirstPaint = (then: () => void): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => then()));
};
