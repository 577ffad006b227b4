import type { OperationError } from "@atelier/client/errors";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";

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
        {t`Back`}
      </Button>
    }
    next={
      <Button onClick={onConfirm} pending={busy} variant="primary">
        {t`Look around`}
      </Button>
    }
    title={t`Look around first`}
  >
    <p className="text-text-subtle">{t`You need no key for this. Two things are different:`}</p>
    <ul className="flex list-disc flex-col gap-2 pl-5 text-text-subtle">
      <li>
        <Trans>
          <strong className="font-medium text-text">Answers will be simulated.</strong> They are
          made up by Atelier itself, cost nothing, and are marked as simulated. Claude is not asked.
        </Trans>
      </li>
      <li>
        <Trans>
          <strong className="font-medium text-text">Nothing is kept.</strong> Conversations are only
          in memory until you choose to keep them.
        </Trans>
      </li>
    </ul>
    <p className="text-text-subtle">
      {t`You can add a key at any time, in Settings under Account & keys.`}
    </p>
    {error && <ErrorNote error={error} />}
  </StepFrame>
);
