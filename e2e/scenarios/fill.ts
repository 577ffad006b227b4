import type { Door } from "../harness/door";
import type { Product } from "./product";

/** How many turns are taken before WebDriver is asked again. */
const BATCH = 100;

/** Makes a conversation of so many messages, by as many turns as that takes, and returns its id. */
export const fillConversation = async (product: Product, messages: number): Promise<string> => {
  const { door, farEnd } = product;
  farEnd.reply = (body) => ({ text: `Answer to ${lastQuestion(body)}.` });
  const { id } = await door.operation("conversation.create", { title: "Long conversation" });
  for (let turn = 0; turn < messages / 2; turn += BATCH) {
    const texts = Array.from(
      { length: Math.min(BATCH, messages / 2 - turn) },
      (_, index) => turn + index,
    );
    await take(
      door,
      id,
      texts.map((number) => `Question ${number}`),
    );
  }
  return id;
};

/** Takes turns one after another. */
const take = async (door: Door, id: string, texts: readonly string[]): Promise<void> => {
  for (const text of texts) await door.operation("conversation.send", { id, text });
};

const lastQuestion = (body: string): string =>
  [...body.matchAll(/Question \d+/g)].at(-1)?.[0] ?? "nothing";
