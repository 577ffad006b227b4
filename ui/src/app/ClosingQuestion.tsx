import type { Closing, ClosingDecision } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { useEffect } from "react";

import { Button } from "../components/Button";
import { Confirm } from "../components/Confirm";

type Props = {
  readonly closing: Closing;
  readonly decide: (decision: ClosingDecision) => void;
};

/** Asks before Atelier closes while something is under way, and tells once that it keeps running in the tray. */
export const ClosingQuestion = ({ closing, decide }: Props) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is said once that the question is seen.
  useEffect(() => {
    decide("asked");
  }, []);
  const { arriving, waiting } = closing;
  const stay = () => decide("stay");
  const facts = (
    <>
      {arriving > 0 && (
        <p>
          {plural(arriving, {
            one: "# answer is still arriving. Stopped, it keeps what has arrived.",
            other: "# answers are still arriving. Stopped, they keep what has arrived.",
          })}
        </p>
      )}
      {waiting > 0 && (
        <p className="mt-2">
          {plural(waiting, {
            one: "# message still waits to be sent. It stays in its queue.",
            other: "# messages still wait to be sent. They stay in their queues.",
          })}
        </p>
      )}
    </>
  );
  if (closing.reason === "into_tray") {
    return (
      <Confirm
        act={t`Keep running`}
        beside={
          <Button onClick={() => decide("quit")} variant="quiet">
            {arriving > 0 ? t`Stop and close` : t`Quit Atelier`}
          </Button>
        }
        onAct={() => decide("hide")}
        onClose={stay}
        open
        title={t`Atelier keeps running in the tray`}
      >
        <p>
          {t`The window goes, and answers go on arriving. The icon in the tray brings it back, and its menu ends Atelier.`}
        </p>
        <div className="mt-2">{facts}</div>
      </Confirm>
    );
  }
  return (
    <Confirm
      act={t`Stop and close`}
      beside={
        closing.can_stay && (
          <Button onClick={() => decide("hide")} variant="quiet">
            {t`Keep running`}
          </Button>
        )
      }
      danger
      onAct={() => decide("quit")}
      onClose={stay}
      open
      title={t`Close Atelier while something is under way?`}
    >
      {facts}
      {closing.can_stay && (
        <p className="mt-2 text-text-subtle">
          {t`“Keep running” puts the window away; the icon in the tray brings it back.`}
        </p>
      )}
    </Confirm>
  );
};
