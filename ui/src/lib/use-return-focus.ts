import { useEffect, useState } from "react";

import { composerField } from "./compose";

/**
 * Gives the focus back to what had it, once the component is gone; to the composer where that is gone, too.
 *
 * What closes a dialog gives it back by itself, what takes the dialog out of the page does not.
 */
export const useReturnFocus = (): void => {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        const { activeElement, body } = document;
        if (activeElement !== body && activeElement !== null) return;
        if (before instanceof HTMLElement && before.isConnected && before !== body) before.focus();
        else composerField()?.focus();
      });
    },
    [before],
  );
};
