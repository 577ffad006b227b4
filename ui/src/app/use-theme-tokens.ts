import type { Settings } from "@atelier/client/types";
import { useEffect, useLayoutEffect } from "react";

import { useOperation } from "../data/use-operation";
import { type Theme, useTheme } from "../design/theme";
import {
  keepTokens,
  restoreTokens,
  showMessageScale,
  showTokens,
  useThemePreview,
} from "../design/theme-tokens";
import { useMedia } from "../lib/use-media";

/** Shows the theme and the text size of the settings, or a theme that is just being made. */
export const useThemeTokens = (settings: Settings | undefined): void => {
  const theme = useTheme((store) => store.theme);
  const preview = useThemePreview((store) => store.preview);
  const wanted = useWanted(settings, theme);
  const known = settings !== undefined;
  const { data } = useOperation("theme.list", {}, { enabled: known && wanted !== null });
  const scale = settings?.message_scale;

  useEffect(() => {
    if (scale !== undefined) showMessageScale(scale);
  }, [scale]);
  useLayoutEffect(() => {
    if (preview?.base === theme) showTokens(preview.tokens);
    else if (!known || (wanted !== null && data === undefined)) restoreTokens(theme);
    else {
      const found = data?.find(({ id, base }) => id === wanted && base === theme);
      keepTokens(theme, found?.tokens ?? {});
    }
  }, [preview, theme, known, wanted, data]);
};

/** The theme to show; where none was chosen and the system asks for more contrast, the one that has it. */
const useWanted = (settings: Settings | undefined, theme: Theme): string | null => {
  const moreContrast = useMedia("(prefers-contrast: more)");
  const chosen = theme === "dark" ? settings?.dark_theme : settings?.light_theme;
  return chosen ?? (moreContrast ? `high-contrast-${theme}` : null);
};
