/** Gathers what arrives in bursts, and hands it over once per animation frame. */
export type FrameBuffer<T> = {
  readonly push: (value: T) => void;
  /** Hands over what is gathered now. */
  readonly flush: () => void;
  /** Drops what is gathered. */
  readonly clear: () => void;
};

/** How long to wait for a frame where none comes (a hidden window paints nothing), in ms. */
const NO_FRAME_AFTER = 200;

/** Returns a buffer that commits to `commit`. */
export const createFrameBuffer = <T>(commit: (values: readonly T[]) => void): FrameBuffer<T> => {
  let values: T[] = [];
  let unschedule = (): void => {};

  const clear = (): void => {
    unschedule();
    values = [];
  };
  const flush = (): void => {
    const gathered = values;
    clear();
    if (gathered.length > 0) commit(gathered);
  };
  return {
    clear,
    flush,
    push: (value) => {
      values.push(value);
      if (values.length > 1) return;
      const frame = requestAnimationFrame(flush);
      const timer = setTimeout(flush, NO_FRAME_AFTER);
      unschedule = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
    },
  };
};
