import { t } from "@lingui/core/macro";
import { GitBranch } from "lucide-react";
import { useState } from "react";

import { IconButton } from "../../components/IconButton";
import { later } from "../../components/later";
import { useBranching } from "./branching";

const BranchMap = later(
  async () => (await import("./BranchMap")).BranchMap,
  () => null,
);

/** Opens the map of the conversation's branches. */
export const BranchMapButton = () => {
  const branching = useBranching();
  const [open, setOpen] = useState(false);
  if (!branching) return null;
  return (
    <>
      <IconButton
        aria-haspopup="dialog"
        icon={GitBranch}
        label={t`Branches`}
        onClick={() => setOpen(true)}
        onPointerEnter={BranchMap.prepare}
      />
      {open && <BranchMap branching={branching} onClose={() => setOpen(false)} />}
    </>
  );
};
