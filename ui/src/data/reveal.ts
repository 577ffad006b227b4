import type { ConversationId, MessageId } from "@atelier/client/types";
import { create } from "zustand";

/** A message that is to be brought into view. */
export type Wanted = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  /** Whether it may be on another branch than the one that is shown. */
  readonly onAnyBranch: boolean;
  /** What was looked for, to be marked once it is in view. */
  readonly text: string;
};

type Revealing = { readonly wanted: Wanted | null };

/** The message that somebody wants to see, until it is in view. */
export const useRevealing = create<Revealing>(() => ({ wanted: null }));

/** Has a message brought into view, as soon as its conversation is shown. */
export const reveal = (wanted: Wanted): void => useRevealing.setState({ wanted });

/** Says that it is in view, or that it cannot be found. */
export const revealed = (): void => useRevealing.setState({ wanted: null });
