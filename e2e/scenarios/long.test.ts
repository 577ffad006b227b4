import { describe, expect, test } from "vitest";

import { until } from "../harness/until";
import { fillConversation } from "./fill";
import { reportOnFailure, useProduct } from "./product";

// Each turn sends all that was said before, so the effort grows with the square.
const MESSAGES = 400;

describe(`a conversation of ${MESSAGES} messages`, () => {
  const product = useProduct({ behind: "far-end" });
  const { screen } = product;

  test("opens at its end and scrolls, with few elements in the page", async () => {
    reportOnFailure(product);
    const id = await fillConversation(product, MESSAGES);
    await screen.get("link", "Long conversation");
    const begun = performance.now();
    await screen.click("link", "Long conversation");
    await product.answer(`Answer to Question ${MESSAGES / 2 - 1}.`);
    const took = performance.now() - begun;
    expect(took, "ms until its end is read, with WebDriver's own time").toBeLessThan(3_000);

    const { driver } = product.door;
    const articles = () =>
      driver.executeScript<number>(() => document.querySelectorAll("article").length);
    expect(await articles(), "messages in the page").toBeLessThan(120);

    const frames = await driver.executeAsyncScript<{ slow: number; frames: number }>(scrollUp);
    expect(frames.frames, "frames drawn while scrolling").toBeGreaterThan(20);
    expect(await articles(), "messages in the page after scrolling").toBeLessThan(200);
    await until(
      "older messages are read",
      async () => !(await screen.text()).includes(`Answer to Question ${MESSAGES / 2 - 1}.`),
    );
    const { message_count } = await product.door.operation("conversation.get", { id });
    expect(message_count).toBe(MESSAGES);
  }, 240_000);
});

/** Scrolls up for two seconds, and counts frames. */
function scrollUp(done: (outcome: { slow: number; frames: number }) => void): void {
  const article = document.querySelector("article");
  let scroller: Element | null = article;
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1)
    scroller = scroller.parentElement;
  if (!scroller) {
    done({ slow: 0, frames: 0 });
    return;
  }
  const target = scroller;
  const end = performance.now() + 2_000;
  let last = performance.now();
  let slow = 0;
  let frames = 0;
  target.dispatchEvent(new WheelEvent("wheel", { deltaY: -10, bubbles: true }));
  const step = (now: number) => {
    frames += 1;
    if (now - last > 50) slow += 1;
    last = now;
    target.scrollTop -= 120;
    target.dispatchEvent(new WheelEvent("wheel", { deltaY: -10, bubbles: true }));
    if (now < end) requestAnimationFrame(step);
    else done({ slow, frames });
  };
  requestAnimationFrame(step);
}
