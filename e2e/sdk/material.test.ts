import Anthropic, { BadRequestError, NotFoundError, toFile } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { png } from "../harness/png";
import { Simulator } from "../harness/simulator";

// Pictures, documents and kept files, as the official TypeScript client sends them.

const MODEL = "claude-opus-5-5";
const PDF = Buffer.from("%PDF-1.7\n%%EOF\n");

let simulator: Simulator;
let client: Anthropic;

beforeAll(async () => {
  simulator = await Simulator.open();
  const options = { apiKey: "sk-ant-test-sdk", authToken: null, maxRetries: 0 };
  client = new Anthropic({ ...options, baseURL: simulator.url });
});

afterAll(async () => {
  await simulator?.close();
});

const ask = async (content: Anthropic.ContentBlockParam[]): Promise<string> => {
  const message = await client.messages.create({
    model: MODEL,
    max_tokens: 1_000,
    messages: [{ role: "user", content: [...content, { type: "text", text: "What is this?" }] }],
  });
  return message.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
};

const image = (data: string): Anthropic.ImageBlockParam => ({
  type: "image",
  source: { type: "base64", media_type: "image/png", data },
});

describe("the official TypeScript client", () => {
  it("sends pictures and documents within a message", async () => {
    const answer = await ask([
      image(png(4, 3).toString("base64")),
      {
        type: "document",
        title: "paper.pdf",
        source: { type: "base64", media_type: "application/pdf", data: PDF.toString("base64") },
      },
      { type: "document", source: { type: "text", media_type: "text/plain", data: "Notes." } },
    ]);
    expect(answer).toContain("| pictures and documents with it | 1 and 2 |");
  });

  it("has files kept, names them, and removes them", async () => {
    const file = await client.files.upload({
      file: await toFile(PDF, "paper.pdf", { type: "application/pdf" }),
      expires_in_seconds: 3_600,
    });
    expect(file).toMatchObject({ filename: "paper.pdf", mime_type: "application/pdf" });
    expect(file.size_bytes).toBe(PDF.length);
    expect(await client.files.retrieveMetadata(file.id)).toEqual(file);
    const listed: string[] = [];
    for await (const { id } of client.files.list()) listed.push(id);
    expect(listed).toEqual([file.id]);
    const document: Anthropic.DocumentBlockParam = {
      type: "document",
      source: { type: "file", file_id: file.id },
    };
    expect(await ask([document])).toContain("| 0 and 1 |");
    expect(await client.files.delete(file.id)).toMatchObject({ id: file.id });
    await expect(client.files.retrieveMetadata(file.id)).rejects.toBeInstanceOf(NotFoundError);
    await expect(ask([document])).rejects.toBeInstanceOf(NotFoundError);
  });

  it("is refused what is not what it says", async () => {
    await expect(ask([image("no base64")])).rejects.toBeInstanceOf(BadRequestError);
    await expect(ask([image(PDF.toString("base64"))])).rejects.toBeInstanceOf(BadRequestError);
    const large = Buffer.concat([png(1, 1), Buffer.alloc(6 << 20)]).toString("base64");
    await expect(ask([image(large)])).rejects.toBeInstanceOf(BadRequestError);
  });
});
