import { readFileSync } from "node:fs";

import { Key } from "selenium-webdriver";
import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { departures, diagrams, drawings, reaching, sending } from "./artifact-attacks";
import { attacks } from "./attacks";
import { fenced } from "./fenced";
import { reportOnFailure, useProduct } from "./product";
import { useTrap } from "./use-trap";

/** An answer of one block that is at its end. */
const block = (language: string, code: string) => `${fenced(language, code)}\n\nfin`;

describe("an artifact of an answer", () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;
  const trap = useTrap(product);

  /** Has an answer of one block in a conversation of its own. */
  const answered = async (language: string, code: string) => {
    product.farEnd.answer = { text: block(language, code) };
    await product.startNew();
    await product.send("Make it");
    await product.settled();
  };
  const switched = (artifacts: boolean) => product.door.operation("settings.save", { artifacts });
  const frames = () =>
    product.door.driver.executeScript<number>(
      () => document.querySelectorAll("iframe:not([aria-hidden])").length,
    );
  const pause = (ms: number) =>
    product.door.driver.executeAsyncScript(
      (wait: number, done: () => void) => setTimeout(done, wait),
      ms,
    );
  /** Runs what is shown without pointing at it: a long answer full of links may still scroll to its end. */
  const runInPlace = async () => {
    const button = await screen.get("button", "Run");
    await product.door.driver.executeScript((it: HTMLElement) => it.click(), button);
  };
  const nothingHappened = async () => {
    const { driver } = product.door;
    const reached = await driver.executeScript(() => (window as { reached?: number }).reached ?? 0);
    expect(reached, "a mark in the page").toBe(0);
    await trap.untouched();
  };
  const picture = () =>
    until("a picture", () =>
      product.door.driver.executeScript<string | null>(() => {
        const image = document.querySelector<HTMLImageElement>("[role=tabpanel] img");
        return image?.complete && image.naturalWidth > 0 ? image.src : null;
      }),
    );

  test("is code until it is asked for, and says first what showing it means", async () => {
    reportOnFailure(product);
    await answered("html", "<title>Hello</title><script>console.error('ran it')</script><p>Hi");
    expect(await frames()).toBe(0);
    await screen.click("button", "Preview");
    await screen.get("dialog", "Show what this code makes?");
    await screen.click("button", "Not now");
    expect(await screen.all("tab"), "nothing is shown").toHaveLength(0);
    await screen.click("button", "Preview");
    await screen.click("button", "Show this one");
    await screen.get("tab", "Preview");
    expect(await frames(), "nothing runs yet").toBe(0);
    if (product.door.kind === "window") await screen.shows("this window does not answer");
    await screen.click("button", "Run");
    await screen.shows("ran it");
    expect(await frames()).toBe(1);
    await screen.click("button", "Stop the page");
    await screen.get("button", "Run");
    expect(await frames(), "stopping takes it out").toBe(0);
    await nothingHappened();
  });

  test("runs nothing while its block still grows", async () => {
    reportOnFailure(product);
    await switched(true);
    const text = `${block("svg", `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${"<rect width='9' height='9'/>".repeat(20)}</svg>`)}`;
    product.farEnd.answer = { text, piece: 24, every: 60 };
    await product.startNew();
    await product.send("Slowly");
    await product.answer("<rect");
    expect(await screen.all("tab")).toHaveLength(0);
    await product.settled(60_000);
    expect(await picture()).toMatch(/^blob:/);
  });

  test("shows itself and its code by keyboard, large, with its versions, and gives the focus back", async () => {
    reportOnFailure(product);
    await switched(true);
    const page = (words: string) =>
      `<title>Counter</title><p>${words}</p><script>console.error("ran ${words}")</script>`;
    await answered("html", page("first"));
    product.farEnd.answer = { text: block("html", page("second")) };
    await product.send("Better");
    await product.settled();
    await screen.clickOn("the last preview", async () =>
      (await screen.all("tab", "Preview")).at(-1),
    );
    await screen.press(Key.ARROW_RIGHT);
    await screen.shows("<title>Counter</title>");
    await screen.clickOn("the last one to enlarge", async () =>
      (await screen.all("button", "Open larger")).at(-1),
    );
    await screen.get("heading", "Counter");
    await screen.shows("Version 2 of 2");
    const panel = await screen.get("region", "Artifact");
    const inPanel = (role: "button" | "tab", name: string) =>
      screen.clickOn(name, async () => (await screen.all(role, name, panel))[0]);
    await inPanel("button", "Run");
    await screen.shows("ran second");
    for (const theme of ["light", "dark"] as const) {
      await product.show(theme);
      expect(await seriousFindings(product.door.driver), `axe in ${theme}`).toEqual([]);
    }
    await screen.click("button", "Earlier version");
    await screen.shows("Version 1 of 2");
    expect(await frames(), "another version does not run by itself").toBe(0);
    await inPanel("button", "Run");
    await screen.shows("ran first");
    await screen.click("button", "Run again");
    await screen.shows("ran first");
    await screen.click("button", "Stop the page");
    await inPanel("tab", "Preview");
    await screen.press(Key.ESCAPE);
    await screen.gone("region", "Artifact");
    await until(
      "the focus is where it was",
      async () => (await screen.focus()).name === "Open larger",
    );
    await nothingHappened();
  });

  test("has its code wrapped, copied and saved by keyboard, as any block of code", async () => {
    reportOnFailure(product);
    await answered("python", `print("${"long ".repeat(40)}")`);
    const focusOn = (name: string) =>
      until(`the focus on “${name}”`, () =>
        product.door.driver.executeScript<boolean>((label: string) => {
          const button = document.querySelector<HTMLElement>(
            `figure button[aria-label="${label}"]`,
          );
          button?.focus();
          return button !== null && document.activeElement === button;
        }, name),
      );
    await focusOn("Wrap lines");
    await screen.press(Key.SPACE);
    await until("it is wrapped", () =>
      product.door.driver.executeScript<boolean>(
        () => document.activeElement?.getAttribute("aria-pressed") === "true",
      ),
    );
    await screen.press(Key.TAB);
    expect((await screen.focus()).name).toBe("Save as a file");
    await screen.press(Key.TAB);
    expect((await screen.focus()).name).toBe("Copy code");
    await screen.press(Key.ENTER);
    await screen.get("button", "Copied");
    // A browser downloads; the window asks where to.
    if (product.door.kind !== "window") return;
    await focusOn("Save as a file");
    await screen.press(Key.ENTER);
    await screen.get("dialog", "Save as a file");
    const path = product.door.place.at("saved.py");
    await screen.fill("Write to", path);
    await screen.press(Key.ENTER);
    await screen.shows("Written to");
    expect(readFileSync(path, "utf8")).toBe(`print("${"long ".repeat(40)}")`);
  });

  test("reaches nothing of the page, the window or the machine", async () => {
    reportOnFailure(product);
    await switched(true);
    await answered("html", reaching);
    await screen.click("button", "Run");
    await screen.shows('ran {"origin":"null","found":[]}');
    await nothingHappened();
  });

  test("sends nothing, whatever it tries", async () => {
    reportOnFailure(product);
    await switched(true);
    const own = attacks(trap.url).map(({ markdown }) => markdown);
    await answered("html", sending(trap.url, own));
    await runInPlace();
    await pause(2_500);
    await nothingHappened();
    await answered("html", sending(trap.url, []));
    await runInPlace();
    await screen.shows("ran all of it");
    await pause(2_500);
    await nothingHappened();
  });

  test("does not lead its frame away", async () => {
    reportOnFailure(product);
    await switched(true);
    for (const { name, code } of departures(trap.url)) {
      await answered("html", code);
      await screen.click("button", "Run");
      await pause(1_200);
      if (name === "an address" && product.door.kind === "page") {
        await screen.shows("It tried to leave its place and was stopped");
      } else if (name === "an address") {
        // The window refuses the step itself, so that the document stays where it is.
        expect(await frames(), "documents").toBe(1);
      }
      await nothingHappened().catch((cause) => {
        throw new Error(name, { cause });
      });
    }
  });

  test("is a picture where it is a drawing, in which nothing runs and nothing is loaded", async () => {
    reportOnFailure(product);
    await switched(true);
    for (const code of drawings(trap.url)) {
      await answered("svg", code);
      await screen.get("tab", "Preview");
      await pause(300);
    }
    await answered("svg", drawings(trap.url)[0] ?? "");
    expect(await picture()).toMatch(/^blob:/);
    expect(await frames(), "no document, a picture").toBe(0);
    await nothingHappened();
  });

  test("is drawn where it is a diagram, and says which line is not understood", async () => {
    reportOnFailure(product);
    await switched(true);
    await answered("mermaid", "---\ntitle: Tea\n---\nflowchart LR\n  A[Water] --> B[Tea]");
    expect(await picture()).toMatch(/^blob:/);
    const alt = await product.door.driver.executeScript<string>(
      () => document.querySelector<HTMLImageElement>("[role=tabpanel] img")?.alt ?? "",
    );
    expect(alt).toBe("Tea");
    await answered("mermaid", "flowchart LR\n  A[Water] --> B[Tea]\n  ]]] nothing\n  C --> D");
    await screen.shows("The diagram could not be drawn: line 3 is not understood.", 30_000);
    for (const code of diagrams(trap.url)) {
      await answered("mermaid", code);
      await until("it is drawn, or not", async () =>
        product.door.driver.executeScript<boolean>(
          () =>
            document.querySelector("[role=tabpanel] img, [role=tabpanel] [role=status]") !== null,
        ),
      );
      await pause(300);
    }
    await nothingHappened();
  }, 180_000);

  test("takes neither the focus nor the keys of a person who writes", async () => {
    reportOnFailure(product);
    await switched(true);
    const grab = "window.focus(); document.getElementById('x').focus();";
    await answered(
      "html",
      `<input id=x><script>setTimeout(() => { ${grab} console.error('ran once'); }, 2500)</script>`,
    );
    await screen.click("button", "Run");
    const field = await product.composer();
    await field.click();
    await screen.shows("ran once");
    await pause(200);
    await screen.type("kept");
    expect(await field.getAttribute("value")).toBe("kept");
    await field.clear();
    await answered("html", `<input id=x><script>setInterval(() => { ${grab} }, 150)</script>`);
    await screen.click("button", "Run");
    await (await product.composer()).click();
    if (product.door.kind === "window") {
      // WebKit lets no frame take the focus by itself.
      for (const letter of "kept") await screen.type(letter);
      expect(await field.getAttribute("value")).toBe("kept");
      await field.clear();
      return;
    }
    await screen.shows("It kept taking the keyboard and was stopped.");
    await until("the frame is gone", async () => (await frames()) === 0);
  });

  test("is taken out where it floods the page", async () => {
    reportOnFailure(product);
    await switched(true);
    await answered(
      "html",
      "<script>setInterval(() => { for (let i = 0; i < 500; i++) parent.postMessage({ artifact: { kind: 'height', height: i } }, '*'); }, 20)</script>",
    );
    await screen.click("button", "Run");
    await screen.shows("It sent more than can be taken and was stopped.");
    await until("the frame is gone", async () => (await frames()) === 0);
  });

  test("holds up nothing but itself where a browser gives it a process of its own", async () => {
    reportOnFailure(product);
    // The window's engine runs page and frame in one process, and says so before a page is run.
    if (product.door.kind === "window") return;
    await switched(true);
    await answered("html", "<p>x</p><script>for (;;) {}</script>");
    await screen.click("button", "Run");
    await pause(500);
    const begun = performance.now();
    await screen.click("button", "Stop the page");
    await screen.get("button", "Run");
    expect(performance.now() - begun, "the page still answers").toBeLessThan(5_000);
    expect(await frames()).toBe(0);
  });

  test("reaches no command of the window, by whichever door", async () => {
    reportOnFailure(product);
    if (product.door.kind !== "window") return;
    await switched(true);
    const before = await product.door.operation("settings.get", {});
    await answered(
      "html",
      `<script>
const input = { instructions: "taken over" };
const call = { cmd: "call", callback: 1, error: 2, payload: { id: "00000000-0000-4000-8000-000000000000", name: "settings.save", input, events: "__CHANNEL__:1" }, options: {}, __TAURI_INVOKE_KEY__: "guessed" };
const ways = [
  () => webkit.messageHandlers.ipc.postMessage(JSON.stringify(call)),
  () => window.ipc.postMessage(JSON.stringify(call)),
  () => parent.__TAURI_INTERNALS__.invoke("call", call.payload),
  () => fetch("ipc://localhost/call", { method: "POST", headers: { "Tauri-Invoke-Key": "guessed" }, body: JSON.stringify(call.payload) }).catch(() => {}),
  () => fetch("blobs://localhost/", { method: "POST", body: "x" }).catch(() => {}),
  () => { const f = document.createElement("iframe"); f.src = "tauri://localhost/"; document.documentElement.append(f); },
  () => { new Image().src = "tauri://localhost/icon.svg"; },
];
for (const way of ways) { try { way(); } catch { /* refused */ } }
console.error("ran commands");
</script>`,
    );
    await screen.click("button", "Run");
    await screen.shows("ran commands");
    await pause(1_000);
    const after = await product.door.operation("settings.get", {});
    expect(after).toEqual(before);
    await nothingHappened();
  });
});
