import { expect, test } from "vitest";

import { OperationError } from "../errors";
import { createHttpTransport } from "./http";

type Served = { readonly status?: number; readonly type?: string; readonly body: BodyInit };

const serve = (answer: Served | (() => Promise<Response>)) => {
  const requests: { url: string; init: RequestInit }[] = [];
  const transport = createHttpTransport({
    token: "t0ken",
    fetch: (url, init) => {
      requests.push({ url: String(url), init: init ?? {} });
      if (typeof answer === "function") return answer();
      const headers = { "content-type": answer.type ?? "application/json" };
      return Promise.resolve(new Response(answer.body, { status: answer.status ?? 200, headers }));
    },
  });
  return { transport, requests };
};

const events = (...chunks: string[]): Served => {
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const body = new ReadableStream({
    start: (controller) => {
      for (const chunk of bytes) controller.enqueue(chunk);
      controller.close();
    },
  });
  return { type: "text/event-stream; charset=utf-8", body };
};

const failure = async (work: Promise<unknown>): Promise<OperationError> => {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(OperationError);
  return error as OperationError;
};

const change = (operation: string) => ({ tags: ["Settings"], operation, origin: "cli" });

test("a call posts JSON with the token and returns the answer", async () => {
  const { transport, requests } = serve({ body: JSON.stringify({ state: "on_disk" }) });
  expect(await transport.call("store.status", {})).toEqual({ state: "on_disk" });
  expect(requests[0]?.url).toBe("/api/store.status");
  expect(requests[0]?.init).toMatchObject({ method: "POST", body: "{}" });
  expect(new Headers(requests[0]?.init.headers).get("authorization")).toBe("Bearer t0ken");
});

test("a refusal keeps the words of the core", async () => {
  const body = JSON.stringify({ code: "locked", message: "the file is locked", hint: "unlock it" });
  const error = await failure(serve({ status: 423, body }).transport.call("store.status", {}));
  expect(error).toMatchObject({ code: "locked", message: "the file is locked", hint: "unlock it" });
});

test.each([
  [401, "permission_denied"],
  [403, "permission_denied"],
  [404, "not_found"],
  [502, "unavailable"],
  [500, "internal"],
] as const)("status %i without words of the core reads %s", async (status, code) => {
  const { transport } = serve({ status, body: "<html>no</html>", type: "text/html" });
  expect((await failure(transport.call("store.status", {}))).code).toBe(code);
});

test("a core that is gone reads unavailable, in words", async () => {
  const { transport } = serve(() => Promise.reject(new TypeError("Failed to fetch")));
  const error = await failure(transport.call("store.status", {}));
  expect(error.code).toBe("unavailable");
  expect(error.message).not.toContain("fetch");
});

test("an answer that is no JSON is not taken for one", async () => {
  const { transport } = serve({ body: "hello" });
  expect((await failure(transport.call("store.status", {}))).code).toBe("internal");
});

test("a stream delivers each event in order and ends at done", async () => {
  const a = JSON.stringify(change("a"));
  const b = JSON.stringify(change("b"));
  const { transport } = serve(events(`data: ${a}\n`, `\ndata: ${b}\n\nevent: do`, "ne\n\n"));
  const seen: string[] = [];
  await transport.stream("change.watch", {}, (event) => seen.push(event.operation));
  expect(seen).toEqual(["a", "b"]);
});

test("a stream that the core fails rejects with its words, after what came before", async () => {
  const error = JSON.stringify({ code: "timed_out", message: "too long" });
  const { transport } = serve(
    events(`data: ${JSON.stringify(change("a"))}\n\nevent: error\ndata: ${error}\n\n`),
  );
  const seen: unknown[] = [];
  const failed = await failure(transport.stream("change.watch", {}, (event) => seen.push(event)));
  expect(failed).toMatchObject({ code: "timed_out", message: "too long" });
  expect(seen).toHaveLength(1);
});

test("a stream that breaks off is not taken for a finished one", async () => {
  const { transport } = serve(events(`data: ${JSON.stringify(change("a"))}\n\n`));
  const failed = await failure(transport.stream("change.watch", {}, () => {}));
  expect(failed.code).toBe("unavailable");
});

test("a page in place of a stream is refused", async () => {
  const { transport } = serve({ type: "text/html", body: "<html></html>" });
  expect((await failure(transport.stream("change.watch", {}, () => {}))).code).toBe("internal");
});

test("an abort ends the request and reads cancelled", async () => {
  const controller = new AbortController();
  let seen: AbortSignal | null | undefined;
  const transport = createHttpTransport({
    token: null,
    fetch: (_url, init) => {
      seen = init?.signal;
      return new Promise((_, reject) => {
        seen?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      });
    },
  });
  const failed = failure(
    transport.stream("change.watch", {}, () => {}, { signal: controller.signal }),
  );
  controller.abort();
  expect((await failed).code).toBe("cancelled");
  expect(seen?.aborted).toBe(true);
});

test("a listener that fails closes the connection, so that the core stops", async () => {
  let closed = false;
  const { transport } = serve({
    type: "text/event-stream",
    body: new ReadableStream({
      start: (stream) =>
        stream.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(change("a"))}\n\n`)),
      cancel: () => {
        closed = true;
      },
    }),
  });
  const fail = () => {
    throw new Error("the listener failed");
  };
  expect((await failure(transport.stream("change.watch", {}, fail))).code).toBe("internal");
  expect(closed).toBe(true);
});
