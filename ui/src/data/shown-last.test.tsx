import type { QueryClient } from "@tanstack/react-query";
import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { branchPage } from "../testing/fixtures/conversations";
import { renderWith } from "../testing/render";
import { createQueryClient, keyOf } from "./query-client";
import { KEPT, showLast, useShownLast } from "./shown-last";
import { usePages } from "./use-operation";

const messagesOf = (id: string) => [...keyOf("conversation.messages", { id, limit: 50 }), "pages"];
const pages = (count: number) => ({
  pages: Array.from({ length: count }, () => branchPage([])),
  pageParams: Array.from({ length: count }, (_, at) => (at === 0 ? null : `${at}`)),
});
const heldOf = (client: QueryClient) =>
  client
    .getQueryCache()
    .findAll({ queryKey: ["conversation.messages"] })
    .map(({ queryKey, state }) => [
      (queryKey[1] as { id: string }).id,
      (state.data as ReturnType<typeof pages>).pages.length,
    ]);

test("of hundreds of conversations, the newest messages of the last are kept", () => {
  const client = createQueryClient();
  for (let at = 0; at < 200; at += 1) {
    const id = `${at}`;
    client.setQueryData(messagesOf(id), pages(20));
    client.setQueryData(keyOf("message.map", { conversation_id: id }), { long: "map" });
    client.setQueryData(keyOf("conversation.get", { id }), { id });
    showLast(client, id);
  }
  expect(heldOf(client)).toEqual([
    ["197", 1],
    ["198", 1],
    ["199", 20],
  ]);
  const cache = client.getQueryCache();
  expect(cache.findAll({ queryKey: ["message.map"] })).toHaveLength(KEPT);
  expect(cache.findAll({ queryKey: ["conversation.get"] })).toHaveLength(200);
  showLast(client, null);
  expect(heldOf(client)).toEqual([
    ["197", 1],
    ["198", 1],
    ["199", 1],
  ]);
  client.clear();
});

test("what became stale stays so, and the conversation that is shown again counts as the last", () => {
  const client = createQueryClient();
  for (const id of ["a", "b", "c"]) {
    client.setQueryData(messagesOf(id), pages(2));
    showLast(client, id);
  }
  client
    .getQueryCache()
    .find({ queryKey: messagesOf("c") })
    ?.invalidate();
  showLast(client, "a");
  client.setQueryData(messagesOf("d"), pages(2));
  showLast(client, "d");
  expect(heldOf(client).map(([id]) => id)).toEqual(["a", "c", "d"]);
  expect(client.getQueryState(messagesOf("c"))?.isInvalidated).toBe(true);
  expect(client.getQueryState(messagesOf("a"))?.isInvalidated).toBe(false);
  client.clear();
});

test("what is on screen is never let go, and what is shown again is read again", async () => {
  const Shown = ({ id }: { readonly id: string }) => {
    const { data } = usePages("conversation.messages", { id, limit: 50 }, "before");
    useShownLast(id);
    return <p>{data ? `${id} is there` : "reading"}</p>;
  };
  const Held = () => {
    const { data } = usePages("conversation.messages", { id: "beside", limit: 50 }, "before");
    return <p>{data ? "beside" : "reading beside"}</p>;
  };
  const transport = createFakeTransport({ "conversation.messages": branchPage([]) });
  let go: (id: string) => void = () => {};
  const Places = () => {
    const [id, setId] = useState("0");
    go = setId;
    return (
      <>
        <Held />
        <Shown id={id} />
      </>
    );
  };
  const { client } = renderWith(transport, <Places />);
  for (let at = 0; at < 10; at += 1) {
    act(() => go(`${at}`));
    await screen.findByText(`${at} is there`);
  }
  expect(screen.getByText("beside")).toBeTruthy();
  expect(heldOf(client).map(([id]) => id)).toEqual(["beside", "7", "8", "9"]);
  act(() => go("0"));
  await screen.findByText("0 is there");
  const asked = transport.inputs("conversation.messages").filter(({ id }) => id === "0");
  expect(asked).toHaveLength(2);
});
