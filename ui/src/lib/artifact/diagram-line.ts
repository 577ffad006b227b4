/**
 * Returns the line of a diagram's source that its reader means by `reported`: it counts neither what stands before
 * the diagram nor comments.
 */
export const sourceLine = (source: string, reported: number): number => {
  const all = source.split("\n");
  let at = 0;
  if (/^-{3}\s*$/.test(all[0] ?? "")) {
    const end = all.findIndex((line, index) => index > 0 && /^-{3}\s*$/.test(line));
    if (end > 0) at = end + 1;
  }
  let counted = 0;
  let begun = false;
  for (let index = at; index < all.length; index++) {
    const line = all[index] ?? "";
    const comment = /^\s*%%(?!\{)/.test(line);
    if (comment || (!begun && line.trim() === "")) continue;
    begun = true;
    counted += 1;
    if (counted === reported) return index + 1;
  }
  return Math.min(reported + at, all.length);
};
