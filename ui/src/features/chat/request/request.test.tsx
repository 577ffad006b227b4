import type { RequestRecord, SentRequest } from "@atelier/client/types";
import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { createFakePlatform } from "../../../testing/fake-platform";
import { createFakeTransport } from "../../../testing/fake-transport";
import { lastMessage, TURNS } from "../../../testing/fixtures/turns";
import { renderWith } from "../../../testing/render";
import { RequestInspector } from "./RequestInspector";
import { curlOf, readBody } from "./sent-body";

const answer = lastMessage(TURNS.complete);
const BODY = {
  model: "claude-test",
  system: [{ type: "text", text: "Be brief.", cache_control: { type: "ephemeral" } }],
  tools: [{ name: "math_notebook", input_schema: {} }],
  messages: [
    {
      role: "user",
      content: [
        {
          type: "image",
          source: { type: "base64", media_type: "image/png", data: "[not recorded]" },
        },
        { type: "text", text: "It's a begin" },
      ],
    },
    { role: "assistant", content: [{ type: "tool_use", id: "t", name: "x", input: { n: 1 } }] },
    { role: "user", content: "plain <b>words</b>" },
  ],
  max_tokens: 1_000,
};
const sent = (part: Partial<SentRequest> = {}): SentRequest => ({
  url: "https://api.example.com/v1/messages",
  headers: [
    { name: "anthropic-version", value: "2026-10-21", with_key: false },
    { name: "authorization", value: "Bearer ", with_key: true },
  ],
  body: JSON.stringify(BODY),
  body_bytes: 1_300_000,
  cuts: [
    {
      pointer: "/messages/0/content/0/source/data",
      media_type: "image/png",
      length: 1_258_291,
    },
    { pointer: "/messages/0/content/1/text", media_type: null, length: 5_000 },
  ],
  asked_at: 1_700_000_000_000,
  attempts: [
    { at_ms: 40, status: 429, class: "rate_limit", message: "Slow down.", waited_ms: 1_000 },
  ],
  status: 200,
  response_ms: 1_200,
  first_part_ms: 1_300,
  ended_ms: 2_000,
  ...part,
});
const record = (part: Partial<RequestRecord> = {}): RequestRecord => ({
  message: answer,
  sent: sent(),
  unrecorded: null,
  ...part,
});

const setUp = (told: RequestRecord) => {
  const transport = createFakeTransport({ "message.request": told });
  const platform = createFakePlatform();
  const view = renderWith(
    transport,
    <RequestInspector answers={[{ ...answer, id: "first" }, answer]} onClose={() => {}} />,
    platform,
  );
  return { transport, platform, ...view };
};

it("shows where it went, what was said, and what came back", async () => {
  const { transport, user } = setUp(record());
  await screen.findByText("POST https://api.example.com/v1/messages");
  expect(screen.getByText("the key, which is not shown")).toBeTruthy();
  expect(screen.getByText("Slow down.")).toBeTruthy();
  expect(screen.getByText("image, 1.2 MiB")).toBeTruthy();
  expect(screen.getByText("max_tokens")).toBeTruthy();
  const pieces = [...document.querySelectorAll("summary")].map(({ textContent }) => textContent);
  expect(pieces).toEqual([
    "TextBe brief.",
    `math_notebook{ "name": "math_notebook", "input_schema": {} }`,
    "Pictureimage, 1.2 MiB",
    "TextIt's a begin",
    `Request for a tool{ "type": "tool_use", "id": "t", "name": "x", "input": { "n": 1 } }`,
    "Textplain <b>words</b>",
  ]);
  await user.selectOptions(screen.getByRole("combobox", { name: "Which request" }), "first");
  await waitFor(() => expect(transport.inputs("message.request").at(-1)?.message_id).toBe("first"));
});

it("copies what was sent whole, with the key from the environment", async () => {
  const { transport, platform, user } = setUp(record());
  await user.click(await screen.findByRole("button", { name: "Copy for curl" }));
  await waitFor(() => expect(platform.copied.at(-1)).toBe(curlOf(sent())));
  expect(transport.inputs("message.request").at(-1)?.whole).toBe(true);
  await user.click(screen.getByRole("button", { name: "Copy as JSON" }));
  await waitFor(() => expect(platform.copied.at(-1)).toBe(sent().body));
});

it("says where nothing is recorded, and makes nothing up", async () => {
  setUp(record({ sent: null, unrecorded: "not_in_memory" }));
  await screen.findByText(/^This request is not in memory/);
  expect(screen.queryByRole("button", { name: "Copy as JSON" })).toBeNull();
  expect(screen.getByText(answer.model ?? "")).toBeTruthy();
});

it("writes a line for a shell in which nothing is run", () => {
  const hostile = sent({ body: `{"a":"$(rm -rf /) 'x' \`y\`"}`, url: "https://a/'b" });
  expect(curlOf(hostile)).toBe(
    `curl -N 'https://a/'\\''b' \\\n` +
      `  -H 'anthropic-version: 2026-10-21' \\\n` +
      `  -H "authorization: Bearer $ANTHROPIC_API_KEY" \\\n` +
      `  --data-binary @- <<'ATELIER_REQUEST'\n` +
      `{"a":"$(rm -rf /) 'x' \`y\`"}\nATELIER_REQUEST\n`,
  );
});

it("reads a body that is not as expected as far as it goes", () => {
  expect(readBody(sent({ body: "{" })).messages).toEqual([]);
  const odd = readBody(sent({ body: '{"messages":[3,{"role":4,"content":null}],"x":[1]}' }));
  expect(odd.parameters).toEqual([["x", "[1]"]]);
  expect(odd.messages.map(({ role }) => role)).toEqual(["", ""]);
});
