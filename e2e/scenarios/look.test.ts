import { describe, expect, test } from "vitest";

import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

type Box = { readonly done: boolean; readonly look: string; readonly fill: string };

describe("how things look", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const run = <T>(script: () => T): Promise<T> => product.door.driver.executeScript<T>(script);
  const resize = async (width: number) => {
    await product.door.driver.manage().window().setRect({ x: 0, y: 0, width, height: 720 });
    await until(`${width} px`, async () => (await run(() => innerWidth)) <= width);
  };

  // rows: 3.033
  test("tasks in an answer are drawn in the colours of either theme", async () => {
    reportOnFailure(product);
    await product.send("Show me what an answer can hold");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    for (const theme of ["light", "dark"] as const) {
      await product.door.operation("settings.save", { appearance: theme });
      const shown = () => run(() => document.documentElement.dataset["theme"]);
      await until(theme, async () => (await shown()) === theme);
      const { boxes, text } = await until("the tasks are drawn", async () => {
        const read = await run(readBoxes);
        return read.boxes.length > 0 && read;
      });
      expect(boxes.map(({ done, look }) => ({ done, look }))).toEqual([
        { done: true, look: "none" },
        { done: false, look: "none" },
      ]);
      expect(boxes[0]?.fill, "a task that is done is filled with the subtle text's colour").toBe(
        text,
      );
      expect(boxes[1]?.fill, "one that is not is empty").toBe("rgba(0, 0, 0, 0)");
    }
  });

  test("the names of the model and its effort are read in full below the message", async () => {
    reportOnFailure(product);
    await product.composer();
    expect(await run(readCut)).toEqual([]);
  });

  // rows: 3.008
  test("narrow, the settings keep their search, and no table is wider than its page", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.get("heading", "General");
    await resize(720);
    try {
      await screen.fill("Search settings", "price");
      await screen.click("button", "Models of the endpoint…");
      await screen.get("heading", "Models");
      await screen.shows(" tokens in, ");
      expect(await run(readWide)).toEqual([]);
      expect(await run(readCut)).toEqual([]);
    } finally {
      await resize(1200);
    }
  });
});

/** Reads the boxes of tasks, and the colour of subtle text. */
function readBoxes(): { boxes: Box[]; text: string } {
  const probe = document.createElement("span");
  probe.className = "text-text-subtle";
  document.body.append(probe);
  const text = getComputedStyle(probe).color;
  probe.remove();
  const inputs = document.querySelectorAll<HTMLInputElement>("article input[type=checkbox]");
  const boxes = [...inputs].map((input) => {
    const { appearance, backgroundColor } = getComputedStyle(input);
    return { done: input.checked, look: appearance, fill: backgroundColor };
  });
  return { boxes, text };
}

/** Returns the choices whose words do not fit into their frame. */
function readCut(): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) throw new Error("nothing can be measured here");
  return [...document.querySelectorAll("select")]
    .filter((select) => {
      const style = getComputedStyle(select);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
      const words = select.selectedOptions[0]?.label ?? "";
      return (
        select.checkVisibility() && pen.measureText(words).width > select.clientWidth - padding + 1
      );
    })
    .map((select) => select.selectedOptions[0]?.label ?? "");
}

/** Returns what is wider than the page of the settings lets it be. */
function readWide(): string[] {
  const page = document.querySelector("main section[tabindex='0']");
  if (!page) throw new Error("the settings are not shown");
  const edge = page.getBoundingClientRect().right;
  return [...page.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > edge + 1)
    .map((element) => element.outerHTML.slice(0, 120));
}
