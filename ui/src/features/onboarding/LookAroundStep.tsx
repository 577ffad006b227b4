import type { OperationError } from "@atelier/client/errors";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { StepFrame } from "./StepFrame";

type Props = {
  readonly busy: boolean;
  readonly error: OperationError | null;
  readonly onBack: () => void;
  readonly onConfirm: () => void;
};

/** Says what looking around means, before it begins. */
export const LookAroundStep = ({ busy, error, onBack, onConfirm }: Props) => (
  <StepFrame
    back={
      <Button onClick={onBack} variant="quiet">
        Back
      </Button>
    }
    next={
      <Button onClick={onConfirm} pending={busy} variant="primary">
        Look around
      </Button>
    }
    title="Look around first"
  >
    <p className="text-text-subtle">You need no key for this. Two things are different:</p>
    <ul className="flex list-disc flex-col gap-2 pl-5 text-text-subtle">
      <li>
        <strong className="font-medium text-text">Answers will be simulated.</strong> They are made
        up by Atelier itself, cost nothing, and are marked as simulated. Claude is not asked.
      </li>
      <li>
        <strong className="font-medium text-text">Nothing is kept.</strong> Conversations are only
        in memory until you choose to keep them.
      </li>
    </ul>
    <p className="text-text-subtle">
      You can add a key at any time, in Settings under Account &amp; keys.
    </p>
    {error && <ErrorNote error={error} />}
  </StepFrame>
);
