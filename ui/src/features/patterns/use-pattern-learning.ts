import type { OperationError } from "@atelier/client/errors";
import type { PatternId, SimilarPattern } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import { errorLine } from "../../lib/error-words";
import { useLater } from "../../lib/use-later";
import { useLocalPatterns } from "./use-local-patterns";

/** What was learned from conversations, and what a person makes of it. */
export type PatternLearning = {
  /** Conversations like the text, best first; undefined until the first answer. */
  readonly similar: readonly SimilarPattern[] | undefined;
  /** Whether the text is too short to be like anything. */
  readonly tooShort: boolean;
  /** Why they could not be found. */
  readonly error: OperationError | null;
  readonly retry: () => void;
  /** Whether conversations are learned from; undefined until that is known. */
  readonly learning: boolean | undefined;
  /** Says that one has nothing to do with what was meant: it is not found any more. */
  readonly callWrong: (id: PatternId) => void;
  /** Forgets what was learned from one; the conversation stays. */
  readonly forget: (id: PatternId) => void;
};

type Options = {
  /** The most that are found. */
  readonly limit: number;
  /** How long the text has to stay the same, in ms. */
  readonly afterMs?: number;
  /** Whether to look in the copy of this page, as long as that holds all; the core is asked otherwise. */
  readonly inPage?: boolean;
};

/** Shorter texts are like too much. */
const SHORTEST = 3;
/** No more of a text is compared, in UTF-16 units. */
const READ = 2_000;

/** Finds conversations like a text, while it is written; judges and forgets them. */
export const usePatternLearning = (
  text: string,
  { limit, afterMs = 250, inPage = false }: Options,
): PatternLearning => {
  const { settings } = useSettings();
  const asked = useLater(beginningOf(text), afterMs);
  const tooShort = asked.length < SHORTEST;
  const local = useLocalPatterns({ text: asked, limit }, inPage && !tooShort);
  const asksCore = !tooShort && (!inPage || local.needsCore);
  const found = useOperation(
    "pattern.similar",
    { text: asked, limit },
    { enabled: asksCore, keepPrevious: true },
  );
  // What the page found is shown until the core has said more.
  const similar = (asksCore ? found.data : undefined) ?? local.similar;
  const score = useCommand("pattern.score");
  const forget = useCommand("pattern.forget");
  return {
    similar: tooShort ? undefined : similar?.filter(isConversation),
    tooShort,
    error: tooShort || similar ? null : found.error,
    retry: () => void found.refetch(),
    learning: settings?.learning,
    callWrong: (id) =>
      score.mutate(
        { id, outcome: "wrong" },
        {
          onSuccess: () =>
            showToast({
              text: t`Not suggested any more`,
              action: { label: t`Undo`, run: () => score.mutate({ id, outcome: "right" }) },
            }),
          onError: (error) => showToast({ text: errorLine(error), tone: "danger" }),
        },
      ),
    forget: (id) =>
      forget.mutate(
        { id },
        {
          onSuccess: () => showToast({ text: t`Forgotten. The conversation stays.` }),
          onError: (error) => showToast({ text: errorLine(error), tone: "danger" }),
        },
      ),
  };
};

const isConversation = (pattern: SimilarPattern): boolean => pattern.conversation_id !== null;

/** The part of a text that is compared. Halves of pairs cannot be sent. */
const beginningOf = (text: string): string =>
  text
    .trim()
    .slice(0, READ)
    .replace(/\p{Surrogate}/gu, "\ufffd");
