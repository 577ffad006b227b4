import { lazy, Suspense } from "react";

import { Skeleton } from "../components/Skeleton";
import { ApiKeySetup } from "../features/settings/ApiKeySetup";
import { AppearanceChoice } from "../features/settings/AppearanceChoice";

const Onboarding = lazy(async () => {
  const { Onboarding } = await import("../features/onboarding/Onboarding");
  return { default: Onboarding };
});

/** The first steps, with the parts of the settings that they show. */
export const FirstSteps = () => (
  <Suspense fallback={<Skeleton className="mx-auto max-w-xl px-6 py-16" lines={5} />}>
    <Onboarding
      appearance={<AppearanceChoice />}
      keySetup={(onWorks) => <ApiKeySetup onWorks={onWorks} />}
    />
  </Suspense>
);
