import type { ConversationId, Settings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type KeyboardEvent, useRef, useState } from "react";

import { Button } from "../components/Button";
import { TextArea } from "../components/TextArea";
import { useCommand } from "../data/use-command";
import { errorLine } from "../lib/error-words";
import { isComposing } from "../lib/shortcuts/chord";
import { usePlatform } from "../platform/context";

type Props = { readonly settings: Settings };

/** A small window that begins a conversation and goes. The answer arrives in the main window. */
export const QuickEntry = ({ settings }: Props) => {
  const { isMac } = usePlatform();
  const [text, setText] = useState("");
  const [warned, setWarned] = useState(false);
  const begun = useRef<ConversationId | null>(null);
  const create = useCommand("conversation.create");
  const add = useCommand("queue.add");
  const show = useCommand("desktop.show");
  const { mutate: leave } = useCommand("desktop.leave");
  const [error, setError] = useState<string | null>(null);
  const busy = create.isPending || add.isPending;
  const length = [...text].length;
  const tooLong = length > settings.message_limit;
  const ready = text.trim() !== "" && !tooLong && !busy && settings.onboarded;

  const send = async (then: "go" | "look") => {
    if (!ready) return;
    setError(null);
    try {
      // What was begun is gone on with, where sending failed the first time.
      begun.current ??= (await create.mutateAsync({})).id;
      await add.mutateAsync({ conversation_id: begun.current, text });
      if (then === "look") {
        await show.mutateAsync({ window: "main", conversation_id: begun.current });
      }
      leave({});
    } catch (failure) {
      setError(errorLine(failure as never));
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const mod = isMac ? event.metaKey : event.ctrlKey;
    if (event.key === "Escape") {
      event.preventDefault();
      if (text.trim() === "" || warned) leave({});
      else setWarned(true);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      if (settings.send_key === "mod_enter" && !mod) return;
      event.preventDefault();
      void send(mod && settings.send_key === "enter" ? "look" : "go");
    }
  };

  const said = !settings.onboarded
    ? t`Finish the first steps in the main window first.`
    : tooLong
      ? t`The text is longer than a message may be.`
      : (error ?? (warned ? t`Press Esc once more to throw the text away.` : null));
  return (
    <main
      aria-label={t`Quick entry`}
      className="flex h-full flex-col gap-3 bg-surface p-4"
      onKeyDown={onKeyDown}
    >
      <TextArea
        aria-describedby="said"
        aria-label={t`Message to Claude`}
        autoFocus
        className="min-h-0 flex-1 resize-none"
        disabled={busy}
        onChange={(event) => {
          setText(event.target.value);
          setWarned(false);
        }}
        placeholder={t`Ask Claude`}
        value={text}
      />
      <div className="flex items-center gap-2">
        <p
          className={`min-w-0 flex-1 text-xs wrap-anywhere ${error === null && !tooLong ? "text-text-subtle" : "text-danger"}`}
          id="said"
          role="status"
        >
          {said ?? t`Begins a conversation and closes. Esc closes.`}
        </p>
        {!settings.onboarded && (
          <Button onClick={() => show.mutate({ window: "main" }, { onSuccess: () => leave({}) })}>
            {t`Open Atelier`}
          </Button>
        )}
        <Button disabled={!ready} onClick={() => void send("go")} pending={busy} variant="primary">
          {t`Send`}
        </Button>
      </div>
    </main>
  );
};
