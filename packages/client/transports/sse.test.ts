import { expect, test } from "vitest";

import { createSseDecoder, type ServerSentEvent } from "./sse";

const STREAM = [
  "\uFEFF: a comment\r\n\r\n",
  'data: {"text":"naïve 🙂"}\n\n',
  'data: {"a":1,\ndata: "b":2}\r\n\r\n',
  "data:no space\r\r",
  "id: 7\nretry: 10\nignored\ndata\n\n",
  ":keep-alive\n\n",
  'event: error\ndata: {"code":"internal"}\n\n',
  "event: done\n\n",
].join("");

const EXPECTED: ServerSentEvent[] = [
  { event: "message", data: '{"text":"naïve 🙂"}' },
  { event: "message", data: '{"a":1,\n"b":2}' },
  { event: "message", data: "no space" },
  { event: "message", data: "" },
  { event: "error", data: '{"code":"internal"}' },
  { event: "done", data: "" },
];

const BYTES = new TextEncoder().encode(STREAM);

const decodeIn = (cuts: readonly number[]): ServerSentEvent[] => {
  const decode = createSseDecoder();
  const ends = [...cuts, BYTES.length];
  return ends.flatMap((end, index) => decode(BYTES.subarray(ends[index - 1] ?? 0, end)));
};

test("a stream in one piece gives its events", () => {
  expect(decodeIn([])).toEqual(EXPECTED);
});

test("every single cut gives the same events", () => {
  for (let cut = 0; cut <= BYTES.length; cut += 1) {
    expect(decodeIn([cut]), `cut at byte ${cut}`).toEqual(EXPECTED);
  }
});

test("a byte at a time gives the same events", () => {
  expect(decodeIn([...BYTES.keys()])).toEqual(EXPECTED);
});

test("two thousand random cuttings give the same events", () => {
  let seed = 42;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let round = 0; round < 2_000; round += 1) {
    const cuts = Array.from({ length: random(12) }, () => random(BYTES.length)).sort(
      (a, b) => a - b,
    );
    expect(decodeIn(cuts), `cut at ${cuts.join(", ")}`).toEqual(EXPECTED);
  }
});

test("an event that was not finished is not given", () => {
  const decode = createSseDecoder();
  expect(decode(new TextEncoder().encode("data: half"))).toEqual([]);
});
