import { mkdirSync } from "node:fs";

import { afterAll, beforeAll, describe, test } from "vitest";

import { GitServer } from "../harness/git-server";
import { MOD } from "../harness/screen";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const NAME = "somebody/themes";

describe("catalogues of themes, in a browser", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  const studio = new Studio(product);
  let git: GitServer;

  beforeAll(async () => {
    const root = product.door.place.at("git");
    mkdirSync(root);
    git = await GitServer.open(root);
    git.commit(NAME, {
      "moss.css": ":root { --surface: #f1f5ec; --text: #1c2a14; --accent: #2f5d1c }",
      "night/deep.css": ":root { --surface: #101418; --text: #6a7078; --accent: #7fb2ff }",
      "package.json": "{}",
    });
  });
  afterAll(() => git?.close());

  test("asked, fetched, unchanged, its server gone, narrow, German", async () => {
    await screen.press(MOD, ",");
    await screen.click("button", "Appearance");
    await screen.click("button", "Gallery");
    await screen.fill("Address of a git repository", git.url(NAME));
    await screen.shows("and nobody else");
    await studio.shoot("catalogues-asked");
    await screen.click("button", `Fetch from ${git.host}`);
    await screen.shows(`${NAME}: 2 new theme files`);
    await studio.shoot("catalogues-fetched");
    await screen.click("button", `Refresh ${NAME}`);
    await screen.shows("is still the newest commit");
    git.close();
    await screen.click("button", `Refresh ${NAME}`);
    await screen.shows("Nothing was fetched");
    await studio.shoot("catalogues-gone");
    await studio.size(560, 700);
    await studio.shoot("catalogues-narrow");
    await product.door.operation("settings.save", { language: "de" });
    await screen.shows("Nichts wurde abgerufen");
    await studio.shoot("catalogues-german");
  });
});
