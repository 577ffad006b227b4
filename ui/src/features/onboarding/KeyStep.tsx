import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";

import { Button } from "../../components/Button";
import { StepFrame } from "./StepFrame";

type Props = {
  readonly keyWorks: boolean;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onLookAround: () => void;
  readonly children: ReactNode;
};

/** A key, or a look around without one. */
export const KeyStep = ({ keyWorks, onBack, onNext, onLookAround, children }: Props) => (
  <StepFrame
    back={
      <Button onClick={onBack} variant="quiet">
        {t`Back`}
      </Button>
    }
    next={
      keyWorks ? (
        <Button onClick={onNext} variant="primary">
          {t`Continue`}
        </Button>
      ) : (
        <>
          <Button onClick={onLookAround}>{t`Look around first`}</Button>
          <Button onClick={onNext} variant="quiet">
            {t`Skip`}
          </Button>
        </>
      )
    }
    title={t`Your API key`}
  >
    <p className="text-text-subtle">
      {t`Atelier talks to Claude with your own key. You pay Anthropic for what you use, and Atelier shows what each answer cost.`}
    </p>
    {children}
  </StepFrame>
);
