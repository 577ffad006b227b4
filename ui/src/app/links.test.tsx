import type { Link, LinkPlace } from "@atelier/client/types";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { Toasts } from "../components/Toasts";
import { useComposer } from "../lib/compose";
import { createFakeTransport } from "../testing/fake-transport";
import { renderWith } from "../testing/render";
import { LinkGate } from "./LinkGate";

const TEXT = "Summarise this.\nThen stop.";

const open = (leads: LinkPlace, taken: Link | null = { number: 7, leads }) => {
  window.location.hash = "/settings";
  useComposer.setState({ composer: null, waiting: null });
  let waiting: Link[] = [{ number: 7, leads }];
  const transport = createFakeTransport({
    "link.waiting": () => waiting,
    "link.take": () => {
      waiting = [];
      return { link: taken };
    },
    "project.list": [
      {
        id: "p1",
        name: "Novel",
        color: "blue",
        instructions: "",
        conversation_count: 0,
        created_at: 0,
      },
    ],
    "conversation.create": () => ({ id: "c9" }) as never,
    "shelf.assign": [],
  });
  renderWith(
    transport,
    <>
      <LinkGate />
      <Toasts />
    </>,
  );
  return transport;
};

test("the text of a link is shown, and reaches the composer only once it is taken", async () => {
  const transport = open({ kind: "new", text: TEXT, project: null });
  expect(await screen.findByText(/Summarise this\./)).toBeInstanceOf(HTMLElement);
  expect(useComposer.getState().waiting).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Put into the composer" }));
  await waitFor(() => expect(window.location.hash).toBe("#/"));
  expect(useComposer.getState().waiting).toBe(TEXT);
  expect(transport.inputs("conversation.create")).toEqual([]);
});

test("what is thrown away is nowhere", async () => {
  open({ kind: "new", text: TEXT, project: null });
  await userEvent.click(await screen.findByRole("button", { name: "Throw it away" }));
  await waitFor(() => expect(screen.queryByText(/Summarise/)).toBeNull());
  expect(useComposer.getState().waiting).toBeNull();
  expect(window.location.hash).toBe("#/settings");
});

test.each([
  ["novel", "#/c/c9", 1],
  ["Another", "#/", 0],
] as const)("a link for the project %s leads to %s", async (project, place, assigned) => {
  const transport = open({ kind: "new", text: TEXT, project });
  await screen.findByText(assigned ? /belongs to the project “Novel”/ : /no project “Another”/);
  await userEvent.click(screen.getByRole("button", { name: "Put into the composer" }));
  await waitFor(() => expect(window.location.hash).toBe(place));
  expect(transport.inputs("shelf.assign")).toHaveLength(assigned);
  expect(useComposer.getState().waiting).toBe(TEXT);
});

test("a link to a conversation is followed, and one that another page took is not", async () => {
  open({ kind: "conversation", id: "c1" });
  await waitFor(() => expect(window.location.hash).toBe("#/c/c1"));
});

test("a link that another page took leads nowhere here", async () => {
  const transport = open({ kind: "conversation", id: "c1" }, null);
  await waitFor(() => expect(transport.inputs("link.take")).toHaveLength(1));
  expect(window.location.hash).toBe("#/settings");
});

test("a link that was refused is told of", async () => {
  open({ kind: "refused", why: "the link was not opened: it leads deeper than anything there is" });
  expect(await screen.findByText(/A link was refused.*leads deeper/)).toBeInstanceOf(HTMLElement);
});
