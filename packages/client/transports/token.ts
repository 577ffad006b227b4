const STORED_AS = "atelier-token";

type Page = {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState">;
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem">;
};

/**
 * Returns the token that the page was opened with, and takes it out of the address bar.
 *
 * It arrives once, in the fragment (`#token=…`), which browsers send to nobody; the tab keeps it
 * until it is closed.
 */
export const takeToken = (page: Page = window): string | null => {
  const { location, history, sessionStorage } = page;
  const given = /^#token=([^&]+)$/.exec(location.hash)?.[1];
  if (given === undefined) return sessionStorage.getItem(STORED_AS);
  const token = decode(given);
  sessionStorage.setItem(STORED_AS, token);
  history.replaceState(null, "", `${location.pathname}${location.search}`);
  return token;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
