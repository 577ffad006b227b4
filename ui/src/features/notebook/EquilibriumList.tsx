import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { EquilibriumItem } from "./EquilibriumItem";
import type { GameTable } from "./game";
import type { Equilibrium } from "./result";

type Props = { readonly game: GameTable; readonly equilibria: readonly Equilibrium[] };

/** So many equilibria are shown at first. */
const FIRST = 4;

/** Equilibria with their strategies, exactly and as bars. */
export const EquilibriumList = ({ game, equilibria }: Props) => {
  const [all, setAll] = useState(false);
  const shown = all ? equilibria : equilibria.slice(0, FIRST);
  return (
    <div className="@container flex flex-col gap-3">
      <ol className="grid gap-3 @md:grid-cols-2">
        {shown.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: equilibria have no identity but their place
          <li className="min-w-0" key={at}>
            <EquilibriumItem equilibrium={one} game={game} name={`E${at + 1}`} />
          </li>
        ))}
      </ol>
      {equilibria.length > FIRST && (
        <div>
          <Button aria-expanded={all} onClick={() => setAll(!all)} variant="quiet">
            {all ? t`Show fewer` : t`Show all ${{ number: equilibria.length }}`}
          </Button>
        </div>
      )}
    </div>
  );
};
