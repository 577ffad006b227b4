import { t } from "@lingui/core/macro";
import { Button } from "../components/Button";
import { Mark } from "../components/Mark";
import { ApiKeySetup } from "../features/settings/ApiKeySetup";

type Props = { readonly onContinue: () => void };

/** Asks for what opens the key and the conversations, before anything else. */
export const Locked = ({ onContinue }: Props) => (
  <main className="grid h-full overflow-y-auto bg-surface-sunken p-6">
    <div className="m-auto w-full max-w-md rounded-card border border-hairline bg-surface-raised p-8">
      <Mark size={32} />
      <h1 className="mt-4 mb-3 text-xl font-semibold">{t`Atelier is locked`}</h1>
      <ApiKeySetup />
      <div className="mt-6 border-t border-hairline pt-4">
        <Button className="-ml-3" onClick={onContinue} variant="quiet">
          {t`Continue without unlocking`}
        </Button>
      </div>
    </div>
  </main>
);
