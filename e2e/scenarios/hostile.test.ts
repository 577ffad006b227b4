import { describe, expect, test } from "vitest";

import { attacks } from "./attacks";
import { reportOnFailure, useProduct } from "./product";
import { useTrap } from "./use-trap";

/** What an answer may never put into the page. */
const FORBIDDEN =
  "script, iframe, frame, object, embed, link, style, meta, base, form, portal, fencedframe, svg image, svg use, img:not([src^='data:']):not([src^='blob:']), audio, video, source, input:not([type=checkbox]), [style*=url], [onerror], [onload], [onfocus], [onclick], [autofocus]";

describe("a hostile answer", () => {
  const product = useProduct({ behind: "far-end" });
  const trap = useTrap(product);

  test("runs nothing, reaches nobody and leads nowhere, whatever it tries", async () => {
    reportOnFailure(product);
    const all = attacks(trap.url);
    expect(all.length, "attacks").toBeGreaterThanOrEqual(40);
    for (const [index, { name, markdown }] of all.entries()) {
      const end = `end of ${index}`;
      product.farEnd.answer = { text: `${markdown}\n\n${end}`, piece: 64 };
      await product.send(`Attack ${index}`);
      await product.answer(end).catch((cause) => {
        throw new Error(`${name}: the answer was not shown`, { cause });
      });
      await product.settled();
    }
    await nothingHappened();
  }, 300_000);

  test("does no harm while it grows letter by letter", async () => {
    reportOnFailure(product);
    const most = attacks(trap.url).filter(({ markdown }) => markdown.length < 300);
    const text = most.map(({ markdown }) => markdown).join("\n\n");
    product.farEnd.answer = { text: `${text}\n\n-->\n\n\`\`\`\n\nfin of all`, piece: 3 };
    await product.startNew();
    await product.send("All at once");
    await product.settled(60_000);
    await nothingHappened();
  }, 120_000);

  test("does no harm as what the person says, nor as a title", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: "Fine." };
    const { conversation } = await createWith(attacks(trap.url)[4]?.markdown ?? "");
    await product.screen.click("link", "<img src=x onerror=…");
    await product.send(
      `<img src="${trap.url}/said" onerror="(window.ran=window.ran||[]).push(0)">`,
    );
    await product.answer("Fine.");
    await nothingHappened();
    expect(conversation.title).toContain("<img");
  });

  test("cannot hide where a link leads: the person sees it before it opens", async () => {
    reportOnFailure(product);
    product.farEnd.answer = { text: `[https://bank.example](${trap.url}/lure)` };
    await product.startNew();
    await product.send("A link");
    await product.answer("https://bank.example");
    await product.screen.click("link", "https://bank.example");
    await product.screen.get("dialog");
    await product.screen.shows(new URL(trap.url).host);
    await product.screen.press("\uE00C");
    await product.screen.gone("dialog");
    await nothingHappened();
  });

  const createWith = async (title: string) => ({
    conversation: await product.door.operation("conversation.create", { title }),
  });

  const nothingHappened = async () => {
    await trap.untouched();
    const { driver } = product.door;
    const found = await driver.executeScript<{ ran: number[]; elements: string[] }>(
      (forbidden: string) => ({
        ran: (window as unknown as { ran?: number[] }).ran ?? [],
        elements: [
          ...document.querySelectorAll(`article :is(${forbidden}), nav :is(${forbidden})`),
        ].map((element) => element.outerHTML.slice(0, 200)),
      }),
      FORBIDDEN,
    );
    expect(found.ran, "scripts that ran").toEqual([]);
    expect(
      found.elements.filter((html) => !OWN.test(html)),
      "elements that came in",
    ).toEqual([]);
  };
});

/** The sidebar's own search field. */
const OWN = /aria-label="Find a conversation by its title"/;
