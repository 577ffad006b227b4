import type { Attachment } from "@atelier/client/types";
import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { NOT_A_PNG, png } from "../harness/png";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("what goes along with a message", () => {
  const product = useProduct({
    behind: "simulator",
    prepare: async (place) => {
      place.write("files/evening.png", png(640, 400));
      place.write("files/wide.png", png(2_600, 40));
      place.write("files/notes.md", "# Notes\n\nThe second point matters most.\n");
      place.write("files/pretended.png", NOT_A_PNG);
      place.write("home/project/src/greet.rs", "fn greet() {}\n");
    },
  });
  const { screen } = product;

  const waiting = async (): Promise<readonly Attachment[]> =>
    product.door.operation("attachment.list", {});

  test("is chosen, kept over a reload, refused where it is not what it says, and taken away by key", async () => {
    reportOnFailure(product);
    await product.choose("evening.png", "notes.md");
    await screen.get("button", "Remove notes.md");
    await product.choose("pretended.png");
    await screen.shows("“pretended.png” cannot be attached");
    await screen.click("button", "Dismiss pretended.png");
    await product.choose("wide.png");
    await screen.shows("Made smaller: 2600 × 40 pixels");
    const shown = () =>
      product.door.driver.executeScript<boolean>(() =>
        [...document.querySelectorAll<HTMLImageElement>("[aria-label=Attachments] img")].some(
          (image) => image.naturalWidth === 640,
        ),
      );
    await until("the picture is seen", shown);

    await product.door.driver.navigate().refresh();
    await product.composer();
    await screen.get("button", "Remove wide.png");
    expect((await waiting()).map(({ name }) => name)).toEqual([
      "evening.png",
      "notes.md",
      "wide.png",
    ]);
    const remove = await screen.get("button", "Remove wide.png");
    await product.door.driver.executeScript((button: HTMLElement) => button.focus(), remove);
    await screen.press(Key.DELETE);
    await screen.gone("button", "Remove wide.png");
    await until("the focus is on its neighbour", async () =>
      (await screen.focus()).name.includes("notes.md"),
    );
  });

  test("is pasted, where a text is long", async () => {
    reportOnFailure(product);
    const paste = (text: string) =>
      product.door.driver.executeScript((pasted: string) => {
        const data = new DataTransfer();
        data.setData("text/plain", pasted);
        const field = document.querySelector("textarea");
        field?.dispatchEvent(
          new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }),
        );
      }, text);
    await paste("short");
    await paste("long words ".repeat(1_000));
    await screen.get("button", "Remove Pasted text.txt");
    expect((await waiting()).map(({ characters }) => characters)).toEqual([null, 40, 11_000]);
    await screen.click("button", "Remove Pasted text.txt");
    await screen.gone("button", "Remove Pasted text.txt");
  });

  test("is dropped anywhere in the window", async () => {
    reportOnFailure(product);
    await product.door.driver.executeScript(() => {
      const data = new DataTransfer();
      data.items.add(new File(["dropped words"], "dropped.txt", { type: "text/plain" }));
      const target = document.querySelector("nav") ?? document.body;
      for (const name of ["dragenter", "dragover"]) {
        const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data });
        target.dispatchEvent(event);
      }
      (window as { held?: DataTransfer }).held = data;
    });
    await screen.shows("Drop to attach");
    await product.door.driver.executeScript(() => {
      const { held } = window as { held?: DataTransfer };
      if (!held) return;
      const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: held });
      document.body.dispatchEvent(event);
    });
    await screen.get("button", "Remove dropped.txt");
    expect(await screen.text()).not.toContain("Drop to attach");
  });

  test("is mentioned by its name, and read when it is sent", async () => {
    reportOnFailure(product);
    await product.door.operation("folder.open", { path: product.door.place.at("home/project") });
    const field = await product.composer();
    await field.click();
    await field.sendKeys("Look at @gre");
    await screen.get("option", "…greet.rs…");
    await screen.press(Key.ENTER);
    await screen.get("button", "Remove greet.rs");
    await until("the name stands in the text", async () =>
      ((await field.getAttribute("value")) ?? "").includes("@src/greet.rs "),
    );
  });

  test("is sent before the words, shown with the message, and opened", async () => {
    reportOnFailure(product);
    await product.send("and tell me.");
    await product.settled();
    expect(await product.answer("pictures and documents with it")).toContain("1 and 3");
    expect(await waiting()).toEqual([]);
    const { messages } = await product.newest();
    const kinds = messages[0]?.blocks.map(({ type }) => type);
    expect(kinds).toEqual(["image", "document", "document", "document", "text"]);

    // A long answer has pushed the message out of what is drawn.
    await until("the message is drawn", async () => {
      await product.door.driver.executeScript(() => {
        const list = document.querySelector("[role='log']");
        if (list) list.scrollTop = 0;
      });
      return (await screen.all("button", "evening.png…")).length > 0;
    });
    await screen.click("button", "evening.png…");
    const shown = () =>
      product.door.driver.executeScript<boolean>(
        () => document.querySelector<HTMLImageElement>("dialog img")?.naturalWidth === 640,
      );
    await until("the picture is shown in full", shown);
    await screen.press(Key.ESCAPE);
    await screen.click("button", "notes.md…");
    await screen.shows("The second point matters most.");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog", "notes.md");
  });
});
