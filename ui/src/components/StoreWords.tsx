import type { StoreState } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { assertNever } from "../lib/assert-never";
import { CoreWords } from "./CoreWords";

type Props = { readonly store: StoreState };

/** Says where conversations are kept, or why they cannot be read. */
export const StoreWords = ({ store }: Props) => {
  switch (store.state) {
    case "on_disk":
      return t`Encrypted on this computer.`;
    case "in_memory":
      return t`Only in memory, and gone when Atelier closes.`;
    case "unavailable":
      return (
        <CoreWords
          own={store.message}
          said={t`The conversations that are kept on this computer cannot be opened.`}
        />
      );
    default:
      return assertNever(store);
  }
};
