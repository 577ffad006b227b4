const STORED_AS = "atelier-palette";
/** How many are remembered. */
const MOST = 20;

/** Returns what was used in the palette lately, the last first. */
export const recentEntries = (): readonly string[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.filter((id): id is string => typeof id === "string").slice(0, MOST);
  } catch {
    return [];
  }
};

/** Remembers that something was used; it belongs to this window alone, as its layout does. */
export const rememberEntry = (id: string): void => {
  const next = [id, ...recentEntries().filter((other) => other !== id)].slice(0, MOST);
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(next));
  } catch {
    // A page that may store nothing forgets what was used, and that is all.
  }
};
