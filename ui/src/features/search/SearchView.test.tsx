import { OperationError } from "@atelier/client/errors";
import type { SearchResults } from "@atelier/client/types";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { useLocation } from "wouter";

import { routeOf } from "../../app/route";
import { conversation, createConversationTransport } from "../../testing/fixtures/conversations";
import { renderWith } from "../../testing/render";
import { SearchView } from "./SearchView";

const NOTHING: SearchResults = {
  conversations: [],
  has_more: false,
  notes: [],
  corrections: [],
  relaxed: false,
  incomplete: false,
};

const part = (text: string, marked = false) => ({ text, marked });

const FOUND: SearchResults = {
  ...NOTHING,
  conversations: [
    {
      conversation: conversation({ id: "a", title: "Tides" }),
      title: [part("Tides", true)],
      messages: [
        {
          id: "m1",
          role: "assistant",
          created_at: 1,
          snippet: [part("why <img src=x onerror=alert(1)> the "), part("tides", true)],
        },
        { id: "m2", role: "user", created_at: 2, snippet: [part("tides", true)] },
      ],
    },
    { conversation: conversation({ id: "b", trashed_at: 3 }), title: [part("Sea")], messages: [] },
  ],
};

const Place = () => {
  const [place] = useLocation();
  const route = routeOf(place);
  return (
    <>
      <output data-testid="place">{place}</output>
      <SearchView query={route.name === "search" ? route.query : ""} />
    </>
  );
};

const setUp = (results: SearchResults = FOUND) => {
  const transport = createConversationTransport();
  transport.answer("search.find", results);
  transport.answer("project.list", [
    {
      id: "p",
      name: "My thesis",
      color: "blue",
      instructions: "",
      conversation_count: 1,
      created_at: 1,
    },
  ]);
  transport.answer("shelf.tags", [{ name: "work", conversation_count: 2 }]);
  return { transport, ...renderWith(transport, <Place />) };
};

beforeEach(() => {
  window.location.hash = "/search";
});

describe("SearchView", () => {
  it("finds while one writes, marks what was looked for, and never draws markup", async () => {
    const { user, transport } = setUp();
    const field = screen.getByRole("searchbox", { name: "Search all conversations" });
    expect(document.activeElement).toBe(field);
    await user.type(field, "tides");
    expect(await screen.findByText(/why <img src=x/)).toBeTruthy();
    expect(document.querySelector("img")).toBeNull();
    expect([...document.querySelectorAll("mark")].map((it) => it.textContent)).toEqual([
      "Tides",
      "tides",
      "tides",
    ]);
    expect(screen.getByText("In the trash", { selector: "span" })).toBeTruthy();
    expect(screen.getByText("Found in 2 conversations")).toBeTruthy();
    expect(transport.inputs("search.find").at(-1)).toMatchObject({ query: "tides", limit: 20 });
    expect(screen.getByTestId("place").textContent).toBe("/search/tides");
  });

  it("goes from the field into the results and back by arrows; Enter opens the first", async () => {
    const { user } = setUp();
    const field = screen.getByRole("searchbox");
    await user.type(field, "tides");
    await screen.findByText(/why <img/);
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(document.activeElement?.getAttribute("href")).toBe("#/c/a/m1");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(document.activeElement).toBe(field);
    await user.keyboard("{Enter}");
    expect(screen.getByTestId("place").textContent).toBe("/c/a");
  });

  it("adds and takes filters, those of projects and tags among them", async () => {
    const { user } = setUp();
    const field = screen.getByRole("searchbox");
    await user.type(field, "tides");
    const filters = within(screen.getByRole("group", { name: "Filters" }));
    await user.click(await filters.findByRole("button", { name: "My thesis" }));
    expect(field).toHaveProperty("value", 'tides project:"My thesis"');
    await user.click(filters.getByRole("button", { name: "#work" }));
    await user.click(filters.getByRole("button", { name: "My thesis", pressed: true }));
    expect(field).toHaveProperty("value", "tides tag:work");
  });

  it("says what was left out, corrected or relaxed", async () => {
    window.location.hash = "/search/x";
    setUp({
      ...FOUND,
      notes: ["“before:” takes a date."],
      corrections: [{ written: "tidse", instead: ["tides"] }],
      relaxed: true,
      incomplete: true,
    });
    expect(await screen.findByText("“before:” takes a date.")).toBeTruthy();
    expect(screen.getByText("Nothing holds “tidse”. Shown: “tides”.")).toBeTruthy();
    expect(screen.getByText(/what holds most of them/)).toBeTruthy();
    expect(screen.getByText(/still being made findable/)).toBeTruthy();
  });

  it("says when nothing is found, and when nothing could be searched", async () => {
    window.location.hash = "/search/x";
    const first = setUp(NOTHING);
    expect(await screen.findByText("Nothing found", { selector: "p" })).toBeTruthy();
    first.unmount();
    window.location.hash = "/search/x";
    const { transport } = setUp();
    transport.answer("search.find", () => {
      throw new OperationError("locked", "The store is locked.");
    });
    const field = screen.getByRole("searchbox");
    await waitFor(() => expect(field).toHaveProperty("value", "x"));
    await first.user.type(field, "y");
    expect(await screen.findByText("The store is locked.")).toBeTruthy();
  });
});
