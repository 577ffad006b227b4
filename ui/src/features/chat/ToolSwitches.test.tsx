import type { Tool } from "@atelier/client/types";
import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { createConversationTransport } from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { ToolSwitches } from "./ToolSwitches";

const tool = (enabled: boolean, part: Partial<Tool> = {}): Tool => ({
  name: "math_notebook",
  title: "Math notebook",
  summary: "Exact sequences.",
  enabled,
  definition_tokens: 750,
  runs_on: "this_computer",
  use_nano_usd: 0,
  ...part,
});

it("says what a tool costs, and switches it on", async () => {
  const transport = createConversationTransport();
  transport.answer("tool.list", [tool(false)]);
  const { user } = renderWith(transport, <ToolSwitches settings={settings()} />);
  const name = "Math notebook, about 750 tokens with every request";
  const button = await screen.findByRole("switch", { name });
  expect(button.getAttribute("aria-checked")).toBe("false");
  expect(screen.queryByText(/750/)).toBeNull();
  await user.click(button);
  await waitFor(() =>
    expect(transport.inputs("settings.save")).toEqual([
      { tools: { math_notebook: true, web_search: false, web_fetch: false } },
    ]),
  );
});

it("is seen beside the message while it is on", async () => {
  const transport = createConversationTransport();
  transport.answer("tool.list", [tool(true)]);
  renderWith(transport, <ToolSwitches settings={settings()} />);
  const button = await screen.findByRole("switch", { checked: true });
  expect(button.textContent).toBe("Math notebook +750 tokens");
});

it("says what a search costs, and that an unknown price is unknown", async () => {
  const transport = createConversationTransport();
  const search = { name: "web_search", title: "Web search", runs_on: "endpoint" } as const;
  transport.answer("tool.list", [
    tool(true, { ...search, use_nano_usd: 10_000_000 }),
    tool(true, { ...search, name: "other_search", title: "Other", use_nano_usd: null }),
    tool(false, { ...search, name: "web_fetch", title: "Web pages", use_nano_usd: 0 }),
  ]);
  renderWith(transport, <ToolSwitches settings={settings()} />);
  const known = "Web search, $10.00 per 1,000 uses, and the tokens of what is found";
  expect((await screen.findByRole("switch", { name: known })).textContent).toBe(
    "Web search $0.01 each",
  );
  const unknown = screen.getByRole("switch", { name: "Other, an amount that is unknown" });
  expect(unknown.textContent).toBe("Other price unknown");
  screen.getByRole("switch", { name: "Web pages, no more than the tokens that are read" });
});
