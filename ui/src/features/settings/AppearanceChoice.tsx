import type { Appearance } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Monitor, Moon, Sun } from "lucide-react";

import { ChoiceCards } from "../../components/ChoiceCards";
import { useSettings } from "../../data/use-settings";
import { showAppearance, useTheme } from "../../design/theme";

/** Light, dark, or as the system is; shown at once. */
export const AppearanceChoice = () => {
  const shown = useTheme((theme) => theme.appearance);
  const { settings, save } = useSettings();
  const choose = (appearance: Appearance) => {
    showAppearance(appearance);
    save({ appearance }, { onError: () => showAppearance(settings?.appearance ?? "system") });
  };
  return <ChoiceCards choices={choices()} label={t`Appearance`} onChange={choose} value={shown} />;
};

const choices = () =>
  [
    { value: "system", label: t`As the system is`, icon: Monitor },
    { value: "light", label: t`Light`, icon: Sun },
    { value: "dark", label: t`Dark`, icon: Moon },
  ] as const;
