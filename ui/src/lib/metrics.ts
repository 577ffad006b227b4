/** How the page itself is doing: times in ms, sizes in bytes; null where there is nothing to say. */
export type FrontendMetrics = {
  /** What loading the engines took, each from the first question until it was ready, together. */
  readonly wasmInitTime: number | null;
  /** What drawing a message takes: the median of the last ones. */
  readonly messageRenderTime: number | null;
  /** What finding similar conversations takes: the median of the last searches. */
  readonly patternSearchTime: number | null;
  /** What the page's own objects take; null where the browser does not say. */
  readonly memoryUsage: number | null;
};

/** So many of the last measures count. */
const KEPT = 200;

const inits = new Map<string, number>();
const renders: number[] = [];
/** When the messages began that come into the page now. */
const drawn: number[] = [];
const searches: number[] = [];

/** Notes how long an engine took until it was ready, in ms. */
export const recordInit = (engine: string, ms: number): void => {
  inits.set(engine, ms);
};

/**
 * Notes that a message is in the page whose drawing began at `begun`, as `performance.now` tells.
 *
 * Those that come into the page together share the time that all of them took.
 */
export const recordRender = (begun: number): void => {
  drawn.push(begun);
  if (drawn.length > 1) return;
  queueMicrotask(() => {
    note(renders, (performance.now() - Math.min(...drawn)) / drawn.length);
    drawn.length = 0;
  });
};

/** Notes how long a search for similar conversations took, in ms. */
export const recordSearch = (ms: number): void => note(searches, ms);

/** Returns what was measured so far. */
export const frontendMetrics = (): FrontendMetrics => ({
  wasmInitTime: inits.size === 0 ? null : [...inits.values()].reduce((sum, ms) => sum + ms, 0),
  messageRenderTime: median(renders),
  patternSearchTime: median(searches),
  memoryUsage: heapBytes(),
});

const note = (measures: number[], ms: number): void => {
  if (!Number.isFinite(ms) || ms < 0) return;
  measures.push(ms);
  if (measures.length > KEPT) measures.shift();
};

const median = (measures: readonly number[]): number | null => {
  const sorted = measures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

const heapBytes = (): number | null => {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize?: unknown } };
  const used = memory?.usedJSHeapSize;
  return typeof used === "number" ? used : null;
};
