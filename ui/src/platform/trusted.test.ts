import { beforeEach, describe, expect, it, vi } from "vitest";

const fresh = async () => {
  vi.resetModules();
  return import("./trusted");
};

describe("the addresses of scripts", () => {
  beforeEach(() => {
    vi.stubGlobal("location", new URL("tauri://localhost/index.html?x=1#/settings"));
  });

  // rows: 3.147
  it("are those of Atelier’s own files, and of no others", async () => {
    const { trustedScript } = await fresh();
    const own = "tauri://localhost/assets/worker-1.js";
    expect(trustedScript("assets/worker-1.js")).toBe(own);
    expect(trustedScript(own)).toBe(own);
    for (const other of [
      "https://example.org/assets/worker.js",
      "tauri://elsewhere/assets/worker.js",
      "assets/../api/worker.js",
      "worker.js",
      "data:text/javascript,1",
      "blob:tauri://localhost/1",
    ]) {
      expect(() => trustedScript(other), other).toThrow(TypeError);
    }
  });

  // rows: 3.032
  it("go through the one policy, which is made at the start and once", async () => {
    const createPolicy = vi.fn(
      (_name: string, rules: { createScriptURL: (url: string) => string }) => rules,
    );
    vi.stubGlobal("trustedTypes", { createPolicy });
    const { prepareScripts, trustedScript } = await fresh();
    prepareScripts();
    prepareScripts();
    expect(trustedScript("assets/a.js")).toBe("tauri://localhost/assets/a.js");
    expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(["app"]);
  });
});
