import type { OperationError } from "@atelier/client/errors";
import type { Model } from "@atelier/client/types";

/** How far the last attempt to use a key got. */
export type KeyCheck =
  | { readonly state: "unchecked" | "saving" | "testing" }
  | { readonly state: "works"; readonly models: readonly Model[] }
  /** `unsaved`: it could not be kept. `refused`: it is kept, but does not work now. */
  | { readonly state: "unsaved" | "refused"; readonly error: OperationError };

type KeyCheckEvent =
  | { readonly type: "saving" | "testing" | "forgotten" }
  | { readonly type: "works"; readonly models: readonly Model[] }
  | { readonly type: "unsaved" | "refused"; readonly error: OperationError };

/** Nothing was attempted yet. */
export const UNCHECKED: KeyCheck = { state: "unchecked" };

/** Folds what happens to a key into how far it got. */
export const keyCheckReducer = (_before: KeyCheck, event: KeyCheckEvent): KeyCheck => {
  switch (event.type) {
    case "forgotten":
      return UNCHECKED;
    case "saving":
    case "testing":
      return { state: event.type };
    case "works":
      return { state: "works", models: event.models };
    case "unsaved":
    case "refused":
      return { state: event.type, error: event.error };
  }
};
