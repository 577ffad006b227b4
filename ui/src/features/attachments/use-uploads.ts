import { toOperationError } from "@atelier/client/errors";
import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect, useReducer, useRef } from "react";

import { announce } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorWords } from "../../lib/error-words";
import { bytes } from "../../lib/quantity";
import { usePlatform } from "../../platform/context";
import { type Refused, type Upload, uploadsReducer } from "./uploads";

type Uploads = {
  readonly uploads: readonly Upload[];
  /** Brings files to a draft, one after another. */
  readonly add: (files: readonly File[], conversationId: ConversationId | null) => void;
  /** Gives a file up, or forgets that it could not be attached. */
  readonly drop: (key: number) => void;
};

/** Brings files to the core and attaches them to drafts. What is on its way outlives a change of conversation. */
export const useUploads = (): Uploads => {
  const { blobs } = usePlatform();
  const [uploads, dispatch] = useReducer(uploadsReducer, []);
  const attach = useCommand("attachment.add");
  const { data: limits } = useOperation("attachment.limits", {});
  const running = useRef(new Map<number, AbortController>());
  const last = useRef<Promise<void>>(Promise.resolve());
  const next = useRef(0);

  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  const bring = async (
    key: number,
    file: File,
    conversationId: ConversationId | null,
  ): Promise<void> => {
    const { signal } = running.current.get(key) ?? { signal: undefined };
    const refuse = (error: Refused): void => {
      dispatch({ type: "failed", key, error });
      announce(t`${{ name: file.name }} is not attached. ${{ message: error.message }}`);
    };
    try {
      if (!signal || signal.aborted) return;
      if (limits && file.size > limits.file_bytes) {
        refuse(tooLarge(file, limits.file_bytes));
        return;
      }
      const onProgress = (part: number) => dispatch({ type: "sent", key, part });
      const { hash } = await blobs.put(file, { conversationId, onProgress, signal });
      await attach.mutateAsync({ conversation_id: conversationId, hash, name: file.name });
      dispatch({ type: "gone", key });
      announce(t`${{ name: file.name }} is attached`);
    } catch (cause) {
      if (signal?.aborted) return;
      refuse(errorWords(toOperationError(cause)));
    } finally {
      running.current.delete(key);
    }
  };

  return {
    uploads,
    add: (files, conversationId) => {
      for (const file of files) {
        const key = next.current;
        next.current += 1;
        running.current.set(key, new AbortController());
        const upload = {
          key,
          conversationId,
          name: file.name,
          bytes: file.size,
          sent: 0,
          error: null,
        };
        dispatch({ type: "begun", upload });
        // One after another, so that they stand in the order in which they came.
        last.current = last.current.then(() => bring(key, file, conversationId));
      }
    },
    drop: (key) => {
      running.current.get(key)?.abort();
      dispatch({ type: "gone", key });
    },
  };
};

const tooLarge = (file: File, most: number): Refused => ({
  message: t`“${{ name: file.name }}” has ${{ size: bytes(file.size) }}; a file may have ${{ most: bytes(most) }}.`,
  hint: t`Split it, or attach the part that matters.`,
  detail: null,
});
