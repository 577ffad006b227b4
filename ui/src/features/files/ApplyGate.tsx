import { t } from "@lingui/core/macro";
import { type ReactNode, useCallback, useMemo, useState } from "react";

import { later } from "../../components/later";
import { CodeActionContext, type SaidCode } from "../../components/markdown/code-action";
import { useLocale } from "../../lib/language";

const ApplyDialog = later(
  async () => (await import("./ApplyDialog")).ApplyDialog,
  () => null,
);

type Props = { readonly children: ReactNode };

/** Lets blocks of code below it be applied to files. */
export const ApplyGate = ({ children }: Props) => {
  const [said, setSaid] = useState<SaidCode | null>(null);
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the label is read in the language that is shown.
  const action = useMemo(() => ({ label: t`Apply to a file`, run: setSaid }), [locale]);
  const close = useCallback(() => setSaid(null), []);
  return (
    <CodeActionContext value={action}>
      {children}
      {said && <ApplyDialog onClose={close} said={said} />}
    </CodeActionContext>
  );
};
