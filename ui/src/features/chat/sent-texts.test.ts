import { expect, test } from "vitest";

import { forgetSent, MOST, rememberSent, useSentTexts } from "./sent-texts";

test("so many refused messages wait, the last ones, and none once it is stored", () => {
  for (let at = 0; at < 1_000; at += 1) rememberSent(`conversation ${at}`, `text ${at}`);
  const { texts } = useSentTexts.getState();
  expect(Object.keys(texts)).toHaveLength(MOST);
  expect(texts["conversation 999"]).toBe("text 999");
  rememberSent(`conversation ${1_000 - MOST}`, "once more");
  rememberSent("another", "text");
  const later = useSentTexts.getState().texts;
  expect(later[`conversation ${1_000 - MOST}`]).toBe("once more");
  expect(later[`conversation ${1_001 - MOST}`]).toBeUndefined();
  for (const id of Object.keys(later)) forgetSent(id);
  expect(useSentTexts.getState().texts).toEqual({});
});
