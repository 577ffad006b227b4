import { OperationError } from "@atelier/client/errors";
import type { EditPreview, FileEdit } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { Markdown } from "../../components/markdown/Markdown";
import { Toasts } from "../../components/Toasts";
import { useToasts } from "../../components/toasts";
import { createFakeTransport, type FakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { ApplyGate } from "./ApplyGate";

const FOLDER = { id: "f1", path: "/projects/mine", opened_at: 1 };
const ANSWER = "Change `src/greet.rs`:\n\n```rust\nfn greet() {}\n```\n";

const preview = (more: Partial<EditPreview> = {}): EditPreview => ({
  path: "src/greet.rs",
  hash: "a".repeat(64),
  lines: 40,
  language: "rust",
  result: {
    kind: "edit",
    hash_after: "b".repeat(64),
    strategy: "replace_symbol",
    confidence: 0.97,
    syntax: "valid",
    touched: ["fn greet"],
    added: 1,
    removed: 1,
    hunks: [
      {
        before: 10,
        after: 10,
        lines: [
          { kind: "same", text: "// greets" },
          { kind: "removed", text: "fn greet() { old }" },
          { kind: "added", text: "fn greet() {}", note: "no line end" },
        ],
      },
    ],
    is_cut: false,
  },
  ...more,
});

const made: FileEdit = {
  id: "e1",
  folder: FOLDER.path,
  path: "src/greet.rs",
  made_at: 1,
  origin: "page",
  made_by: "booster.apply",
  undoes: null,
  hash_before: "a".repeat(64),
  hash_after: "b".repeat(64),
  state: "made",
  text_kept: true,
};

const transport = (): FakeTransport =>
  createFakeTransport({
    "folder.list": [FOLDER],
    "folder.suggest": [],
    "file.find": { paths: ["src/greet.rs", "src/main.rs"], looked_at: 2, complete: true },
    "booster.preview": preview(),
    "booster.apply": made,
    "file.undo": { ...made, id: "e2", undoes: "e1" },
  });

const open = async (far: FakeTransport, answer = ANSWER) => {
  const page = renderWith(
    far,
    <ApplyGate>
      <Markdown progress="finished" text={answer} />
      <Toasts />
    </ApplyGate>,
  );
  await page.user.click(screen.getByRole("button", { name: "Apply to a file" }));
  return {
    ...page,
    dialog: within(await screen.findByRole("dialog", { name: "Apply to a file" })),
  };
};

describe("applying a block of code", () => {
  // What comes on demand is read before anybody waits for it.
  beforeAll(() => import("./ApplyDialog"));
  beforeEach(() => useToasts.setState({ toasts: [] }));

  it("chooses the file that the answer names, shows the difference, applies what was seen, and undoes", async () => {
    const far = transport();
    const { dialog, user } = await open(far);
    const change = await dialog.findByRole("region", { name: "Changes to src/greet.rs" });
    expect(
      within(change)
        .getAllByRole("row")
        .map(({ textContent }) => textContent),
    ).toEqual([
      "Line beforeLine afterChangeText",
      "9 unchanged linesShow more",
      "1010\u00a0// greets",
      "11\u2212removedfn greet() { old }",
      "11+addedfn greet() {}(no line end)",
      "29 unchanged linesShow more",
    ]);
    expect(dialog.getByText(/Sure of it \(97%\)/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Apply" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(far.inputs("booster.apply")).toEqual([
      {
        folder_id: "f1",
        path: "src/greet.rs",
        snippet: "fn greet() {}",
        language: "rust",
        expected_hash: "a".repeat(64),
        expected_hash_after: "b".repeat(64),
      },
    ]);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(far.inputs("file.undo")).toEqual([{ edit_id: "e1" }]);
    expect(await screen.findByText("src/greet.rs is as it was before")).toBeTruthy();
  });

  it("asks for more of what stays round a change", async () => {
    const far = transport();
    const { dialog, user } = await open(far);
    await user.click((await dialog.findAllByRole("button", { name: "Show more" }))[0] as Element);
    await waitFor(() =>
      expect(far.inputs("booster.preview").map(({ context }) => context)).toEqual([3, 25]),
    );
  });

  it("shows the new difference where the file was changed meanwhile", async () => {
    const far = transport();
    const { dialog, user } = await open(far);
    await dialog.findByRole("region", { name: "Changes to src/greet.rs" });
    far.answer("booster.apply", () => {
      throw new OperationError("conflict", "`src/greet.rs` was changed meanwhile");
    });
    far.answer("booster.preview", preview({ hash: "c".repeat(64) }));
    await user.click(dialog.getByRole("button", { name: "Apply" }));
    expect(await dialog.findByText(/was changed meanwhile, and nothing was written/)).toBeTruthy();
    far.answer("booster.apply", made);
    await waitFor(() =>
      expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Apply" }).disabled).toBe(false),
    );
    await user.click(dialog.getByRole("button", { name: "Apply" }));
    await waitFor(() =>
      expect(far.inputs("booster.apply").at(-1)?.expected_hash).toBe("c".repeat(64)),
    );
  });

  it("says why an edit is refused and what it could have meant, and applies nothing", async () => {
    const far = transport();
    far.answer(
      "booster.preview",
      preview({
        result: {
          kind: "refused",
          reason: "ambiguous",
          message: "`run` could mean several places",
          candidates: [
            { what: "A.run", line: 2 },
            { what: "B.run", line: 6 },
          ],
        },
      }),
    );
    const { dialog } = await open(far);
    const refusal = await dialog.findByRole("alert");
    expect(refusal.textContent).toContain("`run` could mean several places");
    expect(refusal.textContent).toContain("B.run, line 6");
    expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Apply" }).disabled).toBe(true);
  });

  it("finds another file by keys", async () => {
    const far = transport();
    const { dialog, user } = await open(far, "```rust\nfn main() {}\n```");
    const field = await dialog.findByRole("combobox", { name: "File" });
    await dialog.findByRole("option", { name: "src/main.rs" });
    expect(far.inputs("booster.preview"), "nothing is chosen for the person").toEqual([]);
    await user.type(field, "{ArrowDown}");
    const chosen = dialog.getByRole("option", { name: "src/main.rs" });
    expect(chosen.getAttribute("aria-selected")).toBe("true");
    await user.type(field, "{Enter}");
    await waitFor(() => expect(far.inputs("booster.preview")[0]?.path).toBe("src/main.rs"));
  });

  it("takes what was typed, however soon Enter comes", async () => {
    const far = transport();
    const { dialog, user } = await open(far, "```rust\nfn main() {}\n```");
    const field = await dialog.findByRole("combobox", { name: "File" });
    await dialog.findByRole("option", { name: "src/main.rs" });
    let answer = (): void => {};
    far.answer("file.find", async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { paths: ["README.md"], looked_at: 3, complete: true };
    });
    await user.type(field, "r{Enter}");
    expect(far.inputs("booster.preview"), "not what was listed before").toEqual([]);
    answer();
    await waitFor(() => expect(far.inputs("booster.preview")[0]?.path).toBe("README.md"));
  });

  it("opens a folder first where none is open, and says why one is refused", async () => {
    const far = transport();
    far.answer("folder.list", []);
    far.answer("folder.open", () => {
      throw new OperationError("permission_denied", "`/` is the whole disk", "open a project");
    });
    const { dialog, user } = await open(far);
    const field = await dialog.findByRole("combobox", { name: "Open the folder of your project" });
    await user.type(field, "/{Enter}");
    expect((await dialog.findByRole("alert")).textContent).toBe(
      "`/` is the whole disk. open a project",
    );
    far.answer("folder.list", [FOLDER]);
    far.answer("folder.open", FOLDER);
    await user.clear(field);
    await user.type(field, "~/project{Enter}");
    await dialog.findByRole("region", { name: "Changes to src/greet.rs" });
    expect(far.inputs("folder.open").at(-1)).toEqual({ path: "~/project" });
  });

  it("draws a part of a very long difference, and the rest when asked", async () => {
    const far = transport();
    const lines = Array.from({ length: 10_000 }, (_, at) => ({
      kind: "added" as const,
      text: `line ${at}`,
    }));
    const { result } = preview();
    if (result.kind !== "edit") throw new Error("it is an edit");
    const long = { ...result, hunks: [{ before: 1, after: 1, lines }] };
    far.answer("booster.preview", preview({ result: long }));
    const { dialog, user } = await open(far);
    const change = await dialog.findByRole("region", { name: "Changes to src/greet.rs" });
    expect(change.querySelectorAll("tr").length).toBeLessThan(500);
    await user.click(within(change).getByText("Show 1,200 more lines of 10,000"));
    expect(change.querySelectorAll("tr").length).toBeGreaterThan(1_500);
  });

  it("leaves hidden characters out of what is applied, and shows those of the file", async () => {
    const far = transport();
    const { result } = preview();
    if (result.kind !== "edit") throw new Error("it is an edit");
    const lines = [{ kind: "added" as const, text: "a\u202eb" }];
    far.answer(
      "booster.preview",
      preview({ result: { ...result, hunks: [{ before: 1, after: 1, lines }] } }),
    );
    const { dialog } = await open(far, "In `src/greet.rs`:\n\n```rust\nlet x\u202e = 1;\n```\n");
    const change = await dialog.findByRole("region", { name: "Changes to src/greet.rs" });
    expect(far.inputs("booster.preview")[0]?.snippet).toBe("let x = 1;");
    expect(change.textContent).not.toContain("\u202e");
    expect(within(change).getByTitle("A hidden character").textContent).toContain("202E");
  });

  it("offers nothing while a block still grows, and where nobody can apply it", () => {
    renderWith(
      transport(),
      <ApplyGate>
        <Markdown progress="growing" text={"```rust\nfn main"} />
      </ApplyGate>,
    );
    expect(screen.queryByRole("button", { name: "Apply to a file" })).toBeNull();
    renderWith(transport(), <Markdown progress="finished" text={ANSWER} />);
    expect(screen.queryByRole("button", { name: "Apply to a file" })).toBeNull();
  });
});
