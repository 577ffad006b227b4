import { OperationError } from "@atelier/client/errors";
import type { Theme, ThemeCatalogue } from "@atelier/client/types";
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { hostOf } from "./catalogue-fetch";
import { ThemeGallery } from "./ThemeGallery";

const MOSS: Theme = {
  id: "",
  name: "Moss",
  author: "",
  base: "light",
  tokens: { surface: "#f1f5ec" },
  is_built_in: false,
  warnings: [{ ink: "text", paper: "surface", ratio: 312, least: 700 }],
};

const CATALOGUE: ThemeCatalogue = {
  id: "a1",
  name: "somebody/themes",
  address: "https://example.org/somebody/themes",
  commit: "0123456789012345678901234567890123456789",
  committed_at: 1_767_323_045_000,
  fetched_at: 1_767_323_100_000,
  looked_at: 1_767_323_100_000,
  files: 1,
  left_out: ["`link.css`: it is a link, and links are not followed."],
};

const start = (catalogues: ThemeCatalogue[]) => {
  const picked: { text: string; name: string }[] = [];
  const transport = createFakeTransport({
    "theme.gallery": { folder: "/data/themes", files: [], refused: [] },
    "theme.catalogues": () => catalogues,
    "theme.catalogue": { files: [{ file_name: "more/moss.css", text: "css", themes: [MOSS] }] },
    "theme.remove_catalogue": { was_there: true },
  });
  const view = <ThemeGallery onClose={() => {}} onPick={(file) => picked.push(file)} />;
  return { transport, picked, ...renderWith(transport, view) };
};

// rows: 3.168
test("who is contacted is said before, and nothing is fetched unless it is pressed for", async () => {
  const catalogues: ThemeCatalogue[] = [];
  const { user, transport } = start(catalogues);
  await screen.findByText("No catalogue has been fetched yet");
  const field = screen.getByLabelText("Address of a git repository");
  const button = screen.getByRole("button", { name: "Fetch" });
  expect(button.hasAttribute("disabled")).toBe(true);
  await user.type(field, "https://example.org/somebody/themes");
  expect(screen.getByText(/Fetching contacts example.org and nobody else/)).toBeDefined();
  expect(transport.streams("theme.fetch_catalogue")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Fetch from example.org" }));
  const [stream] = transport.streams("theme.fetch_catalogue");
  expect(stream?.input).toEqual({ address: CATALOGUE.address });
  await screen.findByText("Asking example.org …");
  act(() => stream?.send({ type: "progress", step: "receiving", received: 2_048 }));
  await screen.findByText(/Receiving from example.org/);
  catalogues.push(CATALOGUE);
  const news = { added: ["more/moss.css"], changed: [], removed: [] };
  act(() => {
    stream?.send({ type: "finished", catalogue: CATALOGUE, news });
    stream?.end();
  });
  await screen.findByText("somebody/themes: 1 new theme file");
  await screen.findByRole("heading", { name: "somebody/themes" });
});

// rows: 3.168
test("a catalogue shows its commit and themes, is refreshed, stopped and removed", async () => {
  const { user, transport, picked } = start([CATALOGUE]);
  const item = await screen.findByRole("article", { name: "somebody/themes" });
  await within(item).findByText("Moss");
  expect(within(item).getByText(/Commit 0123456, fetched on/)).toBeDefined();
  expect(within(item).getByText("1 weak contrast")).toBeDefined();
  expect(within(item).getByText(/links are not followed/)).toBeDefined();
  await user.click(within(item).getByRole("button", { name: "Install more/moss.css" }));
  expect(picked).toEqual([{ text: "css", name: "moss.css" }]);
  await user.click(within(item).getByRole("button", { name: "Refresh somebody/themes" }));
  const stream = transport.streams("theme.fetch_catalogue")[0];
  act(() => {
    stream?.send({ type: "finished", catalogue: CATALOGUE, news: null });
    stream?.end();
  });
  await screen.findByText(/unchanged, 0123456 is still the newest commit/);
  await user.click(within(item).getByRole("button", { name: "Refresh somebody/themes" }));
  await user.click(await screen.findByRole("button", { name: "Stop" }));
  await screen.findByText("Stopped. What was fetched before stays.");
  expect(transport.streams("theme.fetch_catalogue")[1]?.signal?.aborted).toBe(true);
  await user.click(within(item).getByRole("button", { name: "Refresh somebody/themes" }));
  act(() =>
    transport
      .streams("theme.fetch_catalogue")[2]
      ?.fail(new OperationError("unavailable", "The host cannot be reached.")),
  );
  await screen.findByText("Nothing was fetched");
  await user.click(
    within(item).getByRole("button", { name: "Remove the catalogue somebody/themes" }),
  );
  await waitFor(() => expect(transport.inputs("theme.remove_catalogue")).toEqual([{ id: "a1" }]));
});

test("only web addresses of something on a host lead to a host", () => {
  expect(
    [
      "https://example.org/a/b",
      "http://localhost:9/a",
      "https://example.org",
      "git://example.org/a",
      "file:///etc/passwd",
      "somebody",
      "",
    ].map(hostOf),
  ).toEqual(["example.org", "localhost:9", null, null, null, null, null]);
});
