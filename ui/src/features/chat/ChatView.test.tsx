import { OperationError } from "@atelier/client/errors";
import type { Message } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { useLocation } from "wouter";

import { Toasts } from "../../components/Toasts";
import { listenForShortcuts } from "../../lib/shortcuts/registry";
import { createFakePlatform } from "../../testing/fake-platform";
import {
  branchPage,
  conversation,
  createConversationTransport,
  MODELS,
  SECRETS,
} from "../../testing/fixtures/conversations";
import { fakeLayout } from "../../testing/fixtures/fake-layout";
import { IDS, lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { renderWith } from "../../testing/render";
import { ChatView } from "./ChatView";

const ID = IDS.conversation;
const said = question(TURNS.complete);
const Places = () => {
  const [place] = useLocation();
  return (
    <>
      <output data-testid="place">{place}</output>
      <ChatView conversationId={place.startsWith("/c/") ? place.slice(3) : null} />
      <Toasts />
    </>
  );
};

const setUp = async (messages: Message[] = [], place = `/c/${ID}`) => {
  window.location.hash = place;
  const transport = createConversationTransport();
  transport.answer("conversation.messages", branchPage(messages));
  const platform = createFakePlatform();
  const view = renderWith(transport, <Places />, platform);
  const field = await screen.findByRole("textbox", { name: "Message" });
  if (messages.length > 0) await atRest();
  return { transport, platform, field, ...view };
};
/** The list takes no pointer until it has come to rest. */
const atRest = async () => {
  await screen.findAllByRole("article");
  const list = screen.getByRole("log").firstElementChild as HTMLElement;
  await waitFor(() => expect(list.style.pointerEvents).not.toBe("none"));
};
type Setting = Awaited<ReturnType<typeof setUp>>;

const sendText = async ({ user, field, transport }: Setting, text: string) => {
  await user.type(field, `${text}{Enter}`);
  await waitFor(() => expect(transport.streams("conversation.send")).toHaveLength(1));
  const stream = transport.streams("conversation.send")[0];
  if (!stream) throw new Error("nothing was sent");
  return stream;
};
const frame = () =>
  act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));

fakeLayout();
beforeEach(() => {
  window.location.hash = "/";
});

