import { Onboarding } from "../features/onboarding/Onboarding";
import { ApiKeySetup } from "../features/settings/ApiKeySetup";
import { AppearanceChoice } from "../features/settings/AppearanceChoice";
import { LanguageChoice } from "../features/settings/LanguageChoice";

/** The first steps, with the parts of the settings that they show. */
export const FirstSteps = () => (
  <Onboarding
    appearance={<AppearanceChoice />}
    language={<LanguageChoice />}
    keySetup={(onWorks) => <ApiKeySetup onWorks={onWorks} />}
  />
);
