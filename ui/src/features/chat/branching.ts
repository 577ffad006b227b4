import type { ConversationId, Effort, Fork, Message, MessageId } from "@atelier/client/types";
import { createContext, useContext } from "react";

/** Which model answers this once, and how hard it thinks; what is left out is as in the conversation. */
export type AnswerChoice = { readonly model?: string; readonly effort?: Effort };

/** What can be done with the messages of a conversation. Nothing of it destroys anything. */
export type Branching = {
  readonly conversationId: ConversationId;
  /** Whether an answer is on its way; until it has ended, nothing is rearranged. */
  readonly busy: boolean;
  /** Where messages stand among their siblings; those without any are not in it. */
  readonly forks: ReadonlyMap<MessageId, Fork>;
  /** The message that is being edited. */
  readonly editing: MessageId | null;
  readonly edit: (id: MessageId | null) => void;
  /** What was typed into an editor that was scrolled away. */
  readonly typed: Map<MessageId, readonly string[]>;
  /** Shows the branch through a message, and the message. */
  readonly show: (id: MessageId) => void;
  readonly save: (message: Message, texts: readonly string[]) => void;
  readonly saveAndRerun: (message: Message, text: string) => void;
  readonly answerAgain: (message: Message, choice: AnswerChoice) => void;
  readonly fork: (message: Message) => void;
  readonly remove: (message: Message) => void;
  readonly restore: (id: MessageId) => void;
  /** Where the focus goes once the branch of a sibling is shown. */
  readonly focusNext: { current: { readonly id: MessageId; readonly side: Side } | null };
};

/** Which way a step goes. */
export type Side = "previous" | "next";

/** What can be done with messages; null where nothing can, as in a test of a single message. */
export const BranchingContext = createContext<Branching | null>(null);

/** Returns what can be done with messages here. */
export const useBranching = (): Branching | null => useContext(BranchingContext);
