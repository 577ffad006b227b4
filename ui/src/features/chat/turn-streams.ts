import type { Transport } from "@atelier/client";
import type { ConversationId, TurnEvent } from "@atelier/client/types";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { createStream, type Stream } from "../../data/stream";
import { useKeptStreams } from "../../data/stream-registry";
import { invalidateTags, staleAfter } from "../../data/tags";
import { useTransport } from "../../data/transport";
import { NO_TURN, type Turn, turnReducer } from "./turn-reducer";

/** The ways in which a turn comes about in a conversation. */
export type TurnStreams = {
  readonly send: Stream<Turn, "conversation.send">;
  readonly regenerate: Stream<Turn, "conversation.regenerate">;
  /** An answer that was asked for elsewhere, or before this page was loaded. */
  readonly follow: Stream<Turn, "conversation.follow">;
};

/**
 * Returns what gives the streams of a conversation. They outlive every component: leaving the
 * conversation loses nothing, and coming back shows what has arrived.
 */
export const useTurnStreams = (): ((id: ConversationId) => TurnStreams) => {
  const transport = useTransport();
  const client = useQueryClient();
  const kept = useKeptStreams();
  return useCallback(
    (id) => {
      const make = <N extends keyof Named>(name: N): Stream<Turn, N> => {
        const refresh = () => invalidateTags(client, staleAfter("conversation.send"));
        return createStream<Turn, N>({
          transport: announcing(transport, () =>
            invalidateTags(client, ["Attachments", "Conversations"]),
          ),
          name,
          reducer: turnReducer as (turn: Turn, event: TurnEvent) => Turn,
          initial: NO_TURN,
          onEnd: refresh,
        });
      };
      const obtain = <N extends keyof Named>(name: N) =>
        kept.obtain<Turn, N>(`${name} ${id}`, () => make(name));
      return {
        send: obtain("conversation.send"),
        regenerate: obtain("conversation.regenerate"),
        follow: obtain("conversation.follow"),
      };
    },
    [transport, client, kept],
  );
};

type Named = {
  "conversation.send": true;
  "conversation.regenerate": true;
  "conversation.follow": true;
};

/** Says when a turn has begun, so that lists show at once that a conversation is answering. */
const announcing = (transport: Transport, onStarted: () => void): Transport => ({
  call: (name, input, options) => transport.call(name, input, options),
  stream: (name, input, onEvent, options) =>
    transport.stream(
      name,
      input,
      (event) => {
        if ("type" in event && event.type === "started") onStarted();
        onEvent(event);
      },
      options,
    ),
});
