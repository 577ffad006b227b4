import type { CachedAnswer, CacheStatus } from "@atelier/client/types";
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { AnswerCache } from "./AnswerCache";

const status = (part: Partial<CacheStatus> = {}): CacheStatus => ({
  enabled: true,
  entries: 2,
  bytes: 4_096,
  limit_bytes: 8_388_608,
  lifetime_ms: 86_400_000,
  hits: 3,
  saved_nano_usd: 1_250_000_000,
  unpriced_hits: 0,
  ...part,
});

const kept = (id: string, part: Partial<CachedAnswer> = {}): CachedAnswer => ({
  id: id.repeat(64),
  conversation_id: `c${id}`,
  model: "claude-opus-5-5",
  question: `Question ${id}`,
  bytes: 2_048,
  answered_at: 1_790_000_000_000,
  expires_at: 1_790_086_400_000,
  hits: 0,
  cost_nano_usd: 10_000_000,
  ...part,
});

const setUp = (
  part: Partial<CacheStatus> = {},
  list: CachedAnswer[] = [kept("a", { hits: 3 }), kept("b", { cost_nano_usd: null })],
) => {
  const transport = createFakeTransport({
    "settings.get": settings({ answer_cache: part.enabled ?? true }),
    "settings.save": settings({ answer_cache: true }),
    "cache.status": status(part),
    "cache.list": list,
    "cache.remove": status({ entries: 1 }),
    "cache.clear": status({ entries: 0, bytes: 0 }),
  });
  return { transport, ...renderWith(transport, <AnswerCache />) };
};

describe("the answer cache", () => {
  it("is off, says what it does, and is switched on", async () => {
    const { user, transport } = setUp({ enabled: false, entries: 0, hits: 0 });
    const control = await screen.findByRole("switch", { name: "Give answers again from memory" });
    expect(control.getAttribute("aria-checked")).toBe("false");
    expect(screen.queryByText("Answers kept")).toBeNull();
    await user.click(control);
    expect(transport.inputs("settings.save")).toEqual([{ answer_cache: true }]);
  });

  it("shows what is kept, what that saved, and forgets one or all", async () => {
    const { user, transport } = setUp();
    await screen.findByText("$1.25");
    screen.getByText("4.0 KiB of 8.0 MiB");
    const list = await screen.findByRole("list", { name: "Answers that are kept" });
    const [first, second] = within(list).getAllByRole("listitem");
    if (!first || !second) throw new Error("there are two");
    expect(first.textContent).toContain("given again 3 times");
    expect(second.textContent).toContain("unknown");
    expect(within(first).getByRole("link").getAttribute("href")).toContain("/c/ca");
    await user.click(within(first).getByRole("button", { name: "Forget this answer" }));
    expect(transport.inputs("cache.remove")).toEqual([{ id: "a".repeat(64) }]);
    expect(document.activeElement).toBe(within(second).getByRole("link"));
    await user.click(screen.getByRole("button", { name: "Empty the cache" }));
    const question = await screen.findByRole("dialog", { name: "Empty the answer cache?" });
    expect(transport.inputs("cache.clear")).toEqual([]);
    await user.click(within(question).getByRole("button", { name: "Empty the cache" }));
    expect(transport.inputs("cache.clear")).toEqual([{}]);
  });

  it("does not call an unknown price nothing", async () => {
    setUp({ hits: 2, unpriced_hits: 2, saved_nano_usd: 0 }, []);
    await screen.findByText("unknown");
    expect(screen.queryByText("$0.00")).toBeNull();
  });
});
