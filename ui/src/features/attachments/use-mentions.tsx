import { toOperationError } from "@atelier/client/errors";
import type { ConversationId, Folder } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useQueries } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";

import type { Mentions } from "../../components/material/material";
import { announce, showToast } from "../../components/toasts";
import { keyOf } from "../../data/query-client";
import { useTransport } from "../../data/transport";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { MentionList } from "./MentionList";
import { type MentionAt, mentionAt, withMention } from "./mention-at";

/** A file that can be mentioned. */
export type FoundFile = { readonly folder: Folder; readonly path: string };

type Writing = {
  readonly at: MentionAt;
  readonly field: HTMLTextAreaElement;
  readonly setText: (text: string) => void;
};

/** How many folders are looked through, and how many files of each are shown. */
const FOLDERS = 3;
const FILES = 8;

const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/** Completes `@` and the name of a file of an open folder. */
export const useMentions = (conversationId: ConversationId | null): Mentions => {
  const transport = useTransport();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [place, setPlace] = useState(0);
  const mention = useCommand("attachment.mention");
  const id = useId();
  const wanted = writing !== null;
  const { data: open } = useOperation("folder.list", {}, { enabled: wanted });
  const folders = (open ?? []).slice(0, FOLDERS);
  const query = writing?.at.query ?? "";
  const found = useQueries({
    queries: folders.map((folder) => {
      const input = { folder_id: folder.id, query, limit: FILES };
      return {
        enabled: wanted,
        queryKey: keyOf("file.find", input),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          transport.call("file.find", input, { signal }),
      };
    }),
  });
  const files: readonly FoundFile[] = folders.flatMap((folder, index) =>
    (found[index]?.data?.paths ?? []).map((path) => ({ folder, path })),
  );
  const at = Math.min(place, files.length - 1);

  const stop = () => {
    setWriting(null);
    setPlace(0);
  };
  const pick = async ({ folder, path }: FoundFile): Promise<void> => {
    if (!writing) return;
    const { field, setText } = writing;
    stop();
    try {
      await mention.mutateAsync({
        conversation_id: conversationId,
        folder_id: folder.id,
        path,
      });
    } catch (cause) {
      showToast({ text: toOperationError(cause).message, tone: "danger" });
      return;
    }
    const next = withMention(field.value, writing.at, path);
    setText(next.text);
    announce(t`${path} goes along`);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(next.caret, next.caret);
    });
  };
  return {
    onText: (field, setText) => {
      const here = mentionAt(field.value, field.selectionStart);
      if (here === null) {
        if (wanted) stop();
        return;
      }
      if (here.query !== query) setPlace(0);
      setWriting({ at: here, field, setText });
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!wanted) return false;
      const step = STEPS.get(event.key);
      const chosen = files[at];
      if (step !== undefined && files.length > 0) {
        setPlace((at + step + files.length) % files.length);
      } else if (event.key === "Escape") {
        stop();
      } else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
        pick(chosen);
      } else {
        return false;
      }
      event.preventDefault();
      return true;
    },
    list: wanted ? (
      <MentionList
        at={at}
        files={files}
        hasFolders={open === undefined || open.length > 0}
        id={id}
        onPick={pick}
        query={query}
        searching={found.some(({ isPending }) => isPending)}
      />
    ) : null,
  };
};
