import type { Appearance } from "@atelier/client/types";
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
  return <ChoiceCards choices={CHOICES} label="Appearance" onChange={choose} value={shown} />;
};

const CHOICES = [
  { value: "system", label: "As the system is", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;
