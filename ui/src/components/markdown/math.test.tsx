import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { Markdown } from "./Markdown";

// The page has a doctype; that of the tests has none, and formulas are not drawn without.
Object.defineProperty(document, "compatMode", { value: "CSS1Compat" });

const show = (text: string) =>
  renderWith(createFakeTransport(), <Markdown progress="finished" text={text} />);

/** What draws formulas is loaded with the first. */
const SLOW = { timeout: 10_000 };

describe("a formula", () => {
  it("is drawn as MathML, with its source beside it", async () => {
    const { container } = show("The root $\\sqrt{x}$ of it.");
    await waitFor(() => expect(container.querySelectorAll("math")).toHaveLength(1), SLOW);
    expect(container.querySelector("msqrt")).toBeTruthy();
    expect(container.querySelector("annotation")?.textContent).toContain("\\sqrt{x}");
  });

  it.each([
    "$\\unknown{x}$",
    "$\\frac{a}$",
    "$\\def\\a{\\a\\a}\\a$",
    "$\\newcommand{\\x}{\\x\\x\\x}\\x$",
  ])("that cannot be read stands as it is written: %s", async (text) => {
    const { container } = show(text);
    await waitFor(() =>
      expect(container.querySelector("code")?.textContent).toBe(text.slice(1, -1)),
    );
    expect(container.querySelector("math")).toBeNull();
  });

  it.each([
    "$\\href{javascript:alert(1)}{x}$",
    "$\\includegraphics{https://evil.example/x.png}$",
    "$\\htmlStyle{background:url(//evil.example)}{x}$",
    '$\\class{x" onload=alert(1)}{x}$',
    "$\\text{<img src=x onerror=alert(1)>}$",
  ])("leads nowhere and runs nothing: %s", async (text) => {
    const { container } = show(text);
    await waitFor(() => expect(container.querySelector("math, code")).toBeTruthy(), SLOW);
    expect(
      container.querySelector("a, img, script, [href], [src], [onload], [onerror]"),
    ).toBeNull();
    expect(container.querySelector("[style*=url]")).toBeNull();
  });
});
