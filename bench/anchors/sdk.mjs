// The official TypeScript SDK on the same stream: processor time an event, and the time to the
// first event. Prints one JSON object.
import Anthropic from "@anthropic-ai/sdk";

const [url, mode, words] = process.argv.slice(2);
const client = new Anthropic({ baseURL: url, apiKey: "sk-ant-test-benchmark", maxRetries: 0 });
const body = (content) => ({
  model: "claude-haiku-5-5",
  max_tokens: 32000,
  messages: [{ role: "user", content }],
});

async function create(content) {
  const begun = performance.now();
  const stream = await client.messages.create({ ...body(content), stream: true });
  let first;
  let events = 0;
  const before = process.cpuUsage();
  for await (const event of stream) {
    if (event.type === "content_block_delta") {
      first ??= performance.now() - begun;
      events += 1;
    }
  }
  const spent = process.cpuUsage(before);
  return { first, events, cpu: spent.user + spent.system };
}

async function helper(content) {
  const begun = performance.now();
  let first;
  let events = 0;
  const before = process.cpuUsage();
  const stream = client.messages.stream(body(content));
  stream.on("text", () => {
    first ??= performance.now() - begun;
    events += 1;
  });
  await stream.finalMessage();
  const spent = process.cpuUsage(before);
  return { first, events, cpu: spent.user + spent.system };
}

const run = mode === "stream" ? helper : create;
await run("/simulate long 200");
const firsts = [];
for (let i = 0; i < 30; i += 1) firsts.push((await run("/simulate long 5")).first);
firsts.sort((a, b) => a - b);
let best = Number.POSITIVE_INFINITY;
for (let i = 0; i < (mode === "stream" ? 2 : 5); i += 1) {
  const { cpu, events } = await run(words);
  best = Math.min(best, cpu / events);
}
console.log(
  JSON.stringify({
    cpu_us_per_event: best,
    first_event_ms_p50: firsts[15],
    first_event_ms_p95: firsts[28],
  }),
);
