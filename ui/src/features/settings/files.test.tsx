import { OperationError } from "@atelier/client/errors";
import type { FileEdit } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { Toasts } from "../../components/Toasts";
import { useToasts } from "../../components/toasts";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { FilesSection } from "./FilesSection";

const edit = (id: string, more: Partial<FileEdit> = {}): FileEdit => ({
  id,
  folder: "/projects/mine",
  path: `src/${id}.rs`,
  made_at: 1,
  origin: "window:main",
  made_by: "booster.apply",
  undoes: null,
  hash_before: "a".repeat(64),
  hash_after: "b".repeat(64),
  state: "made",
  text_kept: true,
  ...more,
});

const page = (items: readonly FileEdit[], next: string | null = null) => ({
  items: [...items],
  next_cursor: next,
  edits_kept: 1_000,
  days_kept: 90,
  bytes_kept: 64 << 20,
});

const show = (far: ReturnType<typeof createFakeTransport>) =>
  renderWith(
    far,
    <>
      <FilesSection />
      <Toasts />
    </>,
  );

describe("the page about files", () => {
  beforeEach(() => useToasts.setState({ toasts: [] }));

  it("says what became of each edit, and offers a way back where there is one", async () => {
    const edits = [
      edit("made"),
      edit("undone", { state: "undone" }),
      edit("old", { text_kept: false, origin: "cli" }),
      edit("back", { undoes: "undone", origin: "page" }),
      edit("cut", { state: "begun" }),
    ];
    const far = createFakeTransport({
      "folder.list": [{ id: "f1", path: "/projects/mine", opened_at: 1 }],
      "folder.close": { was_open: true },
      "file.edits": ({ cursor }) => (cursor ? page([edit("last")]) : page(edits, "next")),
      "file.undo": edit("new"),
    });
    const { user } = show(far);
    await screen.findByText("src/cut.rs");
    const rows = screen.getAllByRole("listitem");
    const words = rows.slice(1).map(({ textContent }) => textContent ?? "");
    expect(words[0]).toContain("Applied in the window,");
    expect(words[1]).toContain("undone since");
    expect(words[2]).toContain("on the command line, too old to undo");
    expect(words[3]).toContain("Taken back in the browser");
    expect(words[4]).toContain("Atelier ended before it could say");
    const ways = rows.slice(1).map((row) => within(row).queryByRole("button"));
    expect(ways.map((button) => button?.textContent)).toEqual([
      "Undo",
      undefined,
      undefined,
      "Apply again",
      "Undo",
    ]);
    expect(screen.getByText(/The last 1,000 edits of 90 days are kept, and 64.0 MiB/)).toBeTruthy();

    await user.click(ways[0] as HTMLElement);
    expect(far.inputs("file.undo")).toEqual([{ edit_id: "made" }]);
    expect(await screen.findByText("src/made.rs is as it was before")).toBeTruthy();
    far.answer("file.undo", () => {
      throw new OperationError("conflict", "`src/made.rs` was changed meanwhile", "look at it");
    });
    await user.click(ways[0] as HTMLElement);
    expect(await screen.findByText("`src/made.rs` was changed meanwhile. look at it")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByText("src/last.rs")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(far.inputs("folder.close")).toEqual([{ folder_id: "f1" }]);
  });

  it("empties the journal only when that is confirmed", async () => {
    let edits = [edit("made")];
    const far = createFakeTransport({
      "folder.list": [],
      "file.edits": () => page(edits),
      "file.forget_edits": () => {
        edits = [];
        return { edits: 1 };
      },
    });
    const { user } = show(far);
    await user.click(await screen.findByRole("button", { name: "Empty this list" }));
    const dialog = screen.getByRole("dialog", { name: "Forget what was changed?" });
    await user.click(within(dialog).getByRole("button", { name: "Keep it" }));
    expect(far.inputs("file.forget_edits")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Empty this list" }));
    const again = within(screen.getByRole("dialog"));
    await user.click(again.getByRole("button", { name: "Empty this list" }));
    expect(await screen.findByText(/What you apply to a file is listed here/)).toBeTruthy();
    expect(far.inputs("file.forget_edits")).toEqual([{}]);
  });

  it("says what it is for while it is empty, and what went wrong", async () => {
    const far = createFakeTransport({ "folder.list": [], "file.edits": page([]) });
    const { unmount } = show(far);
    expect(await screen.findByText(/None yet. Press Apply on a block of code/)).toBeTruthy();
    expect(await screen.findByText(/What you apply to a file is listed here/)).toBeTruthy();
    unmount();
    show(createFakeTransport());
    await waitFor(() => expect(screen.getAllByRole("alert")).toHaveLength(2));
  });
});
