import { OperationError } from "@atelier/client/errors";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { renderWith } from "../testing/render";
import { settings } from "../testing/samples";
import { QuickEntry } from "./QuickEntry";

const open = (part: Parameters<typeof settings>[0] = {}) => {
  const transport = createFakeTransport({
    "conversation.create": () => ({ id: "c1" }) as never,
    "queue.add": () => ({ id: "q1" }) as never,
    "desktop.show": null,
    "desktop.leave": null,
  });
  renderWith(transport, <QuickEntry settings={settings(part)} />);
  return transport;
};

const field = () => screen.getByRole("textbox", { name: "Message to Claude" });

test("Enter begins a conversation with the text, and the window goes", async () => {
  const transport = open();
  await userEvent.type(field(), "What is{Shift>}{Enter}{/Shift}a quine?{Enter}");
  await waitFor(() => expect(transport.inputs("desktop.leave")).toHaveLength(1));
  expect(transport.inputs("queue.add")).toEqual([
    { conversation_id: "c1", text: "What is\na quine?" },
  ]);
  expect(transport.inputs("desktop.show")).toEqual([]);
});

test("Ctrl+Enter shows it in the main window, too", async () => {
  const transport = open();
  await userEvent.type(field(), "Hello{Control>}{Enter}{/Control}");
  await waitFor(() => expect(transport.inputs("desktop.leave")).toHaveLength(1));
  expect(transport.inputs("desktop.show")).toEqual([{ window: "main", conversation_id: "c1" }]);
});

test("what could not be sent stays, and goes to the same conversation the next time", async () => {
  const transport = open();
  transport.answer("queue.add", () => {
    throw new OperationError("unavailable", "the store is busy");
  });
  await userEvent.type(field(), "Hello{Enter}");
  await screen.findByText(/the store is busy/);
  expect(field()).toHaveProperty("value", "Hello");
  transport.answer("queue.add", () => ({ id: "q1" }) as never);
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(transport.inputs("desktop.leave")).toHaveLength(1));
  expect(transport.inputs("conversation.create")).toHaveLength(1);
});

test("Esc closes at once where nothing is written, and asks once where something is", async () => {
  const transport = open();
  await userEvent.type(field(), "Hello{Escape}");
  await screen.findByText(/Press Esc once more/);
  expect(transport.inputs("desktop.leave")).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(transport.inputs("desktop.leave")).toHaveLength(1));
});

test("nothing can be sent that is blank or too long, or before the first steps are done", async () => {
  const transport = open({ message_limit: 5 });
  await userEvent.type(field(), "  {Enter}");
  await userEvent.type(field(), "abcdef{Enter}");
  await screen.findByText(/longer than a message may be/);
  expect(transport.inputs("conversation.create")).toEqual([]);
});

test("before the first steps are done it leads to them", async () => {
  const transport = open({ onboarded: false });
  await userEvent.type(field(), "Hello{Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Open Atelier" }));
  await waitFor(() => expect(transport.inputs("desktop.leave")).toHaveLength(1));
  expect(transport.inputs("desktop.show")).toEqual([{ window: "main" }]);
  expect(transport.inputs("conversation.create")).toEqual([]);
});
