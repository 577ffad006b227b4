import { describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "./product";

describe("the math notebook", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;

  const clean = async (what: string) => {
    for (const appearance of ["light", "dark"] as const) {
      await product.show(appearance);
      expect(await seriousFindings(product.door.driver), `${what}, ${appearance}`).toEqual([]);
    }
  };
  const ask = async (words: string) => {
    await product.send(words);
    await product.settled();
  };
  const tools = async () =>
    (await product.newest()).messages
      .flatMap(({ blocks }) => blocks)
      .filter(({ type }) => type === "tool_use" || type === "tool_result");

  test("is off until it is switched on beside the message", async () => {
    reportOnFailure(product);
    await ask("/simulate math");
    await screen.shows("does not offer it");
    expect(await tools()).toEqual([]);
    await screen.click("switch", "Math notebook…");
    await screen.shows("Math notebook +");
    const { tools: settings } = await product.door.operation("settings.get", {});
    expect(settings.math_notebook).toBe(true);
  });

  test("is asked, runs, and its game is shown with its equilibria", async () => {
    reportOnFailure(product);
    await product.startNew();
    await ask("/simulate math");
    await screen.get("region", "Equilibrium E3…");
    await screen.shows("3 equilibria: 2 pure, 1 mixed");
    await screen.shows("3/5");
    expect((await tools()).map(({ type }) => type)).toEqual(["tool_use", "tool_result"]);
    await clean("a game");
    await screen.click("button", "Math notebook…");
    await screen.shows("row_payoffs");
    await clean("a game, opened");
  });

  test("finds the equilibria anew where a number is changed, in this page alone", async () => {
    reportOnFailure(product);
    const before = (await product.newest()).messages.length;
    await screen.click("button", "Change the numbers");
    const label = "Opera, Football: the row player’s payoff";
    await screen.fill(label, "4");
    await screen.shows("Worked out in this page");
    await screen.shows("1 equilibrium: 1 pure, 0 mixed");
    await clean("a game that is changed");
    await screen.fill(label, "4/0");
    await screen.shows("A payoff is a number, or a fraction");
    await screen.click("button", "Back to what was asked");
    await screen.shows("3 equilibria: 2 pure, 1 mixed");
    expect((await product.newest()).messages.length).toBe(before);
  });

  test("draws what else it works out", async () => {
    reportOnFailure(product);
    const shown = [
      ["trajectory", "stable points"],
      ["metrics", "Growth of S"],
      ["sequence", "Aitken’s limit"],
      ["zeckendorf", "Binary form"],
      ["fibonacci", "2880067194370816120"],
      ["correlated", "A correlated equilibrium"],
      ["divergence", "n"],
      ["distance", "Jensen–Shannon divergence"],
    ] as const;
    for (const [word, words] of shown) {
      await product.startNew();
      await ask(`/simulate math ${word}`);
      await screen.shows(words);
      expect(await seriousFindings(product.door.driver), word).toEqual([]);
    }
  });

  test("says what went wrong, and stops when it is stopped", async () => {
    reportOnFailure(product);
    await product.startNew();
    await ask("/simulate math wrong");
    await screen.shows("Failed");
    await screen.shows("a number must be whole");
    await clean("a tool that failed");
    await product.startNew();
    await product.send("/simulate math slow");
    await screen.shows("Running");
    await screen.click("button", "Stop");
    await screen.get("button", "Continue");
    // A stop is shown at once, and stored a moment later.
    await until("the stop is stored", async () => {
      const last = (await product.newest()).messages.at(-1);
      return last?.role === "user" && last.state === "incomplete";
    });
    await screen.click("button", "Continue");
    await product.settled();
    expect((await product.newest()).messages.at(-1)?.state).toBe("complete");
  });

  test("that was killed at work leaves a conversation that goes on", async () => {
    reportOnFailure(product);
    await product.startNew();
    await product.send("/simulate math slow");
    await screen.shows("Running");
    const { id } = await product.newest();
    await product.door.kill();
    await product.door.start();
    await product.composer();
    await screen.click("link", "/simulate math slow");
    await screen.shows("No result");
    const { messages } = await product.door
      .operation("conversation.messages", { id })
      .then(({ items }) => ({ messages: items }));
    expect(messages.map(({ role, state }) => `${role} ${state}`)).toEqual([
      "user complete",
      "assistant complete",
      "user incomplete",
    ]);
    await clean("a tool that was killed");
    await screen.click("button", "Continue");
    await product.settled();
    const last = (await product.newest()).messages.at(-1);
    expect(last).toMatchObject({ role: "assistant", state: "complete" });
  });

  test("is switched off in the settings", async () => {
    reportOnFailure(product);
    await screen.click("link", "Settings…");
    await screen.click("button", "Chat");
    await screen.shows("tokens to every request");
    await clean("the settings of tools");
    await screen.click("switch", "Math notebook");
    await until("it is off", async () => {
      const { tools: settings } = await product.door.operation("settings.get", {});
      return !settings.math_notebook;
    });
  });
});
