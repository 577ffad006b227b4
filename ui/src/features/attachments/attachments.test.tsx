import { OperationError } from "@atelier/client/errors";
import type { Attachment } from "@atelier/client/types";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { useContext } from "react";
import { describe, expect, it } from "vitest";

import { MaterialContext } from "../../components/material/material";
import { createFakePlatform } from "../../testing/fake-platform";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { attachment } from "../../testing/samples";
import { MaterialGate } from "./MaterialGate";
import { mentionAt, withMention } from "./mention-at";
import { pastedFiles } from "./pasted";
import { uploadsReducer } from "./uploads";

const Writing = () => {
  const material = useContext(MaterialContext);
  return (
    <section>
      {material?.chips}
      <textarea aria-label="Message" onPaste={material?.onPaste} />
      {material?.button}
      <output>{`${material?.ids.length} ${material?.busy} ${material?.obstacle(null)}`}</output>
    </section>
  );
};

const LIMITS = { file_bytes: 1_000_000, attachments: 20, paste_characters: 20 };

const setUp = (attachments: readonly Attachment[] = [], takesImages = true) => {
  const transport = createFakeTransport({
    "attachment.list": [...attachments],
    "attachment.limits": LIMITS,
    "attachment.add": attachment("added"),
    "attachment.remove": attachment("removed"),
    "model.list": [{ display_name: "Claude", takes_images: takesImages, takes_pdf: true } as never],
    "folder.list": [],
  });
  const platform = createFakePlatform();
  const view = renderWith(
    transport,
    <MaterialGate conversationId={null}>
      <Writing />
    </MaterialGate>,
    platform,
  );
  return { ...view, transport, platform };
};

describe("what is attached", () => {
  it("is shown with what it is, and removed by its button or by key", async () => {
    const { transport, user } = setUp([attachment("notes.md"), attachment("plan.txt")]);
    const remove = await screen.findByRole("button", { name: "Remove notes.md" });
    expect(screen.getAllByText("Text · 2.0 KiB · about 512 tokens")).toHaveLength(2);
    await user.click(remove);
    await waitFor(() => expect(transport.inputs("attachment.remove")).toHaveLength(1));
    const chip = screen.getByRole("button", { name: /^plan\.txt/ });
    chip.focus();
    await user.keyboard("{Delete}");
    await waitFor(() => expect(transport.inputs("attachment.remove")).toHaveLength(2));
    expect(document.activeElement?.textContent).toContain("notes.md");
  });

  it("is brought over and attached, one file after another", async () => {
    const { container, transport, platform, user } = setUp();
    const input = container.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) throw new Error("there is no choice of files");
    await user.upload(input, [new File(["one"], "1.txt"), new File(["two"], "2.txt")]);
    await waitFor(() => expect(transport.inputs("attachment.add")).toHaveLength(2));
    expect(platform.kept).toHaveLength(2);
    expect(transport.inputs("attachment.add").map(({ name }) => name)).toEqual(["1.txt", "2.txt"]);
  });

  it("says why it cannot be, and is dismissed", async () => {
    const { container, transport, user } = setUp();
    transport.answer("attachment.add", () => {
      throw new OperationError("invalid_input", "“song.mp3” is sound.", "have it written down");
    });
    const input = container.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) throw new Error("there is no choice of files");
    await user.upload(input, new File(["x"], "song.mp3"));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("is sound");
    await user.click(screen.getByRole("button", { name: "Dismiss song.mp3" }));
    expect(screen.queryByRole("alert")).toBeNull();
    await user.upload(input, new File([new Uint8Array(1_000_001)], "large.bin"));
    expect((await screen.findByRole("alert")).textContent).toContain("a file may have");
  });

  it("is said before sending where the model does not take it", async () => {
    setUp([attachment("shot.png", { kind: "image" })], false);
    await screen.findByText(/^1 false Claude takes no pictures\. Remove “shot\.png”/);
  });

  it("is taken from a paste that is long", async () => {
    const { transport } = setUp();
    const field = await screen.findByRole("textbox");
    await waitFor(() => expect(transport.inputs("attachment.limits").length).toBeGreaterThan(0));
    const paste = (text: string) =>
      act(() => {
        fireEvent.paste(field, { clipboardData: { getData: () => text, files: [] } });
      });
    paste("short");
    await waitFor(() => {
      paste("words ".repeat(10));
      expect(transport.inputs("attachment.add").length).toBeGreaterThan(0);
    });
    expect(transport.inputs("attachment.add")[0]?.name).toBe("Pasted text.txt");
  });

  it("is dropped anywhere", async () => {
    const { transport } = setUp();
    const dataTransfer = { types: ["Files"], files: [new File(["x"], "dropped.txt")] };
    fireEvent.dragEnter(document.body, { dataTransfer });
    await screen.findByText("Drop to attach");
    fireEvent.drop(document.body, { dataTransfer });
    expect(screen.queryByText("Drop to attach")).toBeNull();
    await waitFor(() => expect(transport.inputs("attachment.add")).toHaveLength(1));
    fireEvent.dragEnter(document.body, { dataTransfer: { types: ["text/plain"], files: [] } });
    expect(screen.queryByText("Drop to attach")).toBeNull();
  });
});

