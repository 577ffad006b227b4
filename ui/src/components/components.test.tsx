import { OperationError } from "@atelier/client/errors";
import { act, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Pencil } from "lucide-react";
import { afterEach, expect, test, vi } from "vitest";

import { createFakePlatform } from "../testing/fake-platform";
import { createFakeTransport } from "../testing/fake-transport";
import { renderWith } from "../testing/render";
import { Button } from "./Button";
import { ChoiceCards } from "./ChoiceCards";
import { Dialog } from "./Dialog";
import { ErrorNote } from "./ErrorNote";
import { Field } from "./Field";
import { IconButton } from "./IconButton";
import { Menu } from "./Menu";
import { Money } from "./Money";
import { PasswordInput } from "./PasswordInput";
import { RelativeTime } from "./RelativeTime";
import { Select } from "./Select";
import { Switch } from "./Switch";
import { TextArea } from "./TextArea";
import { TextInput } from "./TextInput";
import { Toasts } from "./Toasts";
import { announce, dismissToast, showToast, useToasts } from "./toasts";

afterEach(() => {
  vi.useRealTimers();
  for (const { id } of useToasts.getState().toasts) dismissToast(id);
});

test("a pending button says that it is busy, and cannot be pressed again", async () => {
  const press = vi.fn();
  render(
    <Button onClick={press} pending>
      Save
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Save" });
  await userEvent.click(button);
  expect(button.getAttribute("aria-busy")).toBe("true");
  expect(press).not.toHaveBeenCalled();
});

test("a button that is only an icon has a name, and a tooltip with its keys", () => {
  render(<IconButton icon={Pencil} label="Rename" shortcut="F2" />);
  expect(screen.getByRole("button", { name: "Rename" }).title).toBe("Rename (F2)");
});

test("a field ties its words to its control, and speaks up when it is wrong", () => {
  const field = (error: string | null) => (
    <Field description="In characters." error={error} label="Length">
      {(control) => <TextInput {...control} defaultValue="7" />}
    </Field>
  );
  const { rerender } = render(field(null));
  const input = screen.getByLabelText("Length");
  expect(input.getAttribute("aria-invalid")).toBeNull();
  expect(screen.getByText("In characters.").id).toBe(input.getAttribute("aria-describedby"));
  rerender(field("Too short."));
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(input.getAttribute("aria-describedby")).toContain(screen.getByRole("alert").id);
});

test("a secret is masked until it is asked for, and of no interest to browsers", async () => {
  render(<PasswordInput aria-label="Key" defaultValue="sk-ant-test-1" />);
  const input = screen.getByLabelText<HTMLInputElement>("Key");
  expect(input.type).toBe("password");
  expect(input.autocomplete).toBe("off");
  await userEvent.click(screen.getByRole("button", { name: "Show" }));
  expect(input.type).toBe("text");
  await userEvent.click(screen.getByRole("button", { name: "Hide" }));
  expect(input.type).toBe("password");
});

test("a text area is as tall as its text, up to a limit", () => {
  const heights = vi.spyOn(HTMLTextAreaElement.prototype, "scrollHeight", "get");
  heights.mockReturnValue(90);
  const area = (value: string) => (
    <TextArea aria-label="Text" maxHeight={200} onChange={() => {}} value={value} />
  );
  const { rerender } = render(area("a"));
  const field = screen.getByLabelText<HTMLTextAreaElement>("Text");
  expect(field.style.height).toBe("90px");
  heights.mockReturnValue(900);
  rerender(area("a\nb"));
  expect(field.style.height).toBe("200px");
  expect(field.style.overflowY).toBe("auto");
});

test("a select passes on what was chosen", async () => {
  const chosen = vi.fn();
  const options = [
    { value: "a", label: "First" },
    { value: "b", label: "Second" },
  ];
  render(<Select aria-label="Which" onChange={chosen} options={options} value="a" />);
  await userEvent.selectOptions(screen.getByLabelText("Which"), "Second");
  expect(chosen).toHaveBeenCalledWith("b");
});

test("a switch is one, and the keyboard turns it", async () => {
  const turned = vi.fn();
  render(<Switch aria-label="Local API" checked={false} onChange={turned} />);
  const control = screen.getByRole("switch", { name: "Local API" });
  expect(control.getAttribute("aria-checked")).toBe("false");
  control.focus();
  await userEvent.keyboard(" ");
  expect(turned).toHaveBeenCalledWith(true);
});

test("a choice of cards is a group of radio buttons", async () => {
  const chosen = vi.fn();
  const choices = [
    { value: "light", label: "Light" },
    { value: "dark", label: "Dark" },
  ] as const;
  render(<ChoiceCards choices={choices} label="Appearance" onChange={chosen} value="light" />);
  const group = screen.getByRole("group", { name: "Appearance" });
  expect(within(group).getByLabelText<HTMLInputElement>("Light").checked).toBe(true);
  await userEvent.click(within(group).getByLabelText("Dark"));
  expect(chosen).toHaveBeenCalledWith("dark");
});

test("a dialog is modal and named, and Esc closes it", () => {
  const closed = vi.fn();
  render(
    <Dialog onClose={closed} open title="Delete?">
      <p>Really</p>
    </Dialog>,
  );
  const dialog = screen.getByRole("dialog", { name: "Delete?" });
  expect(dialog.hasAttribute("open")).toBe(true);
  act(() => void dialog.dispatchEvent(new Event("cancel", { cancelable: true })));
  expect(closed).toHaveBeenCalledOnce();
});

const menu = () => {
  const run = vi.fn();
  render(
    <Menu
      items={[
        { label: "Rename", onSelect: () => run("rename") },
        { label: "Export", onSelect: () => run("export"), unavailable: "Nothing to export" },
        { label: "Delete", onSelect: () => run("delete"), tone: "danger" },
      ]}
      trigger={(trigger) => <button {...trigger}>More</button>}
    />,
  );
  return { run, button: screen.getByRole("button", { name: "More" }), user: userEvent.setup() };
};

test("a menu is walked with the arrow keys, and gives focus back", async () => {
  const { run, button, user } = menu();
  await user.click(button);
  expect(button.getAttribute("aria-expanded")).toBe("true");
  const focused = () => document.activeElement?.textContent;
  expect(focused()).toBe("Rename");
  await user.keyboard("{ArrowUp}");
  expect(focused()).toBe("Delete");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(focused()).toBe("Export");
  await user.keyboard("{Enter}");
  expect(run).not.toHaveBeenCalled();
  await user.keyboard("d{Enter}");
  expect(run).toHaveBeenCalledWith("delete");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(button);
});

test("a menu closes with Esc and with a press outside of it", async () => {
  const { button, user } = menu();
  await user.click(button);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(button);
  await user.click(button);
  expect(screen.getByRole("menu")).toBeDefined();
  await user.click(document.body);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("an error says what happened and what to do, and can be tried again and copied", async () => {
  const platform = createFakePlatform();
  const retry = vi.fn();
  const error = new OperationError("unavailable", "The disk is full.", "Free some space.");
  const { user } = renderWith(
    createFakeTransport(),
    <ErrorNote error={error} onRetry={retry} title="Not saved" />,
    platform,
  );
  const note = screen.getByRole("alert");
  expect(note.textContent).toContain("Not savedThe disk is full.Free some space.");
  await user.click(within(note).getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
  await user.click(within(note).getByRole("button", { name: "Copy details" }));
  expect(platform.copied).toEqual(["unavailable: The disk is full.\nFree some space."]);
});

test("an unknown price is unknown, and a sum with one is a lower bound", () => {
  const { container, rerender } = render(<Money nanoUsd={null} />);
  expect(container.textContent).toBe("unknown");
  rerender(<Money nanoUsd={20_000_000} partial />);
  expect(container.textContent).toBe("at least $0.02");
});

test("a time is relative, has the exact one on hover, and moves on by itself", () => {
  vi.useFakeTimers({ now: new Date(2026, 5, 17, 12) });
  const { container } = render(<RelativeTime at={Date.now()} />);
  expect(container.textContent).toBe("just now");
  expect(container.querySelector("time")?.title).toMatch(/2026/);
  act(() => void vi.advanceTimersByTime(3 * 60_000));
  expect(container.textContent).toBe("3 min. ago");
});

test("a toast is said politely, can be answered, and goes by itself unless it is held", () => {
  vi.useFakeTimers();
  const undo = vi.fn();
  render(<Toasts />);
  act(() => showToast({ text: "Moved to the trash", action: { label: "Undo", run: undo } }));
  const region = screen.getByRole("status");
  expect(region.getAttribute("aria-live")).toBe("polite");
  const button = within(region).getByRole("button", { name: "Undo" });
  act(() => button.focus());
  act(() => void vi.advanceTimersByTime(60_000));
  expect(region.textContent).toContain("Moved to the trash");
  act(() => button.click());
  expect(undo).toHaveBeenCalledOnce();
  expect(region.textContent).toBe("");
  act(() => showToast({ text: "Copied" }));
  act(() => void vi.advanceTimersByTime(5_000));
  expect(region.textContent).toBe("");
});

test("no more than three toasts are shown, the newest ones", () => {
  render(<Toasts />);
  act(() => {
    for (const text of ["one", "two", "three", "four"]) showToast({ text });
  });
  expect(screen.queryByText("one")).toBeNull();
  expect(screen.getByText("four")).toBeDefined();
});

test("the same announcement twice is heard twice", () => {
  const Heard = () => <p>{useToasts(({ announcement }) => announcement)}</p>;
  const { container } = render(<Heard />);
  act(() => announce("Done"));
  const first = container.textContent;
  act(() => announce("Done"));
  expect(container.textContent?.trim()).toBe("Done");
  expect(container.textContent).not.toBe(first);
});
