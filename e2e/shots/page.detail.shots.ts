import { Key } from "selenium-webdriver";
import { describe, test } from "vitest";

import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

/** A history of Claude Code in which files were read, one after the other. */
const history = (): string => {
  const at = (index: number) => new Date(1_790_000_000_000 + index * 1_000).toISOString();
  const line = (index: number, role: "user" | "assistant", content: unknown, extra = {}) =>
    JSON.stringify({
      type: role,
      uuid: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      parentUuid:
        index === 0 ? null : `00000000-0000-4000-8000-${String(index - 1).padStart(12, "0")}`,
      sessionId: "11111111-1111-4111-8111-111111111111",
      cwd: "/home/someone/project",
      timestamp: at(index),
      message: { role, content, ...extra },
    });
  const lines = [line(0, "user", "Where is the greeting written?")];
  const files = ["main.rs", "greet.rs", "lib.rs", "words.rs"];
  for (const [place, file] of files.entries()) {
    const id = `toolu_${place}`;
    const use = { type: "tool_use", id, name: "Read", input: { file_path: `src/${file}` } };
    const result = { type: "tool_result", tool_use_id: id, content: `//! ${file}` };
    const model = { model: "claude-test", id: `msg_${place}`, stop_reason: "tool_use" };
    lines.push(line(1 + place * 2, "assistant", [use], model));
    lines.push(line(2 + place * 2, "user", [result]));
  }
  const said = [{ type: "text", text: "It is written in `src/words.rs`, and used by **greet**." }];
  const end = { model: "claude-test", id: "msg_end", stop_reason: "end_turn" };
  lines.push(line(9, "assistant", said, end));
  return `${lines.join("\n")}\n`;
};

describe("the detail of answers, in a browser", () => {
  const product = useProduct({
    behind: "simulator",
    prepare: async (place) => {
      place.write("history/session.jsonl", history());
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("summary, folded and everything; a run of like calls", async () => {
    await product.composer();
    await studio.size(1200, 900);
    await screen.click("switch", "Math notebook…");
    await screen.shows("Math notebook +");
    await product.startNew();
    await product.send("/simulate math");
    await product.settled();
    await studio.shoot("detail-normal");
    await screen.click("button", "Detail of answers…");
    await studio.shoot("detail-menu");
    await screen.click("menuitem", "Summary…");
    await screen.get("button", "1 step…");
    await studio.shoot("detail-summary");
    await screen.press(Key.CONTROL, "o");
    await screen.press(Key.CONTROL, "o");
    await screen.shows("row_payoffs");
    await studio.shoot("detail-everything");
    await screen.click("link", "Settings…");
    await screen.click("button", "Chat");
    await screen.get("combobox", "Detail of answers");
    await studio.shoot("settings-detail");
  });
});

describe("what was sent, in a browser", () => {
  const product = useProduct({
    behind: "far-end",
    prepare: async (place) => {
      place.write("files/notes.md", "# Notes\n\nThe tide turns at noon.\n");
    },
  });
  const { screen } = product;
  const studio = new Studio(product);

  test("of an answer, wide and narrow, and where it is not recorded", async () => {
    await product.door.operation("settings.save", { instructions: "Be brief." });
    await product.startNew();
    await product.choose("notes.md");
    await product.send("When does the tide turn?");
    await product.settled();
    await screen.click("button", "About this answer");
    await screen.get("button", "What was sent");
    await studio.shoot("sent-button");
    await screen.click("button", "What was sent");
    await screen.shows("the key, which is not shown");
    await studio.shoot("sent");
    await product.door.driver.executeScript(() => {
      for (const part of document.querySelectorAll("dialog details")) part.setAttribute("open", "");
      document.querySelector("dialog details")?.scrollIntoView();
    });
    await studio.shoot("sent-parts");
    await studio.size(720, 640);
    await studio.shoot("sent-narrow");
  });
});