describe("a paste", () => {
  const paste = (text: string, files: readonly File[] = []) =>
    ({ getData: () => text, files }) as unknown as DataTransfer;
  const picture = new File(["x"], "image.png", { type: "image/png" });

  it.each([
    ["short", [], []],
    ["😀".repeat(19), [], []],
    ["😀".repeat(20), [], ["Pasted text.txt"]],
    ["", [picture], ["Pasted picture.png"]],
    ["a table", [picture], []],
    ["", [new File(["x"], "paper.pdf")], ["paper.pdf"]],
  ])("of %j", (text, files, expected) => {
    expect(pastedFiles(paste(text, files), 20, []).map(({ name }) => name)).toEqual(expected);
  });

  it("has a name that nothing else has", () => {
    const taken = ["Pasted text.txt", "Pasted text 2.txt"];
    expect(pastedFiles(paste("x".repeat(20)), 20, taken)[0]?.name).toBe("Pasted text 3.txt");
  });
});

describe("a mention", () => {
  it.each([
    ["look at @gre", { start: 8, end: 12, query: "gre" }],
    ["@", { start: 0, end: 1, query: "" }],
    ["(@src/a.rs", { start: 1, end: 10, query: "src/a.rs" }],
    ["me@example.org", null],
    ["@done and", null],
    ["no", null],
    ["@".repeat(50), null],
  ])("is found at the end of %j", (text, expected) => {
    expect(mentionAt(text, text.length)).toEqual(expected);
  });

  it("takes the place of what was written", () => {
    const at = { start: 4, end: 7, query: "gr" };
    expect(withMention("see @gr, please", at, "src/a.rs")).toEqual({
      text: "see @src/a.rs , please",
      caret: 14,
    });
    expect(withMention("see @gr", at, "a").text).toBe("see @a ");
    expect(withMention("see @gr now", at, "a").text).toBe("see @a now");
  });
});

it("keeps files on their way apart", () => {
  const upload = { conversationId: null, name: "a", bytes: 1, sent: 0, error: null };
  const two = [1, 2].reduce(
    (uploads, key) => uploadsReducer(uploads, { type: "begun", upload: { ...upload, key } }),
    uploadsReducer([], { type: "gone", key: 9 }),
  );
  const sent = uploadsReducer(two, { type: "sent", key: 2, part: 0.5 });
  expect(sent.map((it) => it.sent)).toEqual([0, 0.5]);
  expect(uploadsReducer(sent, { type: "gone", key: 1 }).map(({ key }) => key)).toEqual([2]);
});
