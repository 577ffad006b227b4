import type { Model } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { cx } from "../../lib/cx";
import { count } from "../../lib/quantity";
import { priceWords } from "./words";

type Props = { readonly models: readonly Model[] };

/** What the endpoint offers, and what is known of each model; narrow, the lengths join the name. */
export const ModelsTable = ({ models }: Props) => (
  <div className="@container overflow-hidden rounded-card border border-hairline">
    <table className="numeric w-full text-left text-sm">
      <thead className="bg-surface-sunken text-xs text-text-subtle">
        <tr>
          <th className="px-3 py-2 font-medium">{t`Model`}</th>
          <th className={cx(ROOMY, "px-3 py-2 text-right font-medium")}>{t`Prompt, tokens`}</th>
          <th className={cx(ROOMY, "px-3 py-2 text-right font-medium")}>{t`Answer, tokens`}</th>
          <th className="px-3 py-2 text-right font-medium">{t`Price`}</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <tr className="border-t border-hairline" key={model.id}>
            <td className="px-3 py-2">
              <span className="block font-medium">{model.display_name}</span>
              <span className="block font-mono text-xs wrap-anywhere text-text-faint">
                {model.id}
              </span>
              <span className="block text-xs text-text-subtle @lg:hidden">{t`${{ max_input_tokens: tokens(model.max_input_tokens) }} tokens in, ${{ max_output_tokens: tokens(model.max_output_tokens) }} out`}</span>
              {model.lifecycle !== null && model.lifecycle !== "active" && (
                <span className="block text-xs text-warning">{model.lifecycle}</span>
              )}
            </td>
            <td className={cx(ROOMY, "px-3 py-2 text-right")}>{tokens(model.max_input_tokens)}</td>
            <td className={cx(ROOMY, "px-3 py-2 text-right")}>{tokens(model.max_output_tokens)}</td>
            <td className="px-3 py-2 text-right whitespace-nowrap">{priceWords(model)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** A column that only a wide table has. */
const ROOMY = "hidden @lg:table-cell";

const tokens = (most: number | null): string => (most === null ? t`unknown` : count(most));
