import { useLocation } from "wouter";

import { useShortcut } from "../../lib/shortcuts/registry";

/** Lets Mod+Shift+F open the search of everything. */
export const useSearchShortcut = (): void => {
  const [place, navigate] = useLocation();
  useShortcut("search.open", () => {
    if (place.startsWith("/search")) {
      document.querySelector<HTMLElement>("[data-search-field] input")?.focus();
      return;
    }
    navigate("/search");
  });
};
