import { create } from "zustand";

/** What is open of the templates: the library, or one that is being filled in. */
export type OpenTemplate =
  | { readonly kind: "library" }
  | { readonly kind: "fill"; readonly id: string };

/** What is open of the templates, above everything else. */
export const useOpenTemplate = create<{ readonly open: OpenTemplate | null }>(() => ({
  open: null,
}));

/** Opens the library, or a template to fill in; null closes it. */
export const openTemplate = (open: OpenTemplate | null): void => useOpenTemplate.setState({ open });
