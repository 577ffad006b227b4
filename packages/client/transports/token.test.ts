import { expect, test } from "vitest";

import { takeToken } from "./token";

const page = (hash: string, kept: Record<string, string> = {}) => {
  const addresses: string[] = [];
  return {
    kept,
    addresses,
    location: { hash, pathname: "/", search: "" },
    history: {
      replaceState: (_state: unknown, _title: string, url?: string | URL | null) => {
        addresses.push(String(url));
      },
    },
    sessionStorage: {
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => {
        kept[key] = value;
      },
    },
  };
};

test("the token is taken from the fragment, and out of the address bar", () => {
  const opened = page("#token=a%2Bb");
  expect(takeToken(opened)).toBe("a+b");
  expect(opened.addresses).toEqual(["/"]);
});

test("a reload finds the token that the tab kept", () => {
  const { kept } = page("");
  takeToken(page("#token=abc", kept));
  expect(takeToken(page("#/settings", kept))).toBe("abc");
});

test("without a token there is none, and the address stays", () => {
  const opened = page("#/c/1");
  expect(takeToken(opened)).toBeNull();
  expect(opened.addresses).toEqual([]);
});

test("a token that is badly escaped is taken as it stands", () => {
  expect(takeToken(page("#token=%E0%A4%A"))).toBe("%E0%A4%A");
});
