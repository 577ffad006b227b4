import { OperationError } from "@atelier/client/errors";
import type { SimilarPattern } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { Toasts } from "../../components/Toasts";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { SimilarConversations } from "./SimilarConversations";
import { SimilarNote } from "./SimilarNote";

const pattern = (part: Partial<SimilarPattern> = {}): SimilarPattern => ({
  id: "p1",
  conversation_id: "c1",
  title: "Sorting tuples",
  message: "How do I sort tuples?",
  response: "Use a key.",
  similarity: 0.8,
  matched: [
    { word: "sort", share: 0.6 },
    { word: "tuples", share: 0.4 },
  ],
  success_rate: 1,
  wins: 0,
  losses: 0,
  pinned: false,
  created_at: 1_790_000_000_000,
  ...part,
});

const TWO = [pattern(), pattern({ id: "p2", conversation_id: "c2", title: "" })];

/** A far end that has learned something, and forgets as the core does. */
const setUp = (learned: readonly SimilarPattern[], learning = true) => {
  let kept = [...learned];
  const drop = (id: string) => {
    kept = kept.filter((one) => one.id !== id);
  };
  const transport = createFakeTransport({ "settings.get": settings({ learning }) });
  transport.answer("pattern.similar", () => [...kept]);
  transport.answer("pattern.forget", ({ id }) => {
    drop(id);
    return { patterns: 1 };
  });
  transport.answer("pattern.score", ({ id, outcome }) => {
    if (outcome === "wrong") drop(id);
    else kept = [...learned];
    return STORED;
  });
  return transport;
};

const STORED = {
  id: "p1",
  scope: { kind: "global" as const },
  message: "",
  response: "",
  score: 1,
  source: "conversation" as const,
  wins: 0,
  losses: 1,
  repeats: 0,
  last_used_at: null,
  pinned: false,
  suspended: true,
  created_at: 0,
};

/** A place to write, with the note beside it. */
const Writing = () => {
  const [text, setText] = useState("");
  return (
    <main>
      <textarea
        aria-label="Message"
        data-region-focus=""
        onChange={(event) => setText(event.target.value)}
        value={text}
      />
      <SimilarNote text={text} />
      <Toasts />
    </main>
  );
};

/** A place to search, with what is found below it. */
const Searching = () => {
  const [text, setText] = useState("");
  return (
    <>
      <input aria-label="Find" onChange={(event) => setText(event.target.value)} value={text} />
      <SimilarConversations text={text} />
    </>
  );
};

describe("SimilarConversations", () => {
  // rows: 3.036
  it("lists conversations like what is searched, with a way there and the reason", async () => {
    renderWith(setUp(TWO), <SimilarConversations text="sort tuples" />);
    const links = await screen.findAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["#/c/c1", "#/c/c2"]);
    expect(links[0]?.textContent).toContain("Shares “sort” and “tuples”");
    expect(links[1]?.textContent, "the untitled by what was asked").toContain("How do I sort");
  });

  it("asks once typing pauses, for no more than is read, and not for too little", async () => {
    const transport = setUp(TWO);
    const { user } = renderWith(transport, <Searching />);
    await user.type(screen.getByRole("textbox"), "s");
    await user.type(screen.getByRole("textbox"), "ort");
    await screen.findAllByRole("link");
    expect(transport.inputs("pattern.similar")).toEqual([{ text: "sort", limit: 5 }]);
    const field = screen.getByRole("textbox");
    fireEvent.change(field, {
      target: { value: `${"x".repeat(1_999)}😀${"y".repeat(200_000)}` },
    });
    await waitFor(() => expect(transport.inputs("pattern.similar")).toHaveLength(2));
    const [, long] = transport.inputs("pattern.similar");
    expect(long?.text).toBe(`${"x".repeat(1_999)}\ufffd`);
  });

  it("says that nothing is found, and when learning is off", async () => {
    const first = renderWith(setUp([]), <SimilarConversations text="sort tuples" />);
    expect(await screen.findByText("None found.")).toBeTruthy();
    first.unmount();
    renderWith(setUp([], false), <SimilarConversations text="sort tuples" />);
    const way = await screen.findByRole("link", { name: "Settings, Memory" });
    expect(way.getAttribute("href")).toBe("#/settings/memory/learning");
  });

  it("says what went wrong, and looks again", async () => {
    const transport = setUp(TWO);
    transport.answer("pattern.similar", () => {
      throw new OperationError("locked", "The store is locked.");
    });
    const { user } = renderWith(transport, <SimilarConversations text="sort tuples" />);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The store is locked.");
    transport.answer("pattern.similar", TWO);
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findAllByRole("link")).toHaveLength(2);
  });

  it("shows that it looks", async () => {
    const transport = setUp(TWO);
    transport.answer("pattern.similar", () => new Promise(() => {}));
    renderWith(transport, <SimilarConversations text="sort tuples" />);
    expect(await screen.findByRole("status", { name: "Loading" })).toBeTruthy();
  });
});

