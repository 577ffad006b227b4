import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { run } from "../harness/child";
import { programPath } from "../harness/programs";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

const PDF =
  "%PDF-1.7\n1 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 12 >>\nendobj\n" +
  "trailer\n<< /Root 3 0 R >>\nstartxref\n0\n%%EOF\n";

describe("material and what is alike", () => {
  const product = useProduct({
    behind: "far-end",
    prepare: async (place) => {
      place.write("files/tides.txt", "The tide turns at noon.");
      place.write("files/almanac.pdf", PDF);
    },
  });
  const { screen } = product;
  const choose = async (name: string) => {
    await product.choose(name);
    await screen.get("button", `Remove ${name}`);
  };

  test("a file waits with its message, and goes with it", async () => {
    reportOnFailure(product);
    const { farEnd, door } = product;
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    farEnd.answer = { text: "word ".repeat(30), piece: 5, every: 20, held };
    await product.send("Tell me of the sea");
    await product.answer("word word");
    await choose("tides.txt");
    const field = await product.composer();
    await field.sendKeys("When does it turn?", Key.ENTER);
    const cards = await screen.get("region", "Waiting to be sent");
    await until("the chip is on the card", async () =>
      (await screen.textOf(cards)).includes("tides.txt"),
    );
    await screen.gone("button", "Remove tides.txt");
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(door.driver), appearance).toEqual([]);
    }
    farEnd.answer = { text: "At noon." };
    finish();
    await product.answer("At noon.", 40_000);
    await product.settled();
    const last = farEnd.asked.findLast(({ path }) => path.endsWith("/v1/messages"));
    expect(last?.body).toContain("The tide turns at noon.");
  });

  test("a document says how many pages it has", async () => {
    reportOnFailure(product);
    await product.startNew();
    await choose("almanac.pdf");
    await screen.click("button", "almanac.pdf…");
    const dialog = await screen.get("dialog", "almanac.pdf");
    await until("its pages", async () => /Pages\s*12/.test(await screen.textOf(dialog)));
    await screen.press(Key.ESCAPE);
    await screen.click("button", "Remove almanac.pdf");
    await screen.gone("button", "Remove almanac.pdf");
  });

  test("conversations about the same are found from one of them, and from the command line a file goes along", async () => {
    reportOnFailure(product);
    const { farEnd, door } = product;
    farEnd.answer = { text: "Longer, and warmer." };
    for (const words of [
      "My sourdough bread comes out dense, is the dough too young?",
      "Which flour makes sourdough bread less dense, and how wet is the dough?",
    ]) {
      await product.startNew();
      await product.send(words);
      await product.answer("Longer, and warmer.");
      await product.settled();
    }
    await screen.click("button", "Similar conversations");
    const dialog = await screen.get("dialog", "Similar conversations");
    await until("one is found", async () => (await screen.textOf(dialog)).includes("sourdough"));
    expect(await screen.textOf(dialog)).toContain("Both speak of");
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(door.driver), appearance).toEqual([]);
    }
    await screen.clickOn(
      "what was found",
      async () => (await screen.all("link", "My sourdough bread…", dialog))[0],
    );
    await screen.get("heading", "My sourdough bread comes out dense…");

    const line = ["ask", "--attach", door.place.at("files/tides.txt"), "When does it turn?"];
    const answer = await run(programPath("atelier"), line, { env: door.env });
    expect(answer).toContain("Longer, and warmer.");
    const last = farEnd.asked.findLast(({ path }) => path.endsWith("/v1/messages"));
    expect(last?.body).toContain("The tide turns at noon.");
    await screen.get("link", "When does it turn?…");
  });
});
