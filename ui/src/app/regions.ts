/** What marks an element as a region that F6 reaches. */
export const REGION = { "data-region": "", tabIndex: -1 } as const;

/** Moves focus to the next region of the window, or to the one before. */
export const focusRegion = (direction: 1 | -1): void => {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const from = at < 0 && direction < 0 ? 0 : at;
  const next = regions[(from + direction + regions.length) % regions.length];
  if (!next) return;
  const target = next.querySelector<HTMLElement>("[data-region-focus]") ?? next;
  target.focus();
};
