import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { askToExport, askToMirror, chatGptExport, lookAtHistory, takeInHistory } from "./histories";
import { reportOnFailure, useProduct } from "./product";

describe("taking histories in and conversations out", () => {
  const product = useProduct({
    prepare: async (place) => {
      place.write("home/Downloads/conversations.json", chatGptExport(12));
    },
  });
  const { screen } = product;
  const open = async () => {
    await product.go("/settings/data");
    await screen.get("heading", "Data");
  };
  const saved = (name: string) => product.door.place.at(`home/Downloads/${name}`);

  test("a history is looked at, taken in, and taken back", async () => {
    reportOnFailure(product);
    await open();
    await screen.shows("Nothing was imported yet.");
    await lookAtHistory(product, "Downloads/conversations.json");
    await screen.shows("ChatGPT");
    expect(await seriousFindings(product.door.driver), "the report").toEqual([]);
    expect((await product.door.operation("conversation.list", {})).items).toEqual([]);
    await screen.click("button", "Import 12 conversations");
    await screen.shows("12 conversations came in.");
    await screen.get("link", "Talk 11");
    await screen.click("button", "Take back");
    await screen.gone("link", "Talk 11");
    expect((await product.door.operation("conversation.list", {})).items).toEqual([]);
  });

  test("what came in is written down again, one conversation and everything", async () => {
    reportOnFailure(product);
    await takeInHistory(product, "Downloads/conversations.json", 12);
    await askToExport(product, "Talk 11");
    expect(await seriousFindings(product.door.driver), "the question").toEqual([]);
    await screen.click("button", "Export");
    await screen.shows("Written to");
    const text = readFileSync(saved("Talk 11 2023-11-14.md"), "utf8");
    expect(text).toContain("# Talk 11\n");
    expect(text).toContain("Answer 11");

    await open();
    await screen.click("button", "Export");
    await screen.shows("12 conversations with 36 messages are in");
    const day = new Date().toISOString().slice(0, 10);
    expect(existsSync(saved(`Atelier export ${day}.zip`))).toBe(true);
  });

  test("a folder keeps a file of every conversation, and what was edited there lies beside", async () => {
    reportOnFailure(product);
    const folder = product.door.place.at("home/Talks");
    mkdirSync(folder);
    const files = () => readdirSync(folder).filter((name) => !name.startsWith("."));
    await open();
    await askToMirror(product, "Talks");
    expect(await seriousFindings(product.door.driver), "the question").toEqual([]);
    expect(files(), "nothing is written before it is answered").toEqual([]);
    await screen.click("button", "Write the files");
    await screen.shows("12 files are there, and none is behind.");
    expect(files()).toHaveLength(12);
    const name = files().find((it) => it.includes("Talk 11")) ?? "";
    expect(readFileSync(join(folder, name), "utf8")).toContain("Answer 11");

    writeFileSync(join(folder, name), "My own words");
    await screen.click("button", "Check every file");
    await screen.shows("1 written, 0 removed, 11 right already, 1 put aside.");
    expect(files()).toHaveLength(13);
    expect(await seriousFindings(product.door.driver), "the mirror").toEqual([]);

    const { items } = await product.door.operation("conversation.list", {});
    const id = items.find((it) => it.title === "Talk 11")?.id ?? "";
    await product.door.operation("conversation.delete", { id });
    await until("the file is gone", async () => !existsSync(join(folder, name)));
    await screen.click("button", "Turn off…");
    await screen.click("button", "Turn off");
    await screen.get("button", "Turn on…");
    expect(files()).toHaveLength(12);
  });
});
