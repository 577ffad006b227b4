import type { Message, TurnEvent } from "@atelier/client/types";
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { Toasts } from "../../components/Toasts";
import { useToasts } from "../../components/toasts";
import type { StreamView } from "../../data/stream";
import { createFakePlatform } from "../../testing/fake-platform";
import {
  branchPage,
  conversation,
  createConversationTransport,
} from "../../testing/fixtures/conversations";
import { fakeLayout } from "../../testing/fixtures/fake-layout";
import { IDS, lastMessage, question, TURNS } from "../../testing/fixtures/turns";
import { renderWith } from "../../testing/render";
import { beginningOf, progressOf, stretchOf } from "./announcements";
import { ChatView } from "./ChatView";
import { NO_TURN, type Turn, turnReducer } from "./turn-reducer";

const ID = IDS.conversation;

const view = (
  state: Partial<Turn>,
  status: StreamView<Turn>["status"] = "running",
): StreamView<Turn> => ({ state: { ...NO_TURN, ...state }, status, error: null });

const answer = (part: Partial<Message> = {}): Message => ({
  ...lastMessage(TURNS.complete),
  ...part,
});

const said = (blocks: Message["blocks"]) => ({ blocks });

describe("what is said of a turn", () => {
  it("is said once for each stretch, and never holds the text of the answer", () => {
    let turn: Turn = NO_TURN;
    const heard: string[] = [];
    let was = "idle";
    for (const event of TURNS.complete as readonly TurnEvent[]) {
      turn = turnReducer(turn, event);
      const now = view(turn);
      const stretch = stretchOf(now);
      if (stretch !== was) heard.push(beginningOf(now, was, 0)?.text ?? "");
      was = stretch;
    }
    heard.push(beginningOf(view(turn, "done"), was, 0)?.text ?? "");
    expect(heard).toEqual(["Answering", expect.stringMatching(/^Answer complete, \d+ words$/)]);
    expect(heard.join(" ")).not.toContain("moon");
  });

  it.each([
    [
      "a wait",
      view({ waiting: { attempt: 2, retryAt: 9_500, message: "x" } }),
      "It is asked again in 9 seconds.",
    ],
    [
      "tools",
      view({
        answer: answer(
          said([
            { type: "tool_use", id: "1", name: "math_notebook", input: {} },
            { type: "tool_use", id: "2", name: "clock", input: {} },
          ]),
        ),
        results: answer({ role: "user", state: "streaming" }),
      }),
      "Claude asks for 2 tools, which run: Math notebook and Clock",
    ],
    [
      "the round after tools",
      view({ earlier: [answer()], answer: answer({ state: "streaming" }) }),
      "Answering, with what the tools returned",
    ],
  ])("says %s", (_, now, text) => {
    expect(beginningOf(now, "answering", 500)?.text).toContain(text);
    expect(beginningOf(now, "answering", 500)?.urgent).toBe(false);
  });

  it.each([
    [
      "a whole one",
      view({ answer: answer(said([{ type: "text", text: "One, two; three." }])) }, "done"),
      "Answer complete, 3 words",
      false,
    ],
    [
      "one in a language without spaces",
      view({ answer: answer(said([{ type: "text", text: "私は学生です" }])) }, "done"),
      /Answer complete, [3-6] words/,
      false,
    ],
    [
      "one with tools",
      view(
        {
          earlier: [answer(said([{ type: "tool_use", id: "1", name: "clock", input: {} }]))],
          answer: answer(said([{ type: "text", text: "Noon." }])),
        },
        "done",
      ),
      "Answer complete, 1 word, 1 tool used",
      false,
    ],
    [
      "one from the cache",
      view(
        {
          answer: answer({
            ...said([{ type: "text", text: "Noon." }]),
            from_cache: { answered_at: 0, saved_nano_usd: null },
          }),
        },
        "done",
      ),
      "Answer from the cache, 1 word, nothing was spent",
      false,
    ],
    [
      "a stopped one",
      view(
        { answer: answer({ ...said([{ type: "text", text: "One two" }]), state: "incomplete" }) },
        "stopped",
      ),
      "Stopped. 2 words are kept",
      false,
    ],
    [
      "a failed one",
      view(
        {
          answer: answer({
            state: "failed",
            blocks: [],
            failure: {
              class: "overloaded",
              message: "The API is overloaded.",
              retryable: true,
              retry_at: null,
            },
          }),
        },
        "done",
      ),
      "The answer failed: The API is overloaded.",
      true,
    ],
  ])("says the end of %s", (_, now, text, urgent) => {
    const end = beginningOf(now, "answering", 0);
    expect(end?.text).toMatch(text);
    expect(end?.urgent).toBe(urgent);
  });

  it("says no end of what had not begun, and how far a long answer is", () => {
    expect(beginningOf(view({}, "done"), "idle", 0)).toBeNull();
    expect(beginningOf(view({}, "idle"), "done", 0)).toBeNull();
    expect(
      progressOf(view({ answer: answer(said([{ type: "text", text: "One two" }])) })).text,
    ).toBe("Still answering, 2 words so far");
    expect(progressOf(view({})).text).toBe("Still answering, no word yet");
  });
});

