import type { ConversationId, Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect } from "react";
import { createPortal } from "react-dom";

import { ErrorNote } from "../../components/ErrorNote";
import { Markdown } from "../../components/markdown/Markdown";
import { useOperation, usePages } from "../../data/use-operation";
import { exactTime } from "../../lib/time";
import "./print.css";

type Props = { readonly id: ConversationId; readonly onDone: () => void };

/** How many messages are read at once. */
const AT_ONCE = 100;

/** Reads the branch that is shown to its beginning and prints it, on nothing but paper. */
export const PrintSheet = ({ id, onDone }: Props) => {
  const conversation = useOperation("conversation.get", { id });
  const pages = usePages("conversation.messages", { id, limit: AT_ONCE }, "before");
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const whole = pages.data !== undefined && !hasNextPage && conversation.data !== undefined;
  useEffect(() => {
    if (!whole) return;
    document.documentElement.dataset["printing"] = "sheet";
    // After the sheet was laid out: printing waits for nothing.
    const frame = requestAnimationFrame(() => {
      window.print();
      onDone();
    });
    return () => {
      cancelAnimationFrame(frame);
      delete document.documentElement.dataset["printing"];
    };
  }, [whole, onDone]);
  const error = pages.error ?? conversation.error;
  if (error) return <ErrorNote error={error} title={t`It was not printed`} />;
  if (!whole) return null;
  const messages = [...pages.data.pages].reverse().flatMap(({ items }) => items);
  return createPortal(
    <article className="print-sheet" data-theme="light">
      <h1>{conversation.data.title || t`Conversation`}</h1>
      {messages.map((message) => (
        <section key={message.id}>
          <p>
            <strong>{message.role === "user" ? t`You` : (message.model ?? t`Assistant`)}</strong>{" "}
            {exactTime(message.created_at)}
          </p>
          <Markdown progress="finished" text={textOf(message)} />
        </section>
      ))}
    </article>,
    document.body,
  );
};

/** What a message says, without what it thought and asked of tools. */
const textOf = ({ blocks }: Message): string =>
  blocks
    .map((block) => (block.type === "text" ? block.text : ""))
    .filter(Boolean)
    .join("\n\n");
