import type { Conversation, Page } from "@atelier/client/types";
import { describe, expect, test } from "vitest";

import { run } from "../harness/child";
import { programPath } from "../harness/programs";
import { reportOnFailure, useProduct } from "../scenarios/product";

describe("the command line beside the open window", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const atelier = (...args: readonly string[]) =>
    run(programPath("atelier"), args, { env: product.door.env });

  // rows: 3.170
  test("sees the window's conversation", async () => {
    reportOnFailure(product);
    await product.send("Made in the window");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    const page = JSON.parse(await atelier("conversation", "list", "--json")) as Page<Conversation>;
    expect(page.items.map(({ title }) => title)).toEqual(["Made in the window"]);
  });

  test("renames it, and the window shows that without a reload", async () => {
    reportOnFailure(product);
    await product.door.driver.executeScript(() => {
      (window as unknown as { untouched: boolean }).untouched = true;
    });
    const { id } = await product.newest();
    await atelier("conversation", "rename", "--id", id, "--title", "Named in the terminal");
    await screen.get("link", "Named in the terminal");
    await screen.get("heading", "Named in the terminal");
    const same = () => (window as unknown as { untouched?: boolean }).untouched === true;
    expect(await product.door.driver.executeScript<boolean>(same), "no reload").toBe(true);
  });

  test("asks on its own, and the window lists that conversation too", async () => {
    reportOnFailure(product);
    const answer = await atelier("ask", "Asked in the terminal");
    expect(answer).toContain("This is the simulator");
    await screen.click("link", "Asked in the terminal");
    await product.answer("Begin a message with /simulate help");
  });
});
