import { OperationError } from "@atelier/client/errors";
import type { Template, TemplateVariable } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";

import { useComposerLink } from "../../lib/compose";
import { createFakePlatform } from "../../testing/fake-platform";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { openTemplate } from "./open-template";
import { findTemplates, slashQuery } from "./slash";
import { Templates } from "./Templates";
import { dayOf, firstValues, missingIn } from "./values";

const template = (name: string, part: Partial<Template> = {}): Template => ({
  id: name,
  name,
  description: "",
  tags: [],
  body: name,
  version: 1,
  uses: 0,
  last_used_at: null,
  created_at: 1_790_000_000_000,
  updated_at: 1_790_000_000_000,
  ...part,
});

const LETTER = template("Letter", { tags: ["mail"], version: 2, uses: 3 });
const REVIEW = template("Code review", { description: "Finds faults" });
const VARIABLES: TemplateVariable[] = [
  { name: "to", kind: { type: "text" }, default: null },
  { name: "tone", kind: { type: "choice", options: ["warm", "cool"] }, default: null },
  { name: "polite", kind: { type: "boolean" }, default: "true" },
];

const Composer = () => {
  const [text, setText] = useState("");
  useComposerLink(text, setText);
  return (
    <textarea
      aria-label="Message"
      data-region-focus=""
      onChange={(event) => setText(event.target.value)}
      value={text}
    />
  );
};

const start = () => {
  const transport = createFakeTransport({
    "template.list": [LETTER, REVIEW],
    "template.get": ({ id }) =>
      id === "Letter"
        ? { template: LETTER, variables: VARIABLES }
        : { template: REVIEW, variables: [] },
    "template.render": ({ id }) => ({ text: `filled ${id}` }),
    "template.check": { variables: [], faults: [] },
    "template.versions": [
      { version: 2, body: "b", created_at: 2 },
      { version: 1, body: "a", created_at: 1 },
    ],
    "template.diff": {
      lines: 1,
      hunks: [{ before: 1, after: 1, lines: [{ kind: "removed", text: "a" }] }],
    },
    "template.restore": template("Letter", { version: 3 }),
    "template.import": { added: 1, updated: 0, unchanged: 0, refused: ["`x` was not taken in."] },
    "template.export": { format: "atelier-templates", version: 1, templates: [] },
  });
  const platform = createFakePlatform();
  const rendered = renderWith(
    transport,
    <>
      <Composer />
      <Templates />
    </>,
    platform,
  );
  const field = screen.getByRole("textbox", { name: "Message" }) as HTMLTextAreaElement;
  return { transport, platform, field, ...rendered };
};

afterEach(() => act(() => openTemplate(null)));

test.each<[string, string | null]>([
  ["/", ""],
  ["/rev", "rev"],
  ["/code re", "code re"],
  ["a /rev", null],
  ["//", null],
  ["/usr/bin", null],
  ["/one\ntwo", null],
  ["", null],
])("%j looks for %j", (text, query) => expect(slashQuery(text)).toBe(query));

test("a name counts more than what is said of it, and of equals what is used more", () => {
  const all = [LETTER, REVIEW, template("Revision", { tags: ["code"] })];
  const names = (query: string) => findTemplates(all, query).map(({ name }) => name);
  expect(names("rev")).toEqual(["Revision", "Code review"]);
  expect(names("code")).toEqual(["Code review", "Revision"]);
  expect(names("MAIL")).toEqual(["Letter"]);
  expect(names("")).toEqual(["Letter", "Code review", "Revision"]);
  expect(names("nothing")).toEqual([]);
});

