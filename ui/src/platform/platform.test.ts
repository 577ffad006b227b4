import { expect, test, vi } from "vitest";

import { isSafeAddress } from "./address";
import { copyText } from "./clipboard";
import { createWebPlatform } from "./web";

test.each([
  ["https://example.org/a?b#c", true],
  ["http://127.0.0.1:7878", true],
  ["mailto:someone@example.org", true],
  ["javascript:alert(1)", false],
  [" JavaScript:alert(1)", false],
  ["data:text/html,x", false],
  ["file:///etc/passwd", false],
  ["atelier://x", false],
  ["no address", false],
])("%s may be opened outside: %s", async (url, safe) => {
  const open = vi.fn();
  vi.stubGlobal("open", open);
  expect(isSafeAddress(url)).toBe(safe);
  await createWebPlatform().openExternal(url);
  expect(open.mock.calls.length).toBe(safe ? 1 : 0);
});

test("text is copied through a selection where the clipboard is closed, and focus stays", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("no")) } });
  const button = document.createElement("button");
  document.body.append(button);
  button.focus();
  let selected = "";
  document.execCommand = () => {
    selected = (document.activeElement as HTMLTextAreaElement | null)?.value ?? "";
    return true;
  };
  await copyText("hello");
  expect(document.querySelector("textarea")).toBeNull();
  expect(document.activeElement).toBe(button);
  expect(selected).toBe("hello");
});
