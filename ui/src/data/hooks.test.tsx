import { OperationError } from "@atelier/client/errors";
import type { Change } from "@atelier/client/types";
import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { createFakeTransport } from "../testing/fake-transport";
import { renderWith } from "../testing/render";
import { settings } from "../testing/samples";
import { useCommand } from "./use-command";
import { useOperation, usePages } from "./use-operation";
import { useSettings } from "./use-settings";
import { useStream } from "./use-stream";

test("an operation shows its answer, and its words when it fails", async () => {
  const Shown = () => {
    const { data, error } = useOperation("store.status", {});
    return <p>{error?.message ?? data?.state ?? "reading"}</p>;
  };
  const transport = createFakeTransport({ "store.status": { state: "on_disk" } });
  renderWith(transport, <Shown />);
  expect(screen.getByText("reading")).toBeDefined();
  await screen.findByText("on_disk");
  renderWith(
    createFakeTransport({
      "store.status": () => {
        throw new OperationError("locked", "it is locked");
      },
    }),
    <Shown />,
  );
  await screen.findByText("it is locked");
});

test("a command refreshes what the table says it made stale", async () => {
  const Shown = () => {
    const { data } = useOperation("store.status", {});
    const keep = useCommand("store.keep");
    return (
      <button onClick={() => keep.mutate({})} type="button">
        {data?.state}
      </button>
    );
  };
  const transport = createFakeTransport({ "store.status": { state: "in_memory" } });
  const { user } = renderWith(transport, <Shown />);
  const button = await screen.findByText("in_memory");
  transport.answer("store.status", { state: "on_disk" });
  transport.answer("store.keep", { state: "on_disk" });
  await user.click(button);
  await screen.findByText("on_disk");
});

test("a long list is read part by part, with the cursor in the field that takes it", async () => {
  const Shown = () => {
    const { data, hasNextPage, fetchNextPage } = usePages(
      "conversation.list",
      { limit: 2 },
      "cursor",
    );
    const count = data?.pages.length ?? 0;
    return (
      <button disabled={!hasNextPage} onClick={() => void fetchNextPage()} type="button">
        {count} parts
      </button>
    );
  };
  const transport = createFakeTransport({
    "conversation.list": ({ cursor }) => ({
      items: [],
      next_cursor: cursor === undefined ? "second" : null,
    }),
  });
  const { user } = renderWith(transport, <Shown />);
  await user.click(await screen.findByText("1 parts"));
  const button = await screen.findByText<HTMLButtonElement>("2 parts");
  expect(button.disabled).toBe(true);
  expect(transport.inputs("conversation.list")).toEqual([
    { limit: 2 },
    { limit: 2, cursor: "second" },
  ]);
});

test("a changed setting is in force before it is read again", async () => {
  const Shown = () => {
    const { settings: inForce, save } = useSettings();
    return (
      <button onClick={() => save({ appearance: "dark" })} type="button">
        {inForce?.appearance}
      </button>
    );
  };
  const transport = createFakeTransport({
    "settings.get": settings({ appearance: "light" }),
    "settings.save": settings({ appearance: "dark" }),
  });
  const { user } = renderWith(transport, <Shown />);
  await user.click(await screen.findByText("light"));
  await screen.findByText("dark");
});

const names = (state: readonly string[], { operation }: Change) => [...state, operation];

test("a stream without a key stops with its component; one with a key goes on", async () => {
  const Shown = ({ kept }: { readonly kept: boolean }) => {
    const options = kept ? { initial: [], key: "k" } : { initial: [] };
    const { state, status, start } = useStream("change.watch", names, options);
    return (
      <button onClick={() => void start({})} type="button">
        {status} {state.join(" ")}
      </button>
    );
  };
  for (const kept of [false, true]) {
    const transport = createFakeTransport();
    const { user, unmount } = renderWith(transport, <Shown kept={kept} />);
    await user.click(screen.getByRole("button"));
    const [stream] = transport.streams("change.watch");
    act(() => stream?.send({ tags: [], operation: "a", origin: "cli" }));
    await waitFor(() => expect(screen.getByRole("button").textContent).toBe("running a"));
    unmount();
    expect(stream?.signal?.aborted).toBe(!kept);
  }
});
