import { createContext, useContext, useState } from "react";

import type { Folding } from "./transcript";

/** What is folded in the conversation that is shown, and what opens and closes it. */
export type Folds = Folding & { readonly toggle: (key: string) => void };

/** As it is where nobody says otherwise, as in a test of a single message. */
export const FoldsContext = createContext<Folds>({
  detail: "normal",
  opened: new Set(),
  isPlain: () => false,
  toggle: () => {},
});

/** Returns what is folded here. */
export const useFolds = (): Folds => useContext(FoldsContext);

/** Whether a card is open: as the detail of answers says, until a person opens or closes it. */
export const useFold = (): readonly [boolean, (open: boolean) => void] => {
  const { detail } = useFolds();
  const [chosen, choose] = useState<{ readonly in: string; readonly open: boolean } | null>(null);
  const open = chosen?.in === detail ? chosen.open : detail === "everything";
  return [open, (next) => choose({ in: detail, open: next })];
};
