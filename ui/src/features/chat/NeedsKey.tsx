import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { KeyRound } from "lucide-react";

import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";

type Props = { readonly onOpenKeySettings: () => void };

/** Says that an API key is needed, and leads to where it is entered. */
export const NeedsKey = ({ onOpenKeySettings }: Props) => (
  <div className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-3">
    <div
      className="flex items-center gap-3 rounded-card border border-hairline bg-warning-subtle px-4 py-3 text-sm"
      role="status"
    >
      <Icon className="text-warning" of={KeyRound} />
      <p className="min-w-0 flex-1">
        <Trans>
          <span className="font-medium">Claude needs an API key.</span> What you write here is kept
          as a draft.
        </Trans>
      </p>
      <Button onClick={onOpenKeySettings} variant="primary">
        {t`Add a key`}
      </Button>
    </div>
  </div>
);
