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
  await product.screen.click("button", `Import ${count} conversations`);
  await product.screen.shows(`${count} conversations came in.`);
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
