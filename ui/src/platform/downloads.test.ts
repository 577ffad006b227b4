import { afterEach, describe, expect, it, vi } from "vitest";

import { createDownloads } from "./downloads";

const answers = (status: number, body: unknown) => {
  const asked = vi.fn(async (_address: string, _init: RequestInit) =>
    Response.json(body, { status }),
  );
  vi.stubGlobal("fetch", asked);
  return asked;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("downloads", () => {
  it("asks with the token, and follows an address without it", async () => {
    const followed: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      followed.push(this.getAttribute("href") ?? "");
    });
    const asked = answers(200, { address: "/downloads/once" });
    await createDownloads("secret")({ id: "c1", format: "json", branches: "all" });
    const [address, init] = asked.mock.calls[0] ?? [];
    expect(address).toBe("/downloads");
    expect(init?.headers).toMatchObject({ authorization: "Bearer secret" });
    expect(JSON.parse(String(init?.body))).toEqual({ id: "c1", format: "json", branches: "all" });
    expect(followed).toEqual(["/downloads/once"]);
  });

  it("follows no address that leads elsewhere", async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click");
    answers(200, { address: "https://evil.example/" });
    await expect(createDownloads(null)({})).rejects.toMatchObject({ code: "internal" });
    expect(click).not.toHaveBeenCalled();
  });

  it("says what the server refuses", async () => {
    answers(503, { code: "unavailable", message: "too many", hint: null });
    await expect(createDownloads(null)({})).rejects.toMatchObject({ message: "too many" });
  });
});
