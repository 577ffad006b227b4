import type { KeyState } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import type { ApiKeyConfig } from "./use-api-key-config";
import { keptWords } from "./words";

type Props = {
  readonly kept: KeyState;
  readonly config: ApiKeyConfig;
  readonly onReplace: () => void;
};

/** The key that is kept, as far as it may be shown, and what can be done with it. */
export const KeySummary = ({ kept, config, onReplace }: Props) => {
  const [asking, setAsking] = useState(false);
  const lastFour = kept.last_four;
  const ours = kept.place !== "environment";
  const remove = () => {
    setAsking(false);
    config.remove();
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="text-sm font-medium">
            <Trans>
              Ends in <span className="font-mono">{lastFour}</span>
            </Trans>
          </p>
          <p className="text-sm text-text-subtle">{keptWords(kept.place)}</p>
        </div>
        <div className="flex gap-2">
          <Button onClick={() => void config.test()} pending={config.check.state === "testing"}>
            {t`Test`}
          </Button>
          {ours && <Button onClick={onReplace}>{t`Replace`}</Button>}
          {ours && (
            <Button onClick={() => setAsking(true)} pending={config.removing} variant="danger">
              {t`Delete`}
            </Button>
          )}
        </div>
      </div>
      {config.removeError && (
        <ErrorNote error={config.removeError} title={t`The key is still there`} />
      )}
      <Confirm
        act={t`Delete the key`}
        danger
        keep={t`Keep it`}
        onAct={remove}
        onClose={() => setAsking(false)}
        open={asking}
        title={t`Delete the API key?`}
      >
        <p>{t`Atelier forgets the key that ends in ${{ last_four: kept.last_four }}. Your conversations stay. To end the key itself, revoke it in the console that issued it.`}</p>
      </Confirm>
    </>
  );
};
