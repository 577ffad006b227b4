import type { ContentBlock, Message } from "@atelier/client/types";
import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { createConversationTransport } from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { AnswerBlocks } from "./AnswerBlocks";

const message = (blocks: readonly object[], part: Partial<Message> = {}): Message =>
  ({
    id: "m",
    role: "assistant",
    state: "complete",
    stop_reason: "end_turn",
    blocks: blocks as unknown as ContentBlock[],
    ...part,
  }) as unknown as Message;

const show = (blocks: readonly object[], part: Partial<Message> = {}) =>
  renderWith(
    createConversationTransport(),
    <AnswerBlocks
      inputs={null}
      message={message(blocks, part)}
      results={null}
      withoutSteps={false}
    />,
  );

const SEARCH = {
  type: "server_tool_use",
  id: "s",
  name: "web_search",
  input: { query: "light\u202ehouses" },
};
const found = (...content: object[]) => ({
  type: "web_search_tool_result",
  tool_use_id: "s",
  content,
});

it("shows a search as a line, and what it found when it is opened", async () => {
  const { user, container } = show([
    SEARCH,
    found(
      {
        title: "<img src=x onerror=alert(1)> **bold** \u202egnp.exe",
        url: "javascript:alert(1)",
        page_age: "<b>today</b>",
        encrypted_content: "c2VjcmV0",
      },
      { title: "Roter Sand", url: "https://lights.example.com/a", encrypted_content: "c2VjcmV0" },
    ),
  ]);
  const line = screen.getByRole("button", { name: /^Searched for “light.*houses”/ });
  expect(line.getAttribute("aria-expanded")).toBe("false");
  expect(line.textContent).toBe("Searched for “lightU+202Ehouses”2 results");
  expect(screen.queryByRole("link")).toBeNull();
  await user.click(line);
  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.title)).toEqual(["https://lights.example.com/a"]);
  expect(container.querySelector("img, b, strong, script, iframe")).toBeNull();
  expect(container.textContent).toContain("<img src=x onerror=alert(1)> **bold**");
  expect(container.textContent).not.toContain("\u202e");
  expect(container.innerHTML).not.toContain("c2VjcmV0");
  await user.click(line);
  expect(screen.queryByRole("link")).toBeNull();
});

it("says why nothing was found without being opened", () => {
  show([
    SEARCH,
    {
      type: "web_search_tool_result",
      tool_use_id: "s",
      content: { type: "web_search_tool_result_error", error_code: "too_many_requests" },
    },
  ]);
  expect(screen.getByText(/asked too often/)).toBeDefined();
  expect(screen.getByRole("button").hasAttribute("disabled")).toBe(true);
});

it("says while it searches what it searches for", () => {
  const running = { ...SEARCH, input: { query: "lighthouses" } };
  show([running], { state: "streaming" });
  expect(screen.getByRole("region", { name: "Searching for “lighthouses”" })).toBeDefined();
  show([{ ...running, id: "t", input: {} }], { state: "streaming" });
  expect(screen.getByRole("region", { name: "Searching the web" })).toBeDefined();
});

it("says how long a search took that it saw run, and still does when it is shown again", () => {
  const call = { ...SEARCH, id: "timed" };
  const blocks = [call, { ...found(), tool_use_id: "timed" }];
  const now = vi.spyOn(performance, "now").mockReturnValue(1_000);
  show([call], { state: "streaming" }).unmount();
  now.mockReturnValue(2_500);
  const said = () => screen.getByRole("button").textContent;
  const shown = show(blocks);
  expect(said()).toContain("1.5 s");
  shown.unmount();
  now.mockReturnValue(9_000);
  show(blocks);
  expect(said()).toContain("1.5 s");
});

it("cites what was found as it cites documents, with the site", () => {
  show([
    {
      type: "text",
      text: "It stands.",
      citations: [
        {
          type: "web_search_result_location",
          url: "https://lights.example.com/a",
          title: "Roter Sand",
          cited_text: "stands",
          encrypted_index: "c2VjcmV0",
        },
      ],
    },
  ]);
  const card = screen.getByRole("list", { name: "Sources" });
  expect(card.textContent).toContain("Roter Sand");
  expect(card.textContent).toContain("lights.example.com");
  expect(screen.getByText("It stands. [1]")).toBeDefined();
});

it("keeps what is encrypted out of blocks that are shown as they are", async () => {
  const block = { type: "moon_tool_result", tool_use_id: "x", content: [{ encrypted_a: "c2Vj" }] };
  const { user, container } = show([block]);
  await user.click(screen.getByRole("button"));
  expect(container.textContent).toContain("moon_tool_result");
  expect(container.textContent).not.toContain("c2Vj");
});
