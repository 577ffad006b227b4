import type { ContentBlock, Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

import { Button } from "../../components/Button";
import { TextArea } from "../../components/TextArea";
import { isComposing } from "../../lib/shortcuts/chord";
import { usePlatform } from "../../platform/context";
import type { Branching } from "./branching";

type Props = { readonly message: Message; readonly branching: Branching };

/** Edits the texts of a message. What is saved stands beside it; the message stays as it is. */
export const MessageEditor = ({ message, branching }: Props) => {
  const { isMac } = usePlatform();
  const note = useId();
  const form = useRef<HTMLFormElement>(null);
  const before = textsOf(message);
  const [texts, setTexts] = useState<readonly string[]>(
    () => branching.typed.get(message.id) ?? before,
  );
  const asks = message.role === "user";
  const empty = texts.every((text) => text.trim() === "");
  const changed = texts.some((text, at) => text !== before[at]);
  const { busy, save, saveAndRerun } = branching;

  useEffect(() => {
    const field = form.current?.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const type = (at: number, text: string) => {
    const next = texts.map((one, place) => (place === at ? text : one));
    branching.typed.set(message.id, next);
    setTexts(next);
  };
  const close = () => {
    branching.edit(null);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-edit="${message.id}"]`)?.focus(),
    );
  };
  const keep = () => (changed ? save(message, texts) : close());
  const rerun = () => saveAndRerun(message, texts[0] ?? "");
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const mod = isMac ? event.metaKey : event.ctrlKey;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && mod && !empty && !busy) (asks ? rerun : keep)();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      aria-describedby={note}
      aria-label={asks ? t`Edit what you said` : t`Edit the answer`}
      className="flex w-full flex-col gap-2 pb-3"
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
      ref={form}
    >
      {texts.map((text, at) => (
        <TextArea
          aria-label={
            texts.length === 1 ? t`Text` : t`Text ${{ at: at + 1 }} of ${{ texts: texts.length }}`
          }
          className="w-full"
          dir="auto"
          // biome-ignore lint/suspicious/noArrayIndexKey: a text is known by its place in the message
          key={at}
          maxHeight={480}
          onChange={(event) => type(at, event.target.value)}
          value={text}
        />
      ))}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-xs text-text-subtle" id={note}>
          {t`What is there now stays, one step beside.`}
        </p>
        <Button onClick={close} variant="quiet">
          {t`Cancel`}
        </Button>
        <Button disabled={empty || busy} onClick={keep} variant={asks ? "secondary" : "primary"}>
          {t`Save`}
        </Button>
        {asks && (
          <Button disabled={empty || busy} onClick={rerun} variant="primary">
            {t`Save and rerun`}
          </Button>
        )}
      </div>
    </form>
  );
};

/** The texts of a message, one for each block of text; an empty one where there is none. */
const textsOf = ({ blocks }: Message): readonly string[] => {
  const texts = blocks.filter(isText).map(({ text }) => text);
  return texts.length === 0 ? [""] : texts;
};

const isText = (block: ContentBlock): block is Extract<ContentBlock, { type: "text" }> =>
  block.type === "text";
