import type { Model } from "@atelier/client/types";

import { count } from "../../lib/quantity";
import { priceWords } from "./words";

type Props = { readonly models: readonly Model[] };

/** What the endpoint offers, and what is known of each model. */
export const ModelsTable = ({ models }: Props) => (
  <div className="overflow-x-auto rounded-card border border-hairline">
    <table className="numeric w-full text-left text-sm">
      <thead className="bg-surface-sunken text-xs text-text-subtle">
        <tr>
          <th className="px-3 py-2 font-medium">Model</th>
          <th className="px-3 py-2 text-right font-medium">Prompt, tokens</th>
          <th className="px-3 py-2 text-right font-medium">Answer, tokens</th>
          <th className="px-3 py-2 text-right font-medium">Price</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <tr className="border-t border-hairline" key={model.id}>
            <td className="px-3 py-2">
              <span className="block font-medium whitespace-nowrap">{model.display_name}</span>
              <span className="block font-mono text-xs text-text-faint">{model.id}</span>
              {model.lifecycle !== null && model.lifecycle !== "active" && (
                <span className="block text-xs text-warning">{model.lifecycle}</span>
              )}
            </td>
            <td className="px-3 py-2 text-right">{tokens(model.max_input_tokens)}</td>
            <td className="px-3 py-2 text-right">{tokens(model.max_output_tokens)}</td>
            <td className="px-3 py-2 text-right whitespace-nowrap">{priceWords(model)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const tokens = (most: number | null): string => (most === null ? "unknown" : count(most));
