import { t } from "@lingui/core/macro";
import { type ReactNode, useEffect, useReducer, useRef } from "react";

import { useSettings } from "../../data/use-settings";
import { FinishStep } from "./FinishStep";
import { KeyStep } from "./KeyStep";
import { LookAroundStep } from "./LookAroundStep";
import { FIRST, STEPS, stepReducer } from "./steps";
import { WelcomeStep } from "./WelcomeStep";

type Props = {
  /** The choice of appearance. */
  readonly appearance: ReactNode;
  /** The choice of language. */
  readonly language: ReactNode;
  /** Where the key is pasted and tested; it calls back once one works. */
  readonly keySetup: (onWorks: () => void) => ReactNode;
};

/** The first minute: how it looks, a key or a look around, and off. */
export const Onboarding = ({ appearance, language, keySetup }: Props) => {
  const [{ step, keyWorks }, go] = useReducer(stepReducer, FIRST);
  const { settings, save, saving, saveError } = useSettings();
  const heading = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read from its top.
  useEffect(() => heading.current?.focus(), [step]);

  const lookAround = () => {
    if (!settings) return;
    const endpoint = { ...settings.endpoint, kind: "simulator", base_url: null } as const;
    save({ endpoint, onboarded: true });
  };
  const finish = () => save({ onboarded: true });
  const outcome = { busy: saving, error: saveError };
  return (
    <main className="grid h-full overflow-y-auto bg-surface-sunken px-6 py-10">
      <div className="m-auto w-full max-w-xl">
        <div
          className="rounded-card border border-hairline bg-surface-raised px-8 py-8 focus-visible:outline-none"
          ref={heading}
          tabIndex={-1}
        >
          {step === "welcome" && (
            <WelcomeStep
              appearance={appearance}
              language={language}
              onNext={() => go({ type: "next" })}
            />
          )}
          {step === "key" && (
            <KeyStep
              keyWorks={keyWorks}
              onBack={() => go({ type: "back" })}
              onLookAround={() => go({ type: "look_around" })}
              onNext={() => go({ type: "next" })}
            >
              {keySetup(() => go({ type: "key_works" }))}
            </KeyStep>
          )}
          {step === "look_around" && (
            <LookAroundStep
              {...outcome}
              onBack={() => go({ type: "back" })}
              onConfirm={lookAround}
            />
          )}
          {step === "finish" && (
            <FinishStep
              {...outcome}
              keyWorks={keyWorks}
              onBack={() => go({ type: "back" })}
              onFinish={finish}
            />
          )}
        </div>
        <Progress step={STEPS.indexOf(step === "look_around" ? "key" : step)} />
      </div>
    </main>
  );
};

const Progress = ({ step }: { readonly step: number }) => (
  <p className="mt-4 flex justify-center gap-2">
    <span className="sr-only">{t`Step ${{ step: step + 1 }} of ${{ steps: STEPS.length }}`}</span>
    {STEPS.map((name, index) => (
      <span
        aria-hidden="true"
        className={`h-1 w-8 rounded-full ${index <= step ? "bg-accent" : "bg-surface-selected"}`}
        key={name}
      />
    ))}
  </p>
);
