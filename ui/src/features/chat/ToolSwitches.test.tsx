import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { createConversationTransport } from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { ToolSwitches } from "./ToolSwitches";

const tool = (enabled: boolean) => ({
  name: "math_notebook",
  title: "Math notebook",
  summary: "Exact sequences.",
  enabled,
  definition_tokens: 750,
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
    expect(transport.inputs("settings.save")).toEqual([{ tools: { math_notebook: true } }]),
  );
});

it("is seen beside the message while it is on", async () => {
  const transport = createConversationTransport();
  transport.answer("tool.list", [tool(true)]);
  renderWith(transport, <ToolSwitches settings={settings()} />);
  const button = await screen.findByRole("switch", { checked: true });
  expect(button.textContent).toBe("Math notebook +750 tokens");
});
