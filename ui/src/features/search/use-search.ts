import type { OperationError } from "@atelier/client/errors";
import type { SearchResults } from "@atelier/client/types";

import { useOperation } from "../../data/use-operation";
import { useLater } from "../../lib/use-later";

/** What a query finds. */
export type Search = {
  /** Undefined until the first answer. */
  readonly results: SearchResults | undefined;
  readonly error: OperationError | null;
  readonly retry: () => void;
  /** Whether an answer to what is written now is on its way. */
  readonly pending: boolean;
};

/** Typing has to pause this long, in ms. */
const PAUSE = 90;
/** The longest query, in UTF-16 units; four bytes each are within what the core takes. */
const LONGEST = 250;

/** Finds messages in all conversations while a query is written; a blank one finds nothing. */
export const useSearch = (text: string, limit = 20): Search => {
  const written = wellFormed(text.trim().slice(0, LONGEST));
  const query = useLater(written, PAUSE);
  const utc_offset = -new Date().getTimezoneOffset();
  const found = useOperation(
    "search.find",
    { query, limit, utc_offset },
    { enabled: query !== "", keepPrevious: true },
  );
  return {
    results: query === "" ? undefined : found.data,
    error: query === "" ? null : found.error,
    retry: () => void found.refetch(),
    pending: written !== "" && (written !== query || found.isFetching),
  };
};

/** Halves of pairs cannot be sent. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");
