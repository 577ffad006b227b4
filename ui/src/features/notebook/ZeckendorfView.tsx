import { t } from "@lingui/core/macro";
import { LongNumber } from "./LongNumber";
import { NumberTable } from "./NumberTable";
import type { NotebookResult } from "./result";

type Props = { readonly result: Extract<NotebookResult, { function: "zeckendorf" }> };

/** A number as a sum of Fibonacci numbers, part by part, and its binary form. */
export const ZeckendorfView = ({ result }: Props) => {
  const { number, parts, indices, binary, is_fibonacci: isFibonacci } = result;
  const sum = `${number} = ${parts.length === 0 ? "0" : [...parts].reverse().join(" + ")}`;
  return (
    <div className="flex flex-col gap-3">
      <p className="numeric wrap-anywhere">
        {isFibonacci ? t`${sum}, a Fibonacci number itself` : sum}
      </p>
      <NumberTable
        caption={t`The parts of the sum, the largest first`}
        columns={[t`index`, t`part`]}
        rows={parts.map((part, at) => [`F(${indices[at]})`, part]).reverse()}
      />
      <p className="flex flex-wrap items-start gap-2">
        <span className="py-0.5 text-text-subtle">{t`Binary form`}</span>
        <LongNumber text={binary} />
      </p>
    </div>
  );
};
