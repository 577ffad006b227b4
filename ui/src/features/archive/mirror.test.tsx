import { OperationError } from "@atelier/client/errors";
import type { MirrorStatus } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { FolderMirror } from "./FolderMirror";

const off: MirrorStatus = {
  folder: null,
  possible: true,
  files: 0,
  behind: 0,
  written_at: null,
  put_aside: 0,
  problem: null,
};

const on: MirrorStatus = {
  ...off,
  folder: "/people/me/Talks",
  files: 3,
  behind: 2,
  written_at: 1_700_000_000_000,
};

const shown = (status: MirrorStatus) => {
  const transport = createFakeTransport({ "folder.suggest": [], "mirror.status": status });
  return { transport, ...renderWith(transport, <FolderMirror />) };
};

describe("the folder mirror", () => {
  it("says that files are not encrypted before it is turned on", async () => {
    const { transport, user } = shown(off);
    expect(await screen.findByText(/not encrypted/)).toBeTruthy();
    await user.type(screen.getByLabelText("Folder for the files"), "~/Talks{Enter}");
    const question = await screen.findByRole("dialog", {
      name: "Write every conversation to this folder?",
    });
    expect(question.textContent).toContain("~/Talks");
    // The Enter that asked must not answer, nor stand on what only closes.
    expect([...question.querySelectorAll("[autofocus]")].map((it) => it.textContent)).toEqual([
      "Cancel",
    ]);
    expect(transport.inputs("mirror.configure")).toEqual([]);
    transport.answer("mirror.configure", on);
    transport.answer("mirror.status", on);
    await user.click(within(question).getByRole("button", { name: "Write the files" }));
    await waitFor(() =>
      expect(transport.inputs("mirror.configure")).toEqual([{ folder: "~/Talks" }]),
    );
    expect(await screen.findByText(/3 files are there; 2 conversations wait/)).toBeTruthy();
  });

  it("says why a folder is not taken, and stays off", async () => {
    const { transport, user } = shown(off);
    await user.type(await screen.findByLabelText("Folder for the files"), "/{Enter}");
    transport.answer("mirror.configure", () => {
      throw new OperationError("permission_denied", "`/` is the whole disk");
    });
    await user.click(await screen.findByRole("button", { name: "Write the files" }));
    expect(await screen.findByText("`/` is the whole disk")).toBeTruthy();
  });

  it("says what is wrong with the folder, and what was put aside", async () => {
    shown({
      ...on,
      put_aside: 1,
      problem: { message: "the disk is full", hint: "make room", at: 1_700_000_000_000 },
    });
    expect((await screen.findByRole("alert")).textContent).toContain("the disk is full");
    expect(screen.getByText(/1 file that was edited by hand/)).toBeTruthy();
  });

  it("checks every file, and can be stopped", async () => {
    const { transport, user } = shown(on);
    await user.click(await screen.findByRole("button", { name: "Check every file" }));
    const look = transport.streams("mirror.rebuild")[0];
    look?.send({ type: "progress", done: 500, of: 2_000 });
    const bar = await screen.findByRole("progressbar", { name: "Checking files" });
    await waitFor(() => expect(bar.getAttribute("aria-valuenow")).toBe("25"));
    look?.send({ type: "finished", written: 2, unchanged: 1_997, removed: 1, put_aside: 0 });
    look?.end();
    expect(await screen.findByText(/2 written, 1 removed, 1,997 right already/)).toBeTruthy();
  });

  it("is turned off only when asked twice, and says that files stay", async () => {
    const { transport, user } = shown(on);
    await user.click(await screen.findByRole("button", { name: "Turn off…" }));
    const question = await screen.findByRole("dialog", { name: "Turn the folder mirror off?" });
    expect(question.textContent).toContain("The files stay");
    transport.answer("mirror.configure", off);
    await user.click(within(question).getByRole("button", { name: "Turn off" }));
    await waitFor(() => expect(transport.inputs("mirror.configure")).toEqual([{ folder: null }]));
  });
});
