import type { ConversationId } from "@atelier/client/types";
import type { DragEvent } from "react";

const TYPE = "application/x-atelier-conversation";

/** Lets a conversation be dragged: what it is dropped on learns its id. */
export const dragConversation = (event: DragEvent, id: ConversationId): void => {
  event.dataTransfer.setData(TYPE, id);
  event.dataTransfer.effectAllowed = "move";
};

/** Returns the conversation that was dropped; null where it is something else. */
export const draggedConversation = (event: DragEvent): ConversationId | null =>
  event.dataTransfer.getData(TYPE) || null;