describe("SimilarNote", () => {
  // rows: 3.040
  it("says how many there are, and opens with the keyboard", async () => {
    const { user } = renderWith(setUp(TWO), <Writing />);
    await user.type(screen.getByRole("textbox"), "sort my tuples");
    const note = await screen.findByRole("button", { name: "2 similar conversations" });
    expect(note.getAttribute("aria-expanded")).toBe("false");
    await user.tab();
    expect(document.activeElement).toBe(note);
    await user.keyboard("{Enter}");
    const list = screen.getByRole("region", { name: "Similar conversations" });
    expect(list.textContent).toContain("Shares “sort” and “tuples” · 80% alike");
    const open = within(list).getAllByRole("link", { name: "Open" });
    expect(open[0]?.getAttribute("href")).toBe("#/c/c1");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Similar conversations" })).toBeNull();
    expect(document.activeElement).toBe(note);
  });

  it("lets a person call one wrong, take that back, and forget", async () => {
    const transport = setUp(TWO);
    const { user } = renderWith(transport, <Writing />);
    await user.type(screen.getByRole("textbox"), "sort my tuples");
    await user.click(await screen.findByRole("button", { name: "2 similar conversations" }));
    await user.click(screen.getAllByRole("button", { name: "Wrong" })[0] as HTMLElement);
    expect(transport.inputs("pattern.score")).toEqual([{ id: "p1", outcome: "wrong" }]);
    expect(await screen.findByRole("button", { name: "1 similar conversation" })).toBeTruthy();
    await waitFor(() =>
      expect(document.activeElement?.getAttribute("data-pattern"), "focus stays").toBe("p2"),
    );
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("button", { name: "2 similar conversations" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "2 similar conversations" }));
    await user.click(screen.getAllByRole("button", { name: "Forget" })[0] as HTMLElement);
    await screen.findByRole("button", { name: "1 similar conversation" });
    await user.click(screen.getByRole("button", { name: "Forget" }));
    await waitFor(() => expect(screen.queryByText(/similar conversation/)).toBeNull());
    expect(transport.inputs("pattern.forget")).toEqual([{ id: "p1" }, { id: "p2" }]);
    expect(document.activeElement, "back to what is written").toBe(screen.getByRole("textbox"));
  });

  it("is quiet where nothing is like it, or it cannot be found", async () => {
    const asked = async (transport: ReturnType<typeof setUp>) => {
      const view = renderWith(transport, <Writing />);
      await view.user.type(screen.getByRole("textbox"), "sort my tuples");
      await waitFor(() => expect(transport.inputs("pattern.similar").length).toBeGreaterThan(0));
      await act(async () => {});
      expect(screen.queryByText(/similar conversation/)).toBeNull();
      expect(screen.queryByRole("alert")).toBeNull();
      view.unmount();
    };
    await asked(setUp([]));
    await asked(setUp([pattern({ conversation_id: null })]));
    const broken = setUp(TWO);
    broken.answer("pattern.similar", () => {
      throw new OperationError("internal", "It broke.");
    });
    await asked(broken);
  });

  it("closes when the person goes on writing", async () => {
    const { user } = renderWith(setUp(TWO), <Writing />);
    await user.type(screen.getByRole("textbox"), "sort my tuples");
    await user.click(await screen.findByRole("button", { name: "2 similar conversations" }));
    await user.click(screen.getByRole("textbox"));
    expect(screen.queryByRole("region", { name: "Similar conversations" })).toBeNull();
  });

  it("asks nothing where learning is off", async () => {
    const transport = setUp(TWO, false);
    const { user } = renderWith(transport, <Writing />);
    await user.type(screen.getByRole("textbox"), "sort my tuples");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(transport.inputs("pattern.similar")).toEqual([]);
  });
});
