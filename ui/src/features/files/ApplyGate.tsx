import { type ReactNode, useCallback, useMemo, useState } from "react";

import { later } from "../../components/later";
import { CodeActionContext, type SaidCode } from "../../components/markdown/code-action";

const ApplyDialog = later(
  async () => (await import("./ApplyDialog")).ApplyDialog,
  () => null,
);

type Props = { readonly children: ReactNode };

/** Lets blocks of code below it be applied to files. */
export const ApplyGate = ({ children }: Props) => {
  const [said, setSaid] = useState<SaidCode | null>(null);
  const action = useMemo(() => ({ label: "Apply to a file", run: setSaid }), []);
  const close = useCallback(() => setSaid(null), []);
  return (
    <CodeActionContext value={action}>
      {children}
      {said && <ApplyDialog onClose={close} said={said} />}
    </CodeActionContext>
  );
};