fakeLayout();

describe("in the page", () => {
  beforeEach(() => {
    window.location.hash = `/c/${ID}`;
    useToasts.setState({ announcement: "", interruption: "" });
  });

  const heard: string[] = [];
  let stop: () => void = () => undefined;
  afterEach(() => stop());
  const listen = () => {
    heard.length = 0;
    stop = useToasts.subscribe(({ announcement, interruption }, before) => {
      if (announcement !== before.announcement) heard.push(announcement.trim());
      if (interruption !== before.interruption) heard.push(`! ${interruption.trim()}`);
    });
  };

  const setUp = async () => {
    const transport = createConversationTransport();
    const rendered = renderWith(
      transport,
      <>
        <ChatView conversationId={ID} />
        <Toasts />
      </>,
      createFakePlatform(),
    );
    const field = await screen.findByRole("textbox", { name: "Message" });
    await rendered.user.type(field, "How do tides work?{Enter}");
    await screen.findByRole("button", { name: "Stop" });
    const stream = transport.streams("conversation.send")[0];
    if (!stream) throw new Error("nothing was sent");
    return { stream, transport, client: rendered.client };
  };

  it("a polite region speaks of the beginning and the end, apart from the text", async () => {
    listen();
    const { stream, transport } = await setUp();
    transport.answer(
      "conversation.messages",
      branchPage([question(TURNS.complete), lastMessage(TURNS.complete)]),
    );
    act(() => {
      stream.send(...TURNS.complete);
      stream.end();
    });
    const end = await screen.findByText(/^Answer complete/);
    expect(end.getAttribute("aria-live")).toBe("polite");
    const log = await screen.findByRole("log", {}, { timeout: 5_000 });
    expect(log.getAttribute("aria-live")).toBe("off");
    expect(heard).toEqual(["Answering", expect.stringMatching(/^Answer complete/)]);
  });

  it("the end is the last word, where a list has meanwhile said that an answer arrives", async () => {
    listen();
    const { stream, transport, client } = await setUp();
    transport.answer("conversation.get", conversation({ state: "streaming" }));
    const readings = transport.inputs("conversation.get").length;
    act(() => {
      stream.send(...TURNS.complete.slice(0, 2));
      client.invalidateQueries();
    });
    await waitFor(() =>
      expect(transport.inputs("conversation.get").length).toBeGreaterThan(readings),
    );
    act(() => {
      stream.send(...TURNS.complete.slice(2));
      stream.end();
    });
    await screen.findByText(/^Answer complete/);
    // Another sign of the answer that has ended leads to nothing that is said.
    act(() => {
      client.invalidateQueries();
    });
    await waitFor(() => expect(transport.streams("conversation.follow")).toHaveLength(1));
    await act(async () => transport.streams("conversation.follow")[0]?.end());
    expect(heard).toEqual(["Answering", expect.stringMatching(/^Answer complete, [1-9]/)]);
  });

  it("an error interrupts", async () => {
    listen();
    const { stream } = await setUp();
    act(() => {
      stream.send(...TURNS.failed);
      stream.end();
    });
    const words = await screen.findByText(/^The answer failed: The endpoint is overloaded/);
    expect(words.getAttribute("aria-live")).toBe("assertive");
    expect(heard.filter((each) => each.startsWith("!"))).toHaveLength(1);
  });
});
