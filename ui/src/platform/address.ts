const OPENED_OUTSIDE = new Set(["https:", "http:", "mailto:"]);

/** Whether an address may be handed to another program. */
export const isSafeAddress = (url: string): boolean => {
  try {
    return OPENED_OUTSIDE.has(new URL(url).protocol);
  } catch {
    return false;
  }
};