test("values begin with their defaults, and what is needed is named", () => {
  const date: TemplateVariable = { name: "day", kind: { type: "date" }, default: "today" };
  const values = firstValues([...VARIABLES, date], "2026-11-21");
  expect(values).toEqual({ to: "", tone: "", polite: "true", day: "2026-11-21" });
  expect(missingIn([...VARIABLES, date], values)).toEqual(["tone"]);
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

// rows: 3.160
test("a slash finds a template, Enter takes it, and it stands in the composer", async () => {
  const { user, field } = start();
  await user.type(field, "/co");
  const option = await screen.findByRole("option", { name: /Code review/ });
  expect(field.getAttribute("aria-activedescendant")).toBe(option.id);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(field.value).toBe("filled Code review"));
  expect(document.activeElement).toBe(field);
});

// rows: 3.161
test("what a template asks for is asked for in a small form", async () => {
  const { user, field, transport } = start();
  await user.type(field, "/");
  await screen.findByRole("option", { name: /Letter/ });
  await user.keyboard("{ArrowDown}{ArrowUp}{Tab}");
  const dialog = await screen.findByRole("dialog", { name: "Letter" });
  await user.click(within(dialog).getByRole("button", { name: "Insert" }));
  await within(dialog).findByText("This is needed.");
  await user.type(within(dialog).getByLabelText("To"), "Ada");
  await user.selectOptions(within(dialog).getByLabelText("Tone"), "warm");
  await user.click(within(dialog).getByRole("switch", { name: "Polite" }));
  await user.click(within(dialog).getByRole("button", { name: "Insert" }));
  await waitFor(() => expect(field.value).toBe("filled Letter"));
  expect(transport.inputs("template.render")).toEqual([
    {
      id: "Letter",
      values: { to: "Ada", tone: "warm", polite: "false" },
      today: dayOf(new Date()),
    },
  ]);
});

test("Escape leaves the slash as text, and composing picks nothing", async () => {
  const { user, field } = start();
  await user.type(field, "/");
  await screen.findByRole("option", { name: /Letter/ });
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  expect(screen.queryByRole("dialog")).toBeNull();
  fireEvent.keyDown(field, { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
  expect(field.value).toBe("/");
});

// rows: 3.160
test("the library writes templates, and says where a text is wrong", async () => {
  const { user, transport } = start();
  act(() => openTemplate({ kind: "library" }));
  await user.click(await screen.findByRole("button", { name: "New template" }));
  transport.answer("template.check", {
    variables: [],
    faults: [{ line: 1, column: 3, message: "a variable needs a name" }],
  });
  await user.type(screen.getByLabelText("Name"), "Mine");
  await user.type(screen.getByLabelText("Text"), "x");
  await screen.findByText("Line 1, character 3: a variable needs a name.");
  expect(screen.getByRole("button", { name: "Save" }).hasAttribute("disabled")).toBe(true);
  transport.answer("template.check", { variables: VARIABLES, faults: [] });
  await user.type(screen.getByLabelText("Text"), "y");
  await screen.findByText(/Asks for to \(text\)/);
  transport.answer("template.save", () => {
    throw new OperationError("invalid_input", "There is a template called that already.");
  });
  await user.type(screen.getByLabelText("Tags (optional)"), "a, b ,");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("There is a template called that already.");
  transport.answer("template.save", template("Mine"));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("button", { name: "New template" });
  expect(transport.inputs("template.save").at(-1)).toEqual({
    name: "Mine",
    description: "",
    tags: ["a", "b"],
    body: "xy",
  });
});

// rows: 3.162
test("versions are compared and taken up again", async () => {
  const { user, transport } = start();
  act(() => openTemplate({ kind: "library" }));
  await user.click(await screen.findByRole("button", { name: "2 versions: Letter" }));
  await screen.findByRole("region", { name: "From version 1 to version 2" });
  await user.click(screen.getByRole("button", { name: "Take up version 1 again" }));
  await waitFor(() =>
    expect(transport.inputs("template.restore")).toEqual([{ id: "Letter", version: 1 }]),
  );
});

test("a library is taken in and copied, and deleting asks once more", async () => {
  const { user, transport, platform, container } = start();
  act(() => openTemplate({ kind: "library" }));
  await screen.findByRole("button", { name: "Import …" });
  const input = container.ownerDocument.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("there is no field for a file");
  await user.upload(input, new File(["{}"], "t.json", { type: "application/json" }));
  await screen.findByText(/1 template added/);
  expect(transport.inputs("template.import")).toEqual([{ text: "{}" }]);
  await user.click(screen.getByRole("button", { name: "Copy all as JSON" }));
  await waitFor(() => expect(platform.copied[0]).toContain("atelier-templates"));
  await user.click(screen.getByRole("button", { name: "Edit: Letter" }));
  await user.click(screen.getByRole("button", { name: "Delete" }));
  expect(transport.inputs("template.delete")).toEqual([]);
  transport.answer("template.delete", { was_there: true });
  await user.click(screen.getByRole("button", { name: "Delete it with all its versions" }));
  await waitFor(() => expect(transport.inputs("template.delete")).toEqual([{ id: "Letter" }]));
});