describe("sending", () => {
  // rows: 3.034, 3.037, 3.076, 3.091, 3.093, 3.098, 3.100
  it("shows what was said at once, then the answer as it grows, then what the store has", async () => {
    const setting = await setUp();
    const stream = await sendText(setting, "How do tides work?");
    expect(stream.input).toEqual({ id: ID, text: "How do tides work?", detached: true });
    // The first to show messages loads what shows them.
    expect(await screen.findByText("How do tides work?", {}, { timeout: 8_000 })).toBeTruthy();
    expect(setting.field).toHaveProperty("value", "");

    act(() => stream.send(...TURNS.complete.slice(0, 7)));
    await frame();
    expect(screen.getByText(/The moon pulls/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Stop" })).toBeTruthy();
    expect(screen.getByText("Answering")).toBeTruthy();

    setting.transport.answer(
      "conversation.messages",
      branchPage([said, lastMessage(TURNS.complete)]),
    );
    act(() => {
      stream.send(...TURNS.complete.slice(7));
      stream.end();
    });
    await screen.findByText(/^Answer complete, \d+ words$/);
    await screen.findByRole("button", { name: "Send" });
    expect(screen.getAllByRole("article")).toHaveLength(2);
    expect(screen.getByText("sea").tagName).toBe("STRONG");
    expect(screen.getByRole("log").getAttribute("aria-live")).toBe("off");
  });

  it("creates a new conversation first, and shows its address without losing the stream", async () => {
    const setting = await setUp([], "/");
    setting.transport.answer("conversation.create", conversation({ title: "" }));
    await screen.findByText("What shall we work on?");
    const stream = await sendText(setting, "Hello");
    await waitFor(() => expect(screen.getByTestId("place").textContent).toBe(`/c/${ID}`));
    act(() => stream.send(...TURNS.complete.slice(0, 7)));
    expect(await screen.findByText(/The moon pulls/)).toBeTruthy();
    expect(stream.signal?.aborted).toBe(false);
  });

  it("keeps an answer that arrives while another place is shown", async () => {
    const setting = await setUp();
    const stream = await sendText(setting, "Hello");
    act(() => {
      window.location.hash = "/";
    });
    await screen.findByText("What shall we work on?");
    act(() => stream.send(...TURNS.complete.slice(0, 7)));
    await frame();
    expect(stream.signal?.aborted).toBe(false);
    act(() => {
      window.location.hash = `/c/${ID}`;
    });
    expect(await screen.findByText(/The moon pulls/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Stop" })).toBeTruthy();
  });

  it("gives a refused message back, and says why", async () => {
    const setting = await setUp();
    const stream = await sendText(setting, "Hello");
    const error = new OperationError("unavailable", "The disk is full.", "Free some space.");
    act(() => stream.fail(error));
    expect(await screen.findByText("The disk is full.")).toBeTruthy();
    await waitFor(() => expect(setting.field).toHaveProperty("value", "Hello"));
    await waitFor(() =>
      expect(setting.transport.inputs("draft.save").at(-1)).toEqual({
        conversation_id: ID,
        text: "Hello",
      }),
    );
    await setting.user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText("The disk is full.")).toBeNull();
    expect(setting.field).toHaveProperty("value", "Hello");
  });

  it("asks for a key where there is none, and keeps the text", async () => {
    const setting = await setUp();
    setting.transport.answer("secret.status", { ...SECRETS, key: null });
    const stream = await sendText(setting, "Hello");
    act(() => stream.fail(new OperationError("needs_key", "There is no API key.")));
    await setting.user.click(await screen.findByRole("button", { name: "Add a key" }));
    expect(screen.getByTestId("place").textContent).toBe("/settings/account");
  });
});

describe("ending", () => {
  it.each(["button", "Esc"] as const)(
    "stops by %s, and shows the answer as incomplete",
    async (way) => {
      const setting = await setUp();
      const stop = listenForShortcuts(false);
      const stream = await sendText(setting, "Hello");
      act(() => stream.send(...TURNS.stopped.slice(0, 3)));
      await frame();
      if (way === "Esc") await setting.user.keyboard("{Escape}");
      else await setting.user.click(screen.getByRole("button", { name: "Stop" }));
      stop();
      expect(stream.signal?.aborted).toBe(true);
      expect(await screen.findByText("Incomplete")).toBeTruthy();
      expect(screen.getByText(/The moon pulls/)).toBeTruthy();
      expect(screen.getByText(/^Stopped/)).toBeTruthy();
    },
  );

  it("continues an incomplete answer through an ordinary message", async () => {
    const setting = await setUp([said, lastMessage(TURNS.stopped)]);
    await setting.user.click(screen.getByRole("button", { name: "Continue" }));
    expect(setting.transport.streams("conversation.send")[0]?.input).toEqual({
      id: ID,
      text: "Continue.",
      detached: true,
    });
  });

  it("shows the server's own message, counts down, and asks again", async () => {
    const failed = lastMessage(TURNS.failed);
    const retry_at = Date.now() + 60_000;
    const failure = failed.failure && { ...failed.failure, retry_at };
    const setting = await setUp([said, { ...failed, failure }]);
    expect(screen.getByText(/overloaded \(529\)/)).toBeTruthy();
    expect(screen.getByText(/The moon pulls/)).toBeTruthy();
    expect(screen.getByText(/Retrying makes sense in (60|59) s/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Answer again" }), "once is enough").toBeNull();
    await setting.user.click(screen.getByRole("button", { name: "Retry now" }));
    expect(setting.transport.streams("conversation.regenerate")[0]?.input).toEqual({
      id: ID,
      detached: true,
    });
  });

  it("says why it waits, and when it asks again", async () => {
    const setting = await setUp();
    const stream = await sendText(setting, "Hello");
    const retry_at = Date.now() + 30_000;
    act(() =>
      stream.send(...TURNS.waiting.slice(0, 1), {
        type: "waiting",
        attempt: 1,
        retry_at,
        message: "Overloaded.",
      }),
    );
    await frame();
    expect(screen.getByText(/Overloaded\./)).toBeTruthy();
    expect(screen.getByText(/Asking again in (30|29) s/)).toBeTruthy();
  });
});

describe("an answer", () => {
  it("is given again in the place of the old one", async () => {
    const setting = await setUp([said, lastMessage(TURNS.complete)]);
    await setting.user.click(screen.getByRole("button", { name: "Answer again" }));
    const stream = setting.transport.streams("conversation.regenerate")[0];
    const fresh = TURNS.regenerated.map((event) =>
      "assistant" in event ? { ...event, assistant: { ...event.assistant, id: "fresh" } } : event,
    );
    act(() => stream?.send(...fresh.slice(0, 4)));
    await frame();
    expect(screen.getByText("Again: the moon.")).toBeTruthy();
    expect(screen.queryByText("sea")).toBeNull();
  });

  it("can be copied as Markdown, and says what it cost", async () => {
    const answer = { ...lastMessage(TURNS.complete), cost_nano_usd: null };
    const setting = await setUp([said, answer]);
    const article = screen.getByRole("article", { name: "Answer" });
    await setting.user.click(within(article).getByRole("button", { name: "Copy" }));
    expect(setting.platform.copied).toEqual(["The moon pulls the **sea** towards it."]);
    await setting.user.click(within(article).getByRole("button", { name: "About this answer" }));
    const card = screen.getByRole("dialog", { name: "About this answer" });
    expect(card.textContent).toMatch(
      /claude-sonnet-5.*Tokens in21.*Tokens out48.*thinking12.*Costunknown.*4\.2 s.*req_011CS/,
    );
  });

  it("of the simulator is marked as such", async () => {
    await setUp([said, { ...lastMessage(TURNS.complete), simulated: true }]);
    expect(screen.getByText("Simulated answer")).toBeTruthy();
  });

  it("shows thinking folded, and blocks of unknown kind as JSON", async () => {
    const tool = lastMessage(TURNS.tool);
    const thought = lastMessage(TURNS.complete).blocks[0];
    const setting = await setUp([
      said,
      { ...tool, blocks: thought ? [thought, ...tool.blocks] : [] },
    ]);
    expect(screen.queryByText(/earth turns/)).toBeNull();
    await setting.user.click(screen.getByRole("button", { name: "Thought" }));
    expect(screen.getByText(/earth turns/)).toBeTruthy();
    await setting.user.click(screen.getByRole("button", { name: /glimmer/ }));
    expect(screen.getByText(/"glow": 7/)).toBeTruthy();
    await setting.user.click(screen.getByRole("button", { name: /Get tides/ }));
    expect(screen.getByText(/"port": "Brest"/)).toBeTruthy();
  });

  it("opens a link only after showing where it leads", async () => {
    const text = "[bank](https://evil.example/login)";
    const setting = await setUp([
      said,
      { ...lastMessage(TURNS.complete), blocks: [{ type: "text", text }] },
    ]);
    await setting.user.click(screen.getByRole("link", { name: "bank" }));
    expect(setting.platform.opened).toEqual([]);
    const dialog = screen.getByRole("dialog", { name: "Open this page?" });
    expect(within(dialog).getByText("evil.example")).toBeTruthy();
    await setting.user.click(within(dialog).getByRole("button", { name: "Open in the browser" }));
    expect(setting.platform.opened).toEqual(["https://evil.example/login"]);
  });
});

describe("the composer", () => {
  it("refuses what the core would refuse, and says why", async () => {
    const setting = await setUp();
    const send = screen.getByRole("button", { name: "Send" });
    expect(send).toHaveProperty("disabled", true);
    await setting.user.click(setting.field);
    await setting.user.paste("   ");
    expect(send).toHaveProperty("disabled", true);
    await setting.user.paste("🦀".repeat(38));
    expect(screen.getByText("41 / 40")).toBeTruthy();
    expect(screen.getByText(/^1 character too many/)).toBeTruthy();
    await setting.user.keyboard("{Enter}");
    expect(setting.transport.streams("conversation.send")).toHaveLength(0);
  });

  it("lets an input method have its Enter, and Shift+Enter its line", async () => {
    const setting = await setUp();
    await setting.user.type(setting.field, "a{Shift>}{Enter}{/Shift}b");
    expect(setting.field).toHaveProperty("value", "a\nb");
    const composing = new KeyboardEvent("keydown", {
      key: "Enter",
      isComposing: true,
      bubbles: true,
    });
    act(() => void setting.field.dispatchEvent(composing));
    expect(setting.transport.streams("conversation.send")).toHaveLength(0);
  });

  it("loads the draft, keeps what is typed, and recalls what was said last", async () => {
    window.location.hash = `/c/${ID}`;
    const transport = createConversationTransport();
    transport.answer("draft.get", { text: "half a thou" });
    transport.answer("conversation.messages", branchPage([said, lastMessage(TURNS.complete)]));
    const { user } = renderWith(transport, <Places />);
    const field = await screen.findByRole("textbox", { name: "Message" });
    await waitFor(() => expect(field).toHaveProperty("value", "half a thou"));
    await user.type(field, "ght");
    expect(transport.inputs("draft.save")).toHaveLength(0);
    act(() => field.blur());
    expect(transport.inputs("draft.save").at(-1)).toEqual({
      conversation_id: ID,
      text: "half a thought",
    });
    await user.clear(field);
    await user.type(field, "{ArrowUp}");
    expect(field).toHaveProperty("value", "How do tides work?");
  });

  it("offers only the efforts that the model has", async () => {
    const setting = await setUp();
    setting.transport.answer("conversation.configure", ({ model, effort }) =>
      conversation({ model: model ?? null, effort: effort ?? null }),
    );
    const effort = await screen.findByRole("combobox", { name: "Effort" });
    expect(within(effort).getAllByRole("option")).toHaveLength(3);
    await setting.user.selectOptions(effort, "high");
    await setting.user.selectOptions(
      screen.getByRole("combobox", { name: "Model" }),
      MODELS[1]?.id ?? "",
    );
    expect(setting.transport.inputs("conversation.configure").at(-1)).toEqual({
      id: ID,
      model: "claude-haiku-5",
      effort: null,
    });
  });
});

describe("a long conversation", () => {
  it("shows the newest page first, draws only what is near, and reads older messages on the way up", async () => {
    const all: Message[] = Array.from({ length: 300 }, (_, index) => ({
      ...(index % 2 === 0 ? said : lastMessage(TURNS.complete)),
      id: `m${String(index).padStart(3, "0")}`,
      parent_id: index === 0 ? null : `m${String(index - 1).padStart(3, "0")}`,
      blocks: [{ type: "text", text: `message ${index}` }],
    }));
    window.location.hash = `/c/${ID}`;
    const transport = createConversationTransport();
    transport.answer("conversation.messages", ({ before, limit = 50 }) => {
      const end = before === undefined ? all.length : all.findIndex(({ id }) => id === before);
      const start = Math.max(0, end - limit);
      return {
        items: all.slice(start, end),
        next_cursor: start > 0 ? (all[start]?.id ?? null) : null,
        forks: [],
      };
    });
    renderWith(transport, <Places />);
    const log = await screen.findByRole("log");
    await waitFor(() => expect(screen.getAllByRole("article").length).toBeGreaterThan(0));
    expect(transport.inputs("conversation.messages")[0]).toEqual({ id: ID, limit: 50 });
    expect(screen.getAllByRole("article").length).toBeLessThan(50);
    act(() => {
      log.scrollTop = 0;
      log.dispatchEvent(new Event("scroll"));
    });
    await waitFor(() =>
      expect(transport.inputs("conversation.messages").at(-1)).toEqual({
        id: ID,
        limit: 50,
        before: "m250",
      }),
    );
  });
});
