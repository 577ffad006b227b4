import { OperationError } from "@atelier/client/errors";
import type { Conversation, Pattern } from "@atelier/client/types";
import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { pattern, settings } from "../../testing/samples";
import { engines } from "../../wasm/load";
import { SimilarConversations } from "./SimilarConversations";

vi.mock("../../wasm/load", async (original) => {
  const load = await original<typeof import("../../wasm/load")>();
  const { realParts } = await import("../../testing/engines");
  return { ...load, engines: load.createEngines(realParts) };
});

afterEach(() => engines.end());

const learned = (message: string, conversation: string | null, response = ""): Pattern =>
  pattern(message, {
    response,
    ...(conversation === null ? {} : { scope: { kind: "conversation", id: conversation } }),
  });

const TUPLES = learned("How do I sort a list of tuples?", "c1", "Pass a\nkey function.");
const AGAIN = learned("And how do I sort tuples backwards?", "c1");
const TRASHED = learned("Sort tuples by the last of them", "c2");
const GONE = learned("Sort tuples in place", "c3");
const GLOBAL = learned("Always sort tuples", null);
const BREAD = learned("Why does my bread not rise?", "c4");

/** A core that knows four conversations, of which one is in the trash and one is gone. */
const setUp = (patterns: readonly Pattern[]) => {
  const transport = createFakeTransport({ "settings.get": settings() });
  transport.answer("pattern.list", { items: [...patterns], next_cursor: null });
  transport.answer("pattern.similar", []);
  transport.answer("conversation.get", ({ id }) => {
    if (id === "c3") throw new OperationError("not_found", "There is no such conversation.");
    const trashed_at = id === "c2" ? 1 : null;
    return { id, title: `Title of ${id}`, trashed_at } as Conversation;
  });
  return transport;
};

/** A place to search. */
const Searching = () => {
  const [text, search] = useState("");
  return (
    <>
      {["sort tuples", "bread that does not rise", "submarine revenue"].map((words) => (
        <button key={words} onClick={() => search(words)} type="button">
          {words}
        </button>
      ))}
      <SimilarConversations text={text} />
    </>
  );
};

describe("SimilarConversations, in the page", () => {
  // rows: 3.036, 3.045
  it("finds them in the engine of the page, with titles, and does not ask the core", async () => {
    const transport = setUp([TUPLES, AGAIN, TRASHED, GONE, GLOBAL, BREAD]);
    const { user } = renderWith(transport, <Searching />);
    await user.click(screen.getByRole("button", { name: "sort tuples" }));
    const links = await screen.findAllByRole("link");
    expect(
      links.map((link) => link.getAttribute("href")),
      "of each conversation the best, none of the trash",
    ).toEqual(["#/c/c1"]);
    expect(links[0]?.textContent).toContain("Title of c1");
    expect(links[0]?.textContent).toContain("Shares “sort” and “tuples”");
    // While the copy is read for the first time, the core may be asked on a busy machine.
    const asked = transport.inputs("pattern.similar").length;
    await user.click(screen.getByRole("button", { name: "bread that does not rise" }));
    await waitFor(() => expect(screen.getByRole("link").getAttribute("href")).toBe("#/c/c4"));
    await user.click(screen.getByRole("button", { name: "submarine revenue" }));
    expect(await screen.findByText("None found.")).toBeTruthy();
    expect(transport.inputs("pattern.similar")).toHaveLength(asked);
    expect(transport.inputs("pattern.list"), "read once").toHaveLength(1);
  });

  it("looks again once something was learned or forgotten", async () => {
    const transport = setUp([BREAD]);
    const { client } = renderWith(transport, <SimilarConversations text="sort tuples" />);
    expect(await screen.findByText("None found.")).toBeTruthy();
    transport.answer("pattern.list", { items: [TUPLES, BREAD], next_cursor: null });
    await client.invalidateQueries({ queryKey: ["pattern.list"] });
    expect((await screen.findByRole("link")).getAttribute("href")).toBe("#/c/c1");
  });

  it("shows what the core says while the copy is being read", async () => {
    const transport = setUp([]);
    transport.answer("pattern.similar", [
      {
        ...{ id: "p9", conversation_id: "c9", title: "From the core", message: "", response: "" },
        ...{ similarity: 0.5, matched: [], success_rate: 1, wins: 0, losses: 0 },
        ...{ pinned: false, created_at: 1 },
      },
    ]);
    vi.spyOn(engines, "call").mockReturnValue(new Promise(() => {}) as never);
    renderWith(transport, <SimilarConversations text="sort tuples" />);
    expect((await screen.findByRole("link")).textContent).toContain("From the core");
  });

  it("asks the core where the page holds not all of it", async () => {
    const transport = setUp([]);
    let page = 0;
    transport.answer("pattern.list", () => {
      page += 1;
      const items = Array.from({ length: 200 }, (_, at) => learned(`word${page} x${at}`, null));
      return { items, next_cursor: String(page) };
    });
    renderWith(transport, <SimilarConversations text="sort tuples" />);
    await waitFor(() => expect(transport.inputs("pattern.similar")).toHaveLength(1), {
      timeout: 5_000,
    });
    expect(page).toBe(25);
  });

  it("asks the core where the engine cannot be loaded", async () => {
    const transport = setUp([TUPLES]);
    vi.spyOn(engines, "call").mockRejectedValue(new OperationError("unavailable", "No engine."));
    renderWith(transport, <SimilarConversations text="sort tuples" />);
    await waitFor(() => expect(transport.inputs("pattern.similar")).toHaveLength(1));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
