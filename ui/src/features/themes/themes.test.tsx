import { OperationError } from "@atelier/client/errors";
import type { SettingsPatch, Theme } from "@atelier/client/types";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { showAppearance, useTheme } from "../../design/theme";
import { useThemePreview } from "../../design/theme-tokens";
import { createFakePlatform } from "../../testing/fake-platform";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { grouped, isColour } from "./roles";
import { Themes } from "./Themes";

const theme = (id: string, part: Partial<Theme> = {}): Theme => ({
  id,
  name: id,
  author: "",
  base: "light",
  tokens: { surface: "#ffffff" },
  is_built_in: false,
  warnings: [],
  ...part,
});

const USUAL = { surface: "#fcf9f5", text: "#261d17", "code-text": "#000000", novel: "#111111" };
const NIGHT = theme("Night", { base: "dark", author: "Somebody" });
const BUILT_IN = theme("High contrast light", { is_built_in: true });

const start = () => {
  let kept = settings({ appearance: "light" });
  const transport = createFakeTransport({
    "settings.get": () => kept,
    "settings.save": (patch: SettingsPatch) => {
      kept = { ...kept, ...patch } as typeof kept;
      return kept;
    },
    "theme.list": [BUILT_IN, NIGHT],
    "theme.roles": { light: USUAL, dark: { ...USUAL, surface: "#131720" } },
    "theme.contrast": { warnings: [] },
    "theme.export": { file_name: "night.atelier-theme.json", text: "{}" },
    "theme.delete": { was_there: true },
    "theme.gallery": { folder: "/data/themes", files: [], refused: [] },
    "theme.catalogues": [],
  });
  const platform = { ...createFakePlatform(), kind: "tauri" as const };
  return { transport, platform, ...renderWith(transport, <Themes />, platform) };
};

// Loaded ahead: how long that takes is no matter of these tests.
beforeAll(() => import("./ThemeGallery"));
beforeEach(() => showAppearance("light"));
afterEach(() => useThemePreview.setState({ preview: null }));

test("roles stand in groups, and none is lost", () => {
  const groups = grouped(Object.keys(USUAL));
  expect(groups.map(({ name, roles }) => ({ name: name.message, roles }))).toEqual([
    { name: "Surfaces", roles: ["surface"] },
    { name: "Text", roles: ["text"] },
    { name: "Code", roles: ["code-text"] },
    { name: "Other", roles: ["novel"] },
  ]);
  expect(["#12345f", "#FFFFFF", "#fff", "red", "#1234567", ""].map(isColour)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

// rows: 3.167
test("a theme is chosen for light and for dark, each from those that fit", async () => {
  const { user, transport } = start();
  const dark = await screen.findByLabelText("Where it is dark");
  expect(
    within(dark)
      .getAllByRole("option")
      .map((one) => one.textContent),
  ).toEqual(["Ink, the usual one", "Night"]);
  await user.selectOptions(dark, "Night");
  expect(transport.inputs("settings.save")).toEqual([{ dark_theme: "Night" }]);
  await waitFor(() => expect((dark as HTMLSelectElement).value).toBe("Night"));
  await user.selectOptions(dark, "Ink, the usual one");
  expect(transport.inputs("settings.save").at(-1)).toEqual({ dark_theme: null });
});

// rows: 3.166
test("a theme is made while the window shows it, with a word on its contrast", async () => {
  const { user, transport } = start();
  await user.click(
    await screen.findByRole("button", { name: "Make one like it: High contrast light" }),
  );
  const dialog = await screen.findByRole("dialog", { name: "New theme" });
  const value = await within(dialog).findByLabelText("Value of text");
  transport.answer("theme.contrast", {
    warnings: [{ ink: "text", paper: "surface", ratio: 312, least: 700 }],
  });
  await user.clear(value);
  await user.type(value, "#ABCDE");
  expect(value.getAttribute("aria-invalid")).toBe("true");
  await user.type(value, "F");
  expect(useThemePreview.getState().preview?.tokens).toEqual({
    surface: "#ffffff",
    text: "#abcdef",
  });
  await within(dialog).findByText("text on surface: 3.1 to 1 of 7.0 to 1");
  await user.click(within(dialog).getByRole("button", { name: "The usual colour for surface" }));
  await user.selectOptions(within(dialog).getByLabelText("Stands on"), "Dark");
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  transport.answer("theme.save", () => {
    throw new OperationError("invalid_input", "No room.");
  });
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await within(dialog).findByText("No room.");
  transport.answer("theme.save", NIGHT);
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(transport.inputs("theme.save").at(-1)).toEqual({
    name: "High contrast light, mine",
    author: "",
    base: "dark",
    tokens: { text: "#abcdef" },
  });
  expect(useThemePreview.getState().preview).toBeNull();
  expect(document.documentElement.dataset["theme"], "what was there is back").toBe("light");
  expect(useTheme.getState()).toEqual({ appearance: "light", theme: "light" });
});

// rows: 3.168
test("a file is looked at before it is installed, and what is left out is named", async () => {
  const { user, transport, container } = start();
  await screen.findByRole("button", { name: "Edit: Night" });
  transport.answer("theme.check", {
    themes: [theme("ignored", { name: "Moss" })],
    left_out: ["`--evil` is no colour role."],
  });
  transport.answer("theme.install", [theme("new")]);
  const input = container.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("there is no field for a file");
  fireEvent.change(input, { target: { files: [new File([":root{}"], "moss.css")] } });
  const dialog = await screen.findByRole("dialog", { name: "Themes in “moss.css”" });
  await within(dialog).findByText("Moss");
  expect(within(dialog).getByText("`--evil` is no colour role.")).toBeDefined();
  await user.click(within(dialog).getByRole("button", { name: "Install" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(transport.inputs("theme.install")).toEqual([{ text: ":root{}", name: "moss" }]);
});

// rows: 3.168
test("the gallery shows what lies in its folder, and sharing hands the file over", async () => {
  const { user, transport, platform } = start();
  transport.answer("theme.gallery", {
    folder: "/data/themes",
    files: [{ file_name: "more/moss.css", text: "css", themes: [theme("", { name: "Moss" })] }],
    refused: ["`broken.json`: the file is no theme pack."],
  });
  transport.answer("theme.check", { themes: [], left_out: [] });
  await user.click(await screen.findByRole("button", { name: "Gallery" }));
  await screen.findByText("/data/themes");
  expect(screen.getByText(/broken.json/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Install more/moss.css" }));
  await screen.findByRole("dialog", { name: "Themes in “moss.css”" });
  await screen.findByText(/gives no colour/);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await user.click(screen.getByRole("button", { name: "Share: Night" }));
  await waitFor(() => expect(platform.copied).toEqual(["{}"]));
  await user.click(screen.getByRole("button", { name: "Remove: Night" }));
  expect(transport.inputs("theme.delete")).toEqual([{ id: "Night" }]);
  expect(screen.queryByRole("button", { name: "Remove: High contrast light" })).toBeNull();
});
