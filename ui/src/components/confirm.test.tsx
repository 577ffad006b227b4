import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { Confirm } from "./Confirm";
import { FormEnd } from "./FormEnd";
import { LevelBar } from "./LevelBar";
import { TextField } from "./TextField";

test("a dangerous question begins at its safe answer, and Esc is that answer", async () => {
  const user = userEvent.setup();
  const act = vi.fn();
  const close = vi.fn();
  render(
    <Confirm act="Delete" danger keep="Keep it" onAct={act} onClose={close} open title="Delete?">
      <p>It is gone then.</p>
    </Confirm>,
  );
  const keep = screen.getByRole("button", { name: "Keep it" });
  expect(keep.hasAttribute("autofocus")).toBe(true);
  await user.click(keep);
  expect(close).toHaveBeenCalledOnce();
  screen.getByRole("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
  expect(close).toHaveBeenCalledTimes(2);
  expect(act).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Delete" }));
  expect(act).toHaveBeenCalledOnce();
});

test("a question begins at its safe answer, and at a field in it that is marked as first", () => {
  const first = () => document.querySelector("[autofocus]");
  const question = (field: boolean) => (
    <Confirm act="Go" onAct={vi.fn()} onClose={vi.fn()} open title="Go?">
      {field && <TextField autoFocus label="Where to" onChange={vi.fn()} text="" />}
    </Confirm>
  );
  const { rerender } = render(question(false));
  expect(first()).toBe(screen.getByRole("button", { name: "Cancel" }));
  rerender(question(true));
  expect(first()).toBe(screen.getByRole("textbox", { name: "Where to" }));
});

test("a question with a form is answered by the form", async () => {
  const user = userEvent.setup();
  const send = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  const question = (disabled: boolean) => (
    <Confirm act="Go" disabled={disabled} form="f" onClose={vi.fn()} open title="Go?">
      <form id="f" onSubmit={send} />
    </Confirm>
  );
  const { rerender } = render(question(true));
  await user.click(screen.getByRole("button", { name: "Go" }));
  expect(send).not.toHaveBeenCalled();
  rerender(question(false));
  await user.click(screen.getByRole("button", { name: "Go" }));
  expect(send).toHaveBeenCalledOnce();
});

test("a field hands its text over, and its error is tied to it", async () => {
  const user = userEvent.setup();
  const Named = () => {
    const [text, setText] = useState("");
    return (
      <TextField
        error={text === "ab" ? "Not this one." : null}
        label="Name"
        onChange={setText}
        text={text}
      />
    );
  };
  render(<Named />);
  const field = screen.getByRole("textbox", { name: "Name" });
  await user.type(field, "ab");
  expect(field).toHaveProperty("value", "ab");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const described = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  expect(described?.textContent).toBe("Not this one.");
});

test("the end of a form waits while what was sent runs", () => {
  render(<FormEnd act="Save" onCancel={vi.fn()} pending />);
  expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveProperty("disabled", false);
});

test.each([
  [0.25, "25%"],
  [3, "100%"],
])("a bar for %s is %s wide, and never wider than its limit", (part, width) => {
  const { container } = render(<LevelBar level="near" part={part} />);
  const filled = container.querySelector<HTMLElement>("[aria-hidden] > div");
  expect(filled?.style.width).toBe(width);
});
