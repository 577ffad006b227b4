import type { ConversationId, Message } from "@atelier/client/types";
import { useEffect, useRef } from "react";

import type { StreamView } from "../../data/stream";
import { useOperation } from "../../data/use-operation";
import { lastOf, type Turn } from "./turn-reducer";
import type { TurnStreams } from "./turn-streams";

/**
 * Follows an answer that arrives without this page having asked for it, once for each sign of one.
 *
 * A sign that came while an answer arrived is of that answer; what is followed in vain changes nothing.
 */
export const useFollowing = (
  id: ConversationId | null,
  streams: TurnStreams | null,
  status: StreamView<Turn>["status"],
): void => {
  const { data, dataUpdatedAt } = useOperation(
    "conversation.get",
    { id: id ?? "" },
    { enabled: id !== null },
  );
  const answering = data?.state === "streaming";
  const seen = useRef(0);
  useEffect(() => {
    const isNew = seen.current !== dataUpdatedAt && status !== "running";
    seen.current = dataUpdatedAt;
    if (!isNew || !answering || !streams || id === null) return;
    if (streams.follow.view().status !== "running") streams.follow.start({ id });
  }, [answering, streams, id, status, dataUpdatedAt]);
};

/** Lets go of a turn as soon as the store shows how it ended. */
export const useSettling = (
  streams: TurnStreams | null,
  { status, state }: StreamView<Turn>,
  branch: readonly Message[] | undefined,
): void => {
  const id = status === "running" ? undefined : lastOf(state)?.id;
  const stored = id === undefined ? undefined : branch?.find((message) => message.id === id);
  const settled = stored !== undefined && stored.state !== "streaming";
  useEffect(() => {
    if (!settled) return;
    streams?.send.reset();
    streams?.regenerate.reset();
    streams?.follow.reset();
  }, [settled, streams]);
};
