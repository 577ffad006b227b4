import { mkdirSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { GitServer } from "../harness/git-server";
import { MOD } from "../harness/screen";
import { reportOnFailure, useProduct } from "./product";

const NAME = "somebody/themes";
const HOSTILE = `@import url(https://example.org/x.css); :root { --surface: #203040; --text: #ffffff;
  background: url(https://example.org/y) } body { display: none } </style><script>alert(1)</script>`;

describe("catalogues of themes", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  let git: GitServer;

  beforeAll(async () => {
    const root = product.door.place.at("git");
    mkdirSync(root);
    git = await GitServer.open(root);
    git.commit(NAME, { "slate.css": HOSTILE, "README.md": "# Themes", "package.json": "{}" });
  });
  afterAll(() => git?.close());

  // rows: 3.168
  test("one is fetched when a button says so, and a theme of it installed", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    await screen.click("button", "Appearance");
    await screen.click("button", "Gallery");
    await screen.shows("No catalogue has been fetched yet");
    await screen.fill("Address of a git repository", git.url(NAME));
    await screen.shows(`Fetching contacts ${git.host} and nobody else`);
    expect(git.requests, "nobody is asked while one types").toBe(0);
    await screen.click("button", `Fetch from ${git.host}`);
    await screen.shows(`${NAME}: 1 new theme file`);
    await screen.click("button", "Install slate.css");
    await screen.shows("2 colours for dark");
    await screen.click("button", "Install");
    await screen.get("button", "Edit: slate");
    const list = await product.door.operation("theme.list", {});
    expect(list.find(({ name }) => name === "slate")?.tokens).toEqual({
      surface: "#203040",
      text: "#ffffff",
    });
  });

  // rows: 3.168
  test("it is refreshed, stays when its server is gone, and is removed", async () => {
    reportOnFailure(product);
    await screen.click("button", "Gallery");
    await screen.click("button", `Refresh ${NAME}`);
    await screen.shows("is still the newest commit");
    git.commit(NAME, { "more/moss.css": ":root { --surface: #f1f5ec; --text: #101810 }" });
    await screen.click("button", `Refresh ${NAME}`);
    await screen.shows(`${NAME}: 1 new theme file`);
    await screen.get("button", "Install more/moss.css");
    git.close();
    await screen.click("button", `Refresh ${NAME}`);
    await screen.shows("Nothing was fetched");
    await screen.shows("what was fetched before stays");
    await screen.get("button", "Install more/moss.css");
    await screen.click("button", `Remove the catalogue ${NAME}`);
    await screen.shows("No catalogue has been fetched yet");
    const list = await product.door.operation("theme.list", {});
    expect(
      list.some(({ name }) => name === "slate"),
      "what is installed stays",
    ).toBe(true);
  });
});
