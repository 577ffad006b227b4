// What stands before an artifact in its document: paper, as pages expect it, and no more.
const PAPER = "<style>html{background:#fff;color:#000;color-scheme:light}</style>";

/** Returns the whole document for a page that was written in an answer. */
export const asDocument = (source: string): string => {
  const body = source.replace(/^\s*<!doctype[^>]*>/i, "");
  return `<!doctype html>${PAPER}${body}`;
};
