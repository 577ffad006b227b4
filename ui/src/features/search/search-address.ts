/** Returns the address of a search. */
export const searchAddress = (query: string): string =>
  query.trim() === "" ? "/search" : `/search/${encodeURIComponent(query.trim())}`;
