import type { BudgetLevel, BudgetLine } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect, useState } from "react";
import { readAmount, writeAmount } from "../lib/amount";
import { cx } from "../lib/cx";
import { money } from "../lib/quantity";
import { Field } from "./Field";
import { LevelBar } from "./LevelBar";
import { TextInput } from "./TextInput";

type Props = {
  readonly label: string;
  readonly description: string;
  readonly limit: number | null;
  /** How far it is used; absent where nobody can say. */
  readonly line?: BudgetLine | undefined;
  readonly onSave: (limit: number | null) => void;
};

/** A limit in dollars, kept as soon as it is left; an empty field is no limit. */
export const BudgetField = ({ label, description, limit, line, onSave }: Props) => {
  const [text, setText] = useState(writeAmount(limit));
  useEffect(() => setText(writeAmount(limit)), [limit]);
  const amount = readAmount(text);
  const keep = () => {
    if (amount.state === "wrong") return;
    const chosen = amount.state === "none" ? null : amount.nanoUsd;
    if (chosen !== limit) onSave(chosen);
  };
  return (
    <div className="flex flex-col gap-2">
      <Field
        description={description}
        error={amount.state === "wrong" ? t`An amount in dollars, such as 5 or 2.50.` : null}
        label={label}
        layout="beside"
      >
        {(control) => (
          <div className="flex w-32 items-center gap-2">
            <span aria-hidden="true" className="text-sm text-text-subtle">
              $
            </span>
            <TextInput
              {...control}
              className="numeric text-right"
              inputMode="decimal"
              onBlur={keep}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") keep();
                if (event.key === "Escape") setText(writeAmount(limit));
              }}
              placeholder={t`no limit`}
              value={text}
            />
          </div>
        )}
      </Field>
      {line && <BudgetBar line={line} />}
    </div>
  );
};

type BarProps = { readonly line: BudgetLine };

const BudgetBar = ({ line }: BarProps) => {
  const { limit_nano_usd: limit, spent_nano_usd: spent, level, partial } = line;
  const part = limit > 0 ? Math.min(1, spent / limit) : 1;
  const words = partial
    ? t`at least ${{ spent: money(spent) }} of ${{ limit: money(limit) }} spent`
    : t`${{ spent: money(spent) }} of ${{ limit: money(limit) }} spent`;
  return (
    <div className="flex items-center gap-3">
      <LevelBar className="min-w-0 flex-1" level={level} part={part} />
      <span className={cx("numeric text-xs", INK[level])}>{words}</span>
    </div>
  );
};

const INK: Record<BudgetLevel, string> = {
  fine: "text-text-subtle",
  near: "text-warning",
  reached: "text-danger",
};
