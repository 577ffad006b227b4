import type { Conversation, Message } from "@atelier/client/types";
import { Key } from "selenium-webdriver";

import type { Product } from "./product";

/** An export of ChatGPT with this many conversations of three messages, one of them on a branch. */
export const chatGptExport = (count: number): string => {
  const message = (parent: string | null, role: string, text: string, at: number) => ({
    parent,
    message: {
      author: { role },
      create_time: at,
      content: { content_type: "text", parts: [text] },
    },
  });
  const talk = (number: number) => {
    const at = 1_700_000_000 + number * 60;
    return {
      conversation_id: `c-${number}`,
      title: `Talk ${number}`,
      create_time: at,
      update_time: at + 3,
      current_node: "b",
      mapping: {
        q: message(null, "user", `Question ${number}`, at),
        a: message("q", "assistant", `First answer ${number}`, at + 1),
        b: message("q", "assistant", `Answer ${number}, with **weight**`, at + 2),
      },
    };
  };
  return JSON.stringify(Array.from({ length: count }, (_, number) => talk(number)));
};

/** An export of a conversation in which files were read one after the other, before a long answer. */
export const readingSession = (): string => {
  const conversation = "0192f3a0-0000-7000-8000-00000000aaaa";
  const id = (index: number) => `0192f3a0-0000-7000-8000-${String(index).padStart(12, "0")}`;
  const begun = 1_790_000_000_000;
  const message = (
    index: number,
    role: Message["role"],
    blocks: Message["blocks"],
    stop_reason: string | null = null,
  ): Message => ({
    id: id(index),
    conversation_id: conversation,
    parent_id: index === 0 ? null : id(index - 1),
    role,
    blocks,
    state: "complete",
    model: role === "assistant" ? "claude-test" : null,
    stop_reason,
    usage: null,
    cost_nano_usd: null,
    simulated: false,
    from_cache: null,
    request_id: null,
    failure: null,
    created_at: begun + index * 1_000,
    completed_at: begun + index * 1_000 + 900,
  });
  const files = ["main.rs", "greet.rs", "lib.rs", "words.rs"];
  const rounds = files.flatMap((file, place) => {
    const call = `toolu_${place}`;
    const input = { file_path: `src/${file}` };
    const use = { type: "tool_use", id: call, name: "Read", input } as const;
    const content = `//! ${file}`;
    const result = { type: "tool_result", tool_use_id: call, content, is_error: false } as const;
    return [
      message(1 + place * 2, "assistant", [use], "tool_use"),
      message(2 + place * 2, "user", [result]),
    ];
  });
  const paragraphs = Array.from({ length: 60 }, (_, place) => `Paragraph ${place}: it is there.`);
  const text = `It is written in \`src/words.rs\`, and used by **greet**.\n\n${paragraphs.join("\n\n")}`;
  const asked = { type: "text", text: "Where is the greeting written?" } as const;
  const messages = [
    message(0, "user", [asked]),
    ...rounds,
    message(9, "assistant", [{ type: "text", text }], "end_turn"),
  ];
  const about: Conversation = {
    id: conversation,
    title: asked.text,
    title_source: "auto",
    model: null,
    effort: null,
    head_id: id(9),
    message_count: messages.length,
    state: "idle",
    cost_nano_usd: 0,
    cost_is_partial: false,
    created_at: begun,
    updated_at: begun,
    trashed_at: null,
    project_id: null,
    pinned_at: null,
    archived_at: null,
    tags: [],
  };
  const format = { format: "atelier-conversation", version: 1 };
  return JSON.stringify({ ...format, conversation: about, messages });
};

/** Has the history in a file of the home folder looked at: the report of what it would bring is shown. */
export const lookAtHistory = async (product: Product, path: string): Promise<void> => {
  const { screen } = product;
  await product.go("/settings/data");
  const field = await screen.get("combobox", "File or folder");
  await field.clear();
  await field.sendKeys(`~/${path}`, Key.ENTER);
};

/** Takes in the history in a file of the home folder, with so many conversations. */
export const takeInHistory = async (product: Product, path: string, count: number) => {
  await lookAtHistory(product, path);
  const all = count === 1 ? "1 conversation" : `${count} conversations`;
  await product.screen.click("button", `Import ${all}`);
  await product.screen.shows(`${all} came in.`);
};

/** Asks for the export of a conversation that was taken in: the question how is shown. */
export const askToExport = async (product: Product, title: string): Promise<void> => {
  const { screen } = product;
  await screen.click("link", title);
  await product.openMenu(title);
  await screen.click("menuitem", "Export…");
  await screen.get("dialog", "Export this conversation");
};

/** Gives the folder in which every conversation is to be kept as a file: the question whether is shown. */
export const askToMirror = async (product: Product, path: string): Promise<void> => {
  const field = await product.screen.get("combobox", "Folder for the files");
  await field.sendKeys(`~/${path}`, Key.ENTER);
  await product.screen.get("dialog", "Write every conversation to this folder?");
};
