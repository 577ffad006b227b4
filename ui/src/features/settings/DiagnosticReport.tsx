import type { DiagnosticReport as Report } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useOperation } from "../../data/use-operation";
import { usePlatform } from "../../platform/context";
import { Setting } from "./setting";

/** A report of how Atelier is doing, to be read through before it is passed on. */
export const DiagnosticReport = () => {
  const [open, setOpen] = useState(false);
  return (
    <Setting
      description={t`For whoever helps you to find a fault. It holds no key, nothing that was said, and not your name; you see all of it first, and nothing is sent.`}
      id="report"
      title={t`Diagnostic report`}
    >
      <Button onClick={() => setOpen(true)}>{t`Make a report…`}</Button>
      {open && <ReportDialog onClose={() => setOpen(false)} />}
    </Setting>
  );
};

const ReportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const label = useId();
  const platform = usePlatform();
  const report = useOperation("diagnostics.report", {}, { fresh: true });
  const text = report.data && JSON.stringify(readable(report.data), null, 2);
  const copy = async () => {
    try {
      await platform.copyText(text ?? "");
      showToast({ text: t`The report is on the clipboard` });
      onClose();
    } catch {
      showToast({ text: t`The clipboard is closed to Atelier: select the text`, tone: "danger" });
    }
  };
  return (
    <Confirm
      act={t`Copy it`}
      disabled={!text}
      keep={t`Close`}
      onAct={() => void copy()}
      onClose={onClose}
      open
      title={t`Diagnostic report`}
    >
      <p className="mb-3" id={label}>
        <Trans>
          This is all that it holds. <code>atelier diagnostics report</code> writes the same on the
          command line.
        </Trans>
      </p>
      {report.isPending && <Skeleton lines={8} />}
      {report.error && <ErrorNote error={report.error} onRetry={() => void report.refetch()} />}
      {text && (
        <section
          aria-labelledby={label}
          className="max-h-80 overflow-auto rounded-card border border-hairline bg-surface-sunken p-3"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well
          tabIndex={0}
        >
          <pre className="text-left font-mono text-xs" dir="ltr">
            {text}
          </pre>
        </section>
      )}
    </Confirm>
  );
};

/** The report with its time as a person writes one. */
const readable = ({ made_at, ...rest }: Report) => ({
  made_at: new Date(made_at).toISOString(),
  ...rest,
});
