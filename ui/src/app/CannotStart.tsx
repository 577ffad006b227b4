import type { OperationError } from "@atelier/client/errors";
import { t } from "@lingui/core/macro";

import { ErrorNote } from "../components/ErrorNote";

type Props = { readonly error: OperationError; readonly onRetry: () => void };

/** Says why there is nothing to show yet. */
export const CannotStart = ({ error, onRetry }: Props) => (
  <main className="grid h-full place-items-center overflow-y-auto p-6">
    <div className="w-full max-w-xl">
      <h1 className="mb-4 text-xl font-semibold">{t`Atelier cannot start yet`}</h1>
      <ErrorNote error={error} onRetry={onRetry} />
    </div>
  </main>
);
