import { Key } from "selenium-webdriver";
import { afterAll, describe, expect, test } from "vitest";

import { seriousFindings } from "../harness/axe";
import { forceColors } from "../harness/devtools";
import { MOD } from "../harness/screen";
import { until } from "../harness/until";
import { reportOnFailure, useProduct } from "../scenarios/product";

// Only Chromium can pretend to be a system that forces its colours.
describe("where the system forces its colours", () => {
  const product = useProduct({ behind: "simulator" });
  const { screen } = product;
  afterAll(() => forceColors(product.door.driver, null));

  /** Everything can be told apart on both grounds. */
  const apart = async (what: string) => {
    const { driver } = product.door;
    for (const ground of ["light", "dark"] as const) {
      await forceColors(driver, ground);
      await until(`the theme for a ${ground} ground`, () =>
        driver.executeScript<boolean>(
          (theme: string) => document.documentElement.dataset["theme"] === theme,
          ground,
        ),
      );
      expect(await driver.executeScript<string[]>(readIndistinct), `${what}, ${ground}`).toEqual(
        [],
      );
      // Of forced colours a page is told its own, which nobody sees: their contrast is the system's.
      const findings = await seriousFindings(driver);
      const others = findings.filter((line) => !line.startsWith("color-contrast"));
      expect(others, `${what}, ${ground}`).toEqual([]);
    }
  };

  const focusRing = () =>
    product.door.driver.executeScript<string>(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
      return `${outlineStyle} ${outlineWidth}`;
    });

  test("an answer, its context and the sidebar keep lines, states and the focus", async () => {
    reportOnFailure(product);
    await product.door.operation("settings.save", { appearance: "light" });
    await product.send("/simulate thinking");
    await product.answer("Begin a message with /simulate help");
    await product.settled();
    await apart("chat");
    await screen.press(Key.TAB);
    expect(await focusRing()).toMatch(/^(solid 3|double 6)px$/);
    await screen.click("button", "Context. …");
    await screen.get("button", "Close the context");
    await apart("context");
    await screen.click("button", "Close the context");
  });

  test("so do the settings, with their switches, cards and charts", async () => {
    reportOnFailure(product);
    await screen.press(MOD, ",");
    for (const page of ["General", "Chat", "Memory", "Usage & budget", "Data", "Appearance"]) {
      await screen.click("button", page);
      await screen.get("heading", page);
      await apart(page);
    }
    await screen.click("button", "New theme");
    await screen.get("textbox", "Value of text");
    await apart("theme editor");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
  });

  test("so do the palette, a dialog and a menu", async () => {
    reportOnFailure(product);
    await screen.press(MOD, "k");
    await screen.get("combobox", "What to do");
    await apart("palette");
    await screen.press(Key.ESCAPE);
    await screen.press(MOD, Key.SHIFT, "k");
    await screen.shows("No templates yet");
    await apart("templates");
    await screen.press(Key.ESCAPE);
    await screen.gone("dialog");
  });
});

/** Lists the controls that have no line round them, the switches with nothing in them, and what is chosen without a sign. */
function readIndistinct(): string[] {
  const found: string[] = [];
  const seen = (element: Element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true });
  };
  const note = (element: Element, why: string) =>
    found.push(
      `${why}: ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? ""}`,
    );
  const hasOutline = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration, least: number) =>
    outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= least;
  const hasBorder = ({ borderTopStyle, borderTopWidth }: CSSStyleDeclaration) =>
    borderTopStyle !== "none" && Number.parseFloat(borderTopWidth) > 0;
  const controls = "button:not([role=menuitem]), select, input:not([type=radio]), textarea";
  for (const element of document.querySelectorAll(controls)) {
    if (!seen(element)) continue;
    // A field may have its line on the frame that it stands in.
    const frames = [element, element.parentElement, element.parentElement?.parentElement];
    const isField = element.tagName !== "BUTTON";
    const bounded = (isField ? frames : [element]).some((each) => {
      const style = each && getComputedStyle(each);
      return style && (hasOutline(style, 1) || hasBorder(style));
    });
    if (!bounded) note(element, "no line round it");
  }
  for (const element of document.querySelectorAll("[role=switch]")) {
    const knob = element.firstElementChild;
    if (!seen(element) || !knob) continue;
    const ground = getComputedStyle(element).backgroundColor;
    if (getComputedStyle(knob).backgroundColor === ground) note(element, "no knob");
  }
  const chosen = "[aria-current=page], [aria-selected=true], [aria-pressed=true]";
  for (const element of document.querySelectorAll(chosen)) {
    if (seen(element) && !hasOutline(getComputedStyle(element), 2)) note(element, "not chosen");
  }
  for (const input of document.querySelectorAll("label > input:checked")) {
    const label = input.parentElement;
    if (label && seen(label) && !hasOutline(getComputedStyle(label), 2)) note(label, "not chosen");
  }
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = luminance(getComputedStyle(document.documentElement).backgroundColor);
  for (const mark of document.querySelectorAll("main svg rect, main svg line, main svg circle")) {
    const { fill, stroke } = getComputedStyle(mark);
    const drawn = fill === "none" || mark.tagName === "line" ? stroke : fill;
    const helps = mark.closest(".lucide") || mark.classList.contains("stroke-hairline");
    if (!seen(mark) || helps || drawn === "rgba(0, 0, 0, 0)") continue;
    const [less, more] = [ground, luminance(drawn)].sort((a, b) => a - b);
    if (((more ?? 0) + 0.05) / ((less ?? 0) + 0.05) < 3) note(mark, `${drawn} is too faint`);
  }
  return found;
}
