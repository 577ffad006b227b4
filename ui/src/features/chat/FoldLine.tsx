import { plural, t } from "@lingui/core/macro";
import { ChevronRight, ListTree } from "lucide-react";

import { Icon } from "../../components/Icon";
import { StateDot } from "../../components/StateDot";
import { cx } from "../../lib/cx";
import { duration } from "../../lib/time";
import { useFolds } from "./folding";
import { runWords } from "./run-words";
import type { Fold } from "./transcript";

type Props = { readonly fold: Fold };

/** What is folded, in one line that opens it. */
export const FoldLine = ({ fold }: Props) => {
  const { toggle } = useFolds();
  const { open, failed, running } = fold;
  return (
    <button
      aria-expanded={open}
      className="-ml-2 flex w-fit max-w-full items-center gap-2 rounded-control px-2 py-1 text-sm text-text-subtle hover:bg-surface-hover hover:text-text"
      data-fold={fold.of.kind}
      onClick={() => toggle(fold.key)}
      title={open ? t`Fold it again` : t`Show all of it`}
      type="button"
    >
      {running ? <StateDot running tone="accent" /> : <Icon of={ListTree} />}
      <span className="numeric min-w-0 truncate">{wordsOf(fold)}</span>
      {failed > 0 && (
        <span className="numeric text-danger">
          {plural(failed, { one: "# failed", other: "# failed" })}
        </span>
      )}
      <Icon className={cx(open && "rotate-90")} of={ChevronRight} />
    </button>
  );
};

const wordsOf = ({ of, count, took, running }: Fold): string => {
  if (of.kind === "calls") return runWords(of.name, count);
  if (running || took === null) return plural(count, { one: "# step", other: "# steps" });
  const time = duration(took);
  return plural(count, { one: `# step, ${time} in all`, other: `# steps, ${time} in all` });
};
