import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ChartFrame } from "./ChartFrame";
import { LongTable } from "./LongTable";

const table = (count: number) => (
  <LongTable
    caption="Days"
    className="max-h-96"
    first={3}
    head={
      <thead>
        <tr>
          <th scope="col">Day</th>
        </tr>
      </thead>
    }
    row={(day: string) => (
      <tr key={day}>
        <th scope="row">{day}</th>
      </tr>
    )}
    rows={Array.from({ length: count }, (_, at) => `day ${at}`)}
    tableClassName=""
  />
);

test("a long table shows its first rows until all are asked for, in a region that keys reach", async () => {
  const user = userEvent.setup();
  render(table(5));
  const region = screen.getByRole("region", { name: "Days" });
  const rows = () =>
    within(within(region).getByRole("table", { name: "Days" })).getAllByRole("row");
  expect(rows()).toHaveLength(4);
  await user.tab();
  expect(document.activeElement).toBe(region);
  await user.click(screen.getByRole("button", { name: "Show all 5 rows" }));
  expect(rows()).toHaveLength(6);
  await user.click(screen.getByRole("button", { name: "Show fewer rows" }));
  expect(rows()).toHaveLength(4);
});

test("a table with few rows offers no more", () => {
  render(table(3));
  expect(screen.getAllByRole("row")).toHaveLength(4);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a chart is named by what is seen, and drawn at the width of its frame", () => {
  render(
    <ChartFrame height={100} summary="It rises.">
      {(width) => <text>{`drawn at ${width}`}</text>}
    </ChartFrame>,
  );
  const chart = screen.getByRole("img", { name: "It rises." });
  const width = chart.getAttribute("width");
  expect(chart.getAttribute("viewBox")).toBe(`0 0 ${width} 100`);
  expect(within(chart).getByText(`drawn at ${width}`)).toBeTruthy();
});
