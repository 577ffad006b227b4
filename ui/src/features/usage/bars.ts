/** Round values from zero on, the last at or above the highest: where lines are drawn. */
export const linesUpTo = (highest: number, about = 4): readonly number[] => {
  if (!(highest > 0)) return [0];
  const rough = highest / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((times) => times * power >= rough) ?? 10);
  const many = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: many + 1 }, (_, at) => Number((at * step).toPrecision(12)));
};

/** Which of so many names have room below an axis: the last, and others at even distances. */
export const namesThatFit = (count: number, width: number, each: number): ReadonlySet<number> => {
  const step = Math.max(1, Math.ceil((count * each) / Math.max(1, width)));
  const shown = new Set<number>();
  for (let at = count - 1; at >= 0; at -= step) shown.add(at);
  return shown;
};
