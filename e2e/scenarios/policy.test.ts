import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Trap } from "../harness/trap";
import { reportOnFailure, useProduct } from "./product";

type Outcome = Readonly<Record<string, string>>;

describe("the page's own policy", () => {
  const product = useProduct({ behind: "simulator" });
  let trap: Trap;
  beforeAll(async () => {
    trap = await Trap.open();
  });
  afterAll(() => trap.close());

  // rows: 2.41, 3.147
  test("refuses every way in which text becomes a script", async () => {
    reportOnFailure(product);
    const outcome = await product.door.driver.executeAsyncScript<Outcome>(tryScripts);
    for (const [name, end] of Object.entries(outcome)) {
      expect(end, name).toMatch(/^(EvalError|TypeError|refused)/);
    }
    expect(Object.keys(outcome).length).toBeGreaterThanOrEqual(9);
  });

  // rows: 3.004
  test("refuses every way to reach another server", async () => {
    reportOnFailure(product);
    const outcome = await product.door.driver.executeAsyncScript<Outcome>(tryToReach, trap.url);
    expect(Object.values(outcome).filter((end) => end === "reached")).toEqual([]);
    expect(trap.requests).toEqual([]);
  });

  test("keeps the window where it is, and opens no other", async () => {
    reportOnFailure(product);
    const { driver } = product.door;
    const before = new URL(await driver.getCurrentUrl()).host;
    if (product.door.kind === "window") {
      // A page in a browser may be led anywhere by its person; the window may not.
      for (const address of [
        "https://example.org/",
        `${trap.url}/away`,
        "file:///etc/passwd",
        "data:text/html,away",
      ]) {
        await driver.executeScript((to: string) => {
          location.href = to;
        }, address);
        await driver.executeAsyncScript((done: () => void) => setTimeout(done, 300));
        await product.composer();
        expect(new URL(await driver.getCurrentUrl()).host, address).toBe(before);
      }
      await driver.executeScript((to: string) => void window.open(to), `${trap.url}/opened`);
      await driver.executeAsyncScript((done: () => void) => setTimeout(done, 300));
      expect((await driver.getAllWindowHandles()).length).toBe(1);
    }
    expect(trap.requests).toEqual([]);
  });
});

/** Tries each way outside the evaluation of WebDriver itself, which the policy does not bind. */
function tryScripts(done: (outcome: Record<string, string>) => void): void {
  const ran = window as unknown as { slipped: string[] };
  ran.slipped = [];
  const say = (name: string) => `window.slipped.push(${JSON.stringify(name)})`;
  const ways: Record<string, () => void> = {
    // biome-ignore lint/security/noGlobalEval: it is what has to be refused
    eval: () => window.eval(say("eval")),
    function: () => new Function(say("function"))(),
    timeout: () => void setTimeout(say("timeout") as unknown as () => void, 0),
    innerHTML: () => {
      document.createElement("div").innerHTML = `<img src=x onerror='${say("innerHTML")}'>`;
    },
    outerHTML: () => {
      const host = document.createElement("div");
      host.append(document.createElement("p"));
      (host.firstChild as HTMLElement).outerHTML = "<p>x</p>";
    },
    insertAdjacentHTML: () =>
      document.createElement("div").insertAdjacentHTML("beforeend", "<b>x</b>"),
    write: () => document.write(`<script>${say("write")}</script>`),
    scriptText: () => {
      const script = document.createElement("script");
      script.textContent = say("scriptText");
      document.body.append(script);
    },
    scriptSource: () => {
      const script = document.createElement("script");
      script.src = `data:text/javascript,${encodeURIComponent(say("scriptSource"))}`;
      document.body.append(script);
    },
    handler: () => {
      const button = document.createElement("button");
      button.setAttribute("onclick", say("handler"));
      button.click();
    },
    address: () => {
      const link = document.createElement("a");
      link.href = `javascript:${say("address")}`;
      document.body.append(link);
      link.click();
      link.remove();
    },
    parse: () => void new DOMParser().parseFromString("<p>x</p>", "text/html"),
    worker: () => void new Worker(URL.createObjectURL(new Blob([say("worker")]))),
    policy: () => {
      type Factory = { createPolicy: (name: string, rules: object) => unknown };
      const { trustedTypes } = window as unknown as { trustedTypes: Factory };
      trustedTypes.createPolicy("anything", { createHTML: (text: string) => text });
    },
    // The page has made it at its start, and there is no second.
    samePolicy: () => {
      type Factory = { createPolicy: (name: string, rules: object) => unknown };
      const { trustedTypes } = window as unknown as { trustedTypes: Factory };
      trustedTypes.createPolicy("app", { createScriptURL: (url: string) => url });
    },
    elsewhere: () => void new Worker("https://example.org/assets/worker.js"),
  };
  setTimeout(() => {
    const outcome: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(ways)) {
      try {
        attempt();
        outcome[name] = "passed";
      } catch (error) {
        outcome[name] = `${(error as Error).name}: ${(error as Error).message}`;
      }
    }
    setTimeout(() => {
      for (const name of Object.keys(outcome)) {
        // What threw nothing counts as refused only where nothing ran.
        if (outcome[name] === "passed" && !ran.slipped.includes(name)) {
          outcome[name] = ["innerHTML", "outerHTML", "insertAdjacentHTML", "parse"].includes(name)
            ? "passed"
            : "refused: nothing ran";
        }
      }
      done(outcome);
    }, 300);
  }, 0);
}

/** Tries to send something to `trap` in every way a page has. */
function tryToReach(trap: string, done: (outcome: Record<string, string>) => void): void {
  const ways: Record<string, () => unknown> = {
    fetch: () => fetch(`${trap}/fetch`, { mode: "no-cors" }),
    beacon: () =>
      navigator.sendBeacon(`${trap}/beacon`, "x") ? Promise.reject(new Error("queued")) : null,
    request: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("GET", `${trap}/request`);
        request.onload = resolve;
        request.onerror = reject;
        request.send();
      }),
    socket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${trap.replace("http", "ws")}/socket`);
        socket.onopen = resolve;
        socket.onerror = reject;
      }),
    events: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`${trap}/events`);
        source.onopen = resolve;
        source.onerror = () => {
          source.close();
          reject(new Error("closed"));
        };
      }),
    image: () =>
      new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = resolve;
        image.onerror = reject;
        image.src = `${trap}/image.png`;
      }),
    style: () => {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = `${trap}/style.css`;
      document.head.append(sheet);
      return Promise.reject(new Error("cannot tell"));
    },
    font: () => new FontFace("f", `url(${trap}/font.woff2)`).load(),
    frame: () => {
      const frame = document.createElement("iframe");
      frame.src = `${trap}/frame`;
      document.body.append(frame);
      setTimeout(() => frame.remove(), 300);
      return Promise.reject(new Error("cannot tell"));
    },
    form: () => {
      const form = document.createElement("form");
      form.action = `${trap}/form`;
      document.body.append(form);
      form.submit();
      form.remove();
      return Promise.reject(new Error("cannot tell"));
    },
  };
  setTimeout(() => {
    const outcome: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(ways)) {
      try {
        Promise.resolve(attempt()).then(
          () => {
            outcome[name] = "reached";
          },
          () => {
            outcome[name] = "refused";
          },
        );
      } catch {
        outcome[name] = "refused";
      }
    }
    setTimeout(() => done(outcome), 800);
  }, 0);
}
