import type { Language } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { ChoiceCards } from "../../components/ChoiceCards";
import { useSettings } from "../../data/use-settings";
import { type Locale, NATIVE_NAMES } from "../../lib/language";

/** The language of the page; it changes at once. */
export const LanguageChoice = () => {
  const { settings, save } = useSettings();
  return (
    <ChoiceCards
      choices={[
        { value: "system", label: t`As the system is` },
        ...LOCALES.map((value) => ({ value, label: NATIVE_NAMES[value], lang: value })),
      ]}
      label={t`Language`}
      onChange={(language: Language) => save({ language })}
      value={settings?.language ?? "system"}
    />
  );
};

const LOCALES = Object.keys(NATIVE_NAMES) as Locale[];
