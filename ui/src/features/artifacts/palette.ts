import { useEffect, useState } from "react";

import { useSettings } from "../../data/use-settings";
import { useTheme } from "../../design/theme";
import { useMedia } from "../../lib/use-media";

/** The colours of a diagram, by the names that what draws has for them. */
export type Palette = Readonly<Record<string, string | boolean>>;

/** Returns the colours of the theme that is shown; null until they are known. */
export const usePalette = (): Palette | null => {
  const { settings } = useSettings();
  const theme = useTheme((store) => store.theme);
  const contrast = useMedia("(prefers-contrast: more)");
  const [palette, setPalette] = useState<Palette | null>(null);
  const wanted = `${theme} ${settings?.light_theme} ${settings?.dark_theme} ${contrast}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what changes the colours
  useEffect(() => {
    // The tokens of a theme are there a moment after its name.
    const timer = setTimeout(() => setPalette(read(theme === "dark")), 60);
    return () => clearTimeout(timer);
  }, [wanted]);
  return palette;
};

const read = (dark: boolean): Palette => {
  const style = getComputedStyle(document.documentElement);
  const role = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#808080";
  const text = role("text");
  const line = role("text-subtle");
  const charts = [1, 2, 3, 4, 5, 6].map((number) => role(`chart-${number}`));
  const pie = Object.fromEntries(charts.map((color, at) => [`pie${at + 1}`, color]));
  return {
    darkMode: dark,
    background: role("surface-raised"),
    primaryColor: role("surface-selected"),
    primaryTextColor: text,
    primaryBorderColor: role("border"),
    secondaryColor: role("accent-subtle"),
    secondaryTextColor: text,
    secondaryBorderColor: role("border"),
    tertiaryColor: role("info-subtle"),
    tertiaryTextColor: text,
    tertiaryBorderColor: role("border"),
    lineColor: line,
    textColor: text,
    titleColor: text,
    noteBkgColor: role("warning-subtle"),
    noteTextColor: text,
    noteBorderColor: role("warning"),
    edgeLabelBackground: role("surface-raised"),
    errorBkgColor: role("danger-subtle"),
    errorTextColor: text,
    pieTitleTextColor: text,
    pieLegendTextColor: text,
    pieSectionTextColor: dark ? role("surface") : role("surface-raised"),
    pieStrokeColor: role("surface-raised"),
    pieOuterStrokeColor: role("border"),
    ...pie,
  };
};
