import type { KeyState } from "@atelier/client/types";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import type { ApiKeyConfig } from "./use-api-key-config";
import { placeWords } from "./words";

type Props = {
  readonly kept: KeyState;
  readonly config: ApiKeyConfig;
  readonly onReplace: () => void;
};

/** The key that is kept, as far as it may be shown, and what can be done with it. */
export const KeySummary = ({ kept, config, onReplace }: Props) => {
  const [asking, setAsking] = useState(false);
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
            Ends in <span className="font-mono">{kept.last_four}</span>
          </p>
          <p className="text-sm text-text-subtle">Kept {placeWords(kept.place)}.</p>
        </div>
        <div className="flex gap-2">
          <Button onClick={() => void config.test()} pending={config.check.state === "testing"}>
            Test
          </Button>
          {ours && <Button onClick={onReplace}>Replace</Button>}
          {ours && (
            <Button onClick={() => setAsking(true)} pending={config.removing} variant="danger">
              Delete
            </Button>
          )}
        </div>
      </div>
      {config.removeError && (
        <ErrorNote error={config.removeError} title="The key is still there" />
      )}
      <Confirm
        act="Delete the key"
        danger
        keep="Keep it"
        onAct={remove}
        onClose={() => setAsking(false)}
        open={asking}
        title="Delete the API key?"
      >
        <p>
          Atelier forgets the key that ends in {kept.last_four}. Your conversations stay. To end the
          key itself, revoke it in the console that issued it.
        </p>
      </Confirm>
    </>
  );
};
