import type { OperationError } from "@atelier/client/errors";
import { t } from "@lingui/core/macro";
import { CircleAlert, Copy, RotateCw } from "lucide-react";
import type { ReactNode } from "react";

import { errorWords } from "../lib/error-words";
import { usePlatform } from "../platform/context";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { showToast } from "./toasts";

type Props = {
  readonly error: OperationError;
  /** What was attempted, where the message alone would not say. */
  readonly title?: string;
  readonly onRetry?: () => void;
  /** What else can be done about it. */
  readonly children?: ReactNode;
};

/** Says what happened, what was kept and what to do. */
export const ErrorNote = ({ error, title, onRetry, children }: Props) => {
  const platform = usePlatform();
  const { message, hint, detail } = errorWords(error);
  const copy = async () => {
    await platform.copyText(details(error));
    showToast({ text: t`Details copied` });
  };
  return (
    <div
      className="rounded-card border border-danger/40 bg-danger-subtle px-4 py-3 text-sm"
      role="alert"
    >
      <div className="flex gap-3">
        <Icon className="mt-0.5 text-danger" of={CircleAlert} />
        <div className="min-w-0 flex-1">
          {title && <p className="font-medium">{title}</p>}
          <p className={title ? "" : "font-medium"}>{message}</p>
          {hint && <p className="mt-1 text-text-subtle">{hint}</p>}
          {detail && (
            <p className="mt-1 wrap-anywhere text-text-subtle" lang="en">
              {detail}
            </p>
          )}
          <div className="mt-3 flex flex-wrap gap-2">
            {onRetry && (
              <Button icon={RotateCw} onClick={onRetry}>
                {t`Try again`}
              </Button>
            )}
            {children}
            <Button icon={Copy} onClick={copy} variant="quiet">
              {t`Copy details`}
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
};

const details = ({ code, message, hint }: OperationError): string =>
  [`${code}: ${message}`, hint].filter(Boolean).join("\n");
