import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { Button } from "../../components/Button";
import { StepFrame } from "./StepFrame";

type Props = {
  readonly appearance: ReactNode;
  readonly language: ReactNode;
  readonly onNext: () => void;
};

/** What this is, what it keeps to itself, and how it looks. */
export const WelcomeStep = ({ appearance, language, onNext }: Props) => (
  <StepFrame
    mark
    next={
      <Button onClick={onNext} variant="primary">
        {t`Continue`}
      </Button>
    }
    title={t`Welcome to Atelier`}
  >
    <p className="text-lg text-text-subtle">
      {t`A workbench for Claude that runs on your computer. You bring an API key; everything else stays with you.`}
    </p>
    <p className="text-text-subtle">
      {t`No account, no telemetry. Conversations are encrypted on this computer, and only what you send goes to Claude.`}
    </p>
    <div className="flex flex-col gap-2">
      <p className="text-sm font-medium">{t`Language`}</p>
      {language}
    </div>
    <div className="flex flex-col gap-2">
      <p className="text-sm font-medium">{t`Appearance`}</p>
      {appearance}
    </div>
  </StepFrame>
);
