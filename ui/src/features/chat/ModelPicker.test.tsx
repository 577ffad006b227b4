import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { model, settings } from "../../testing/samples";
import { ModelPicker } from "./ModelPicker";

const open = (known: ReturnType<typeof model>[]) => {
  const transport = createFakeTransport({
    "model.list": (input) =>
      input.known_only ? known : [model("claude-a", { display_name: "Claude A" })],
  });
  const choice = { model: null, effort: null };
  renderWith(transport, <ModelPicker choice={choice} onChoose={vi.fn()} settings={settings()} />);
  return transport;
};

// rows: 3.007
test("the endpoint is asked for its models by a person, not by a window that opens", async () => {
  const transport = open([]);
  await screen.findByRole("button", { name: "Choose a model" });
  expect(transport.inputs("model.list")).toEqual([{ known_only: true }]);
  fireEvent.click(screen.getByRole("button", { name: "Choose a model" }));
  await screen.findByRole("combobox", { name: "Model" });
  expect(transport.inputs("model.list")).toEqual([{ known_only: true }, { refresh: false }]);
});

test("what is known is offered at once", async () => {
  const transport = open([model("claude-b", { display_name: "Claude B" })]);
  await screen.findByRole("option", { name: /Claude B \(default\)/ });
  await waitFor(() => expect(transport.inputs("model.list")).toHaveLength(1));
});
