import type { ContextMeter, ConversationId, Effort } from "@atelier/client/types";
import { useOperation } from "../../data/use-operation";
import { useLater } from "../../lib/use-later";

/** What a person is about to say, and where. */
export type Pending = {
  readonly conversationId: ConversationId | null;
  readonly text: string;
  readonly model: string | null;
  readonly effort: Effort | null;
};

/** How long nothing may be typed before the text counts, in ms. */
const STILL = 700;
/** A longer conversation is measured only once something is being said in it. */
const LONG = 2_000;

/**
 * How long the next request is, and what it may cost.
 *
 * Nobody is asked: what is being written leaves the machine with Send, or where the panel is opened to have it counted.
 * What was counted there is known here.
 */
export const useMeter = (pending: Pending): ContextMeter | undefined => {
  const { conversationId, model, effort } = pending;
  const text = useLater(pending.text, STILL);
  const conversation = useOperation(
    "conversation.get",
    { id: conversationId ?? "" },
    { enabled: conversationId !== null },
  );
  const saying = text.trim() !== "";
  const known = conversationId !== null && conversation.data !== undefined;
  const short =
    known && conversation.data.message_count <= LONG && conversation.data.state === "idle";
  const input = { conversation_id: conversationId, text: saying ? text : "", model, effort };
  const { data } = useOperation("context.meter", input, {
    enabled: saying || short,
    keepPrevious: true,
  });
  return saying || short ? data : undefined;
};
