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
        Back
      </Button>
    }
    next={
      keyWorks ? (
        <Button onClick={onNext} variant="primary">
          Continue
        </Button>
      ) : (
        <>
          <Button onClick={onLookAround}>Look around first</Button>
          <Button onClick={onNext} variant="quiet">
            Skip
          </Button>
        </>
      )
    }
    title="Your API key"
  >
    <p className="text-text-subtle">
      Atelier talks to Claude with your own key. You pay Anthropic for what you use, and Atelier
      shows what each answer cost.
    </p>
    {children}
  </StepFrame>
);
