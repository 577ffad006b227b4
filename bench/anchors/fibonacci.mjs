// Fibonacci numbers in decimal as JavaScript computes them, in ms of processor time: by adding, as one
// writes it first, and by doubling, as one writes it who knows how.

const [n, rounds] = process.argv.slice(2).map(Number);

const byAdding = (count) => {
  let [one, next] = [0n, 1n];
  for (let step = 0; step < count; step++) [one, next] = [next, one + next];
  return one;
};

const byDoubling = (index) => {
  let [one, next] = [0n, 1n];
  for (const bit of index.toString(2)) {
    [one, next] = [one * (2n * next - one), one * one + next * next];
    if (bit === "1") [one, next] = [next, one + next];
  }
  return one;
};

const least = (work, times) => {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times; round++) {
    const begun = process.cpuUsage();
    work();
    const spent = process.cpuUsage(begun);
    best = Math.min(best, (spent.user + spent.system) / 1e3);
  }
  return best;
};

console.log(
  JSON.stringify({
    adding: least(() => byAdding(n).toString(), rounds),
    doubling: least(() => byDoubling(n).toString(), 5),
  }),
);
