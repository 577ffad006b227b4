import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { useEffect, useState } from "react";

import { cx } from "../lib/cx";
import { Button } from "./Button";
import { IconButton } from "./IconButton";
import { dismissToast, type Toast, useToasts } from "./toasts";

/** The corner where passing words appear, and the region that screen readers listen to. */
export const Toasts = () => {
  const { toasts, announcement, interruption } = useToasts();
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      <p aria-live="assertive" className="sr-only">
        {interruption}
      </p>
      <div
        aria-live="polite"
        className="pointer-events-none fixed top-14 right-4 z-50 flex flex-col items-end gap-2"
        role="status"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </>
  );
};

const ToastCard = ({ toast }: { readonly toast: Toast }) => {
  const [held, setHeld] = useState(false);
  const { id, action } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), action ? STAYS_WITH_ACTION : STAYS);
    return () => clearTimeout(timer);
  }, [held, id, action]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from leaving.
    <div
      className={cx(
        "pointer-events-auto flex max-w-96 animate-appear items-center gap-3 rounded-card border border-hairline",
        "bg-surface-raised py-1 pr-1 pl-4 text-sm shadow-float",
        toast.tone === "danger" && "text-danger",
      )}
      onBlur={release}
      onFocus={hold}
      onMouseEnter={hold}
      onMouseLeave={release}
    >
      <span className="min-w-0 flex-1 py-1.5">{toast.text}</span>
      {action && (
        <Button
          onClick={() => {
            action.run();
            dismissToast(id);
          }}
          variant="quiet"
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={t`Dismiss`} onClick={() => dismissToast(id)} />
    </div>
  );
};

/** How long a toast stays, in ms; longer where it can be answered. */
const STAYS = 5_000;
const STAYS_WITH_ACTION = 10_000;
