import { describe, test } from "vitest";

import { fenced } from "../scenarios/fenced";
import { useProduct } from "../scenarios/product";
import { Studio } from "./studio";

const PAGE = (color: string) => `<!doctype html>
<title>Tea timer</title>
<style>body { font: 16px sans-serif; padding: 24px } button { padding: 8px 16px; background: ${color}; color: white; border: 0; border-radius: 6px }</style>
<h1>Tea timer</h1>
<p>Green tea takes <b id="left">180</b> seconds.</p>
<button onclick="start()">Start</button>
<script>
const start = () => { left.textContent = "179"; };
console.warn("the bell has no sound here");
</script>`;

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 150">
  <title>A cup of tea</title>
  <path d="M80 50h130v40a50 50 0 0 1-50 50h-30a50 50 0 0 1-50-50z" fill="#2b7a5b"/>
  <path d="M210 60h24a20 20 0 0 1 0 40h-24" fill="none" stroke="#2b7a5b" stroke-width="12"/>
  <path d="M115 38c0-14 12-14 12-28M150 38c0-14 12-14 12-28" fill="none" stroke="#888" stroke-width="5"/>
</svg>`;

const DIAGRAM = `---
title: How tea is made
---
flowchart LR
  A[Boil water] --> B{Green tea?}
  B -- yes --> C[Wait until 80 °C]
  B -- no --> D[Pour at once]
  C --> E[Three minutes]
  D --> E
  E --> F([Drink])`;

describe("artifacts of answers, in a browser", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const studio = new Studio(product);
  const say = async (text: string) => {
    product.farEnd.answer = { text };
    await product.send("Make me one");
    await product.settled();
  };

  test("off, asked about, on, running, large, with versions, at fault, narrow", async () => {
    await say(`Here is a timer.\n\n${fenced("html", PAGE("#9a3412"))}\n\nPress Start.`);
    await studio.shoot("artifact-off");
    await screen.click("button", "Preview");
    await screen.get("dialog", "Show what this code makes?");
    await studio.shoot("artifact-asked");
    await screen.click("button", "Not now");
    await product.door.operation("settings.save", { artifacts: true });
    await screen.get("button", "Run");
    await studio.shoot("artifact-page");
    await screen.click("button", "Run");
    await screen.shows("the bell has no sound");
    await studio.shoot("artifact-running");
    await say(`In green.\n\n${fenced("html", PAGE("#166534"))}`);
    await (await screen.all("button", "Open larger")).at(-1)?.click();
    const panel = await screen.get("region", "Artifact");
    await (await screen.all("button", "Run", panel))[0]?.click();
    await screen.shows("the bell has no sound");
    await studio.shoot("artifact-large");
    await (await screen.all("tab", "Code", panel))[0]?.click();
    await studio.shoot("artifact-large-code");
    await studio.size(720, 640);
    await studio.shoot("artifact-large-narrow");
    await studio.size(1200, 800);
    await screen.click("button", "Close the artifact");
    await product.startNew();
    await say(`A picture and a diagram.\n\n${fenced("svg", DRAWING)}`);
    await studio.shoot("artifact-picture");
    await product.startNew();
    await say(fenced("mermaid", DIAGRAM));
    await screen.get("tab", "Preview");
    await product.door.driver.executeAsyncScript((done: () => void) => setTimeout(done, 6_000));
    await studio.shoot("artifact-diagram");
    await screen.click("button", "Open larger");
    await product.door.driver.executeAsyncScript((done: () => void) => setTimeout(done, 1_500));
    await studio.shoot("artifact-diagram-large");
    await screen.click("button", "Close the artifact");
    await product.startNew();
    await say(fenced("mermaid", "flowchart LR\n  A --> B\n  ]]] nothing"));
    await screen.shows("is not understood", 30_000);
    await studio.shoot("artifact-fault");
  });
});
