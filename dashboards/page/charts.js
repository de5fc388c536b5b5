import { element } from "./dom.js";
import { count, figure, lossRounding, percent } from "./format.js";

/** How a run can end, in the order of the contracts. */
export const endings = ["minimum", "degenerate", "saddle", "diverging", "unconverged", "failed"];

const colour = (ending) => (ending === "failed" ? "failed-run" : ending);

/** Runs by how they ended, as one stacked bar with its legend. */
export function endedBar(ended, wanted) {
  const total = Math.max(wanted, ended.reduce((sum, runs) => sum + runs, 0), 1);
  let from = 0;
  const parts = ended.map((runs, i) => {
    const width = (1000 * runs) / total;
    const part = runs > 0 ? element("rect", { class: colour(endings[i]), x: from, y: 0, width, height: 22 }) : null;
    from += width;
    return part;
  });
  const spoken = endings.map((ending, i) => `${ending} ${count(ended[i])}`).filter((_, i) => ended[i] > 0).join(", ");
  return [
    element("svg", { class: "ended", viewBox: "0 0 1000 22", preserveAspectRatio: "none", role: "img", "aria-label": `Runs by how they ended: ${spoken || "none yet"}` },
      element("rect", { class: "track", x: 0, y: 0, width: 1000, height: 22 }), parts),
    element("ul", { class: "legend" }, endings.map((ending, i) => ended[i] > 0
      ? element("li", {}, element("i", { class: colour(ending) }), `${ending} ${count(ended[i])}`)
      : null)),
  ];
}

const frame = { width: 440, height: 190, left: 46, right: 12, top: 14, bottom: 40 };
const plotWidth = frame.width - frame.left - frame.right;
const plotHeight = frame.height - frame.top - frame.bottom;
const floor = frame.top + plotHeight;

function axes(label, top, xTicks, xTitle) {
  return [
    element("line", { class: "axis", x1: frame.left, x2: frame.width - frame.right, y1: floor, y2: floor }),
    element("line", { class: "axis", x1: frame.left, x2: frame.left, y1: frame.top, y2: floor }),
    element("text", { x: frame.left - 6, y: frame.top + 8, "text-anchor": "end" }, top),
    element("text", { x: frame.left - 6, y: floor, "text-anchor": "end" }, "0"),
    xTicks.map(([x, text], i) => element("text",
      { x, y: floor + 16, "text-anchor": i === 0 ? "start" : i === xTicks.length - 1 ? "end" : "middle" }, text)),
    element("text", { x: frame.left + plotWidth / 2, y: frame.height - 4, "text-anchor": "middle" }, xTitle),
    element("title", {}, label),
  ];
}

/** Hits over loss: classes fall into bins of equal width; minima stand below saddles. */
export function lossHistogram(classes) {
  if (classes.length === 0) {
    return null;
  }

  const bins = 40;
  const losses = classes.map((found) => found.loss);
  const least = Math.min(...losses);
  const most = Math.max(...losses);
  const span = most > least ? most - least : 1;
  const heights = Array.from({ length: bins }, () => ({ minimum: 0, saddle: 0 }));
  for (const found of classes) {
    const bin = Math.min(bins - 1, Math.floor((bins * (found.loss - least)) / span));
    heights[bin][found.kind === "saddle" ? "saddle" : "minimum"] += found.hits;
  }

  const tallest = Math.max(...heights.map((bin) => bin.minimum + bin.saddle));
  const width = plotWidth / bins;
  // A class that was found at all is seen: two units of height at least.
  const tall = (hits) => (hits === 0 ? 0 : Math.max(2, (plotHeight * hits) / tallest));
  const bars = heights.flatMap((bin, i) => {
    const x = frame.left + i * width + 0.5;
    const low = tall(bin.minimum);
    const high = tall(bin.saddle);
    return [
      low > 0 ? element("rect", { class: "minimum", x, y: floor - low, width: width - 1, height: low }) : null,
      high > 0 ? element("rect", { class: "saddle", x, y: floor - low - high, width: width - 1, height: high }) : null,
    ];
  });
  const rounding = lossRounding(classes);
  const edge = (value) => (Math.abs(value) <= rounding ? "0" : figure(value, 4));
  const label = `Hits over loss, from ${figure(least)} to ${figure(most)}; the tallest bin has ${count(tallest)} hits`;
  const ticks = most > least
    ? [[frame.left, edge(least)], [frame.left + plotWidth, edge(most)]]
    : [[frame.left, edge(least)]];
  return element("svg", { viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img", "aria-label": label },
    bars, axes(label, count(tallest), ticks, "loss"));
}

/** Expected number of classes after m runs, m on a logarithmic axis, with the lower bound of what exists. */
export function discoveryCurve(points, atLeast) {
  if (points.length < 2) {
    return null;
  }

  const last = points[points.length - 1];
  const bound = typeof atLeast === "number" && Number.isFinite(atLeast) ? atLeast : null;
  const top = Math.max(last[1], bound ?? 0);
  const reach = Math.max(Math.log(last[0]), Number.EPSILON);
  const x = (runs) => frame.left + (plotWidth * Math.log(runs)) / reach;
  const y = (classes) => floor - (plotHeight * classes) / top;
  const path = points.map(([runs, classes], i) => `${i === 0 ? "M" : "L"}${x(runs).toFixed(1)} ${y(classes).toFixed(1)}`).join(" ");
  const label = `Classes found after m runs: ${points.map(([runs, classes]) => `${count(runs)}: ${figure(classes, 3)}`).join(", ")}`;
  return element("svg", { viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img", "aria-label": label },
    bound !== null ? element("line", { class: "bound", x1: frame.left, x2: frame.width - frame.right, y1: y(bound), y2: y(bound) }) : null,
    element("path", { class: "curve", d: path }),
    points.map(([runs, classes]) => element("circle", { class: "knot", cx: x(runs), cy: y(classes), r: 3 })),
    axes(label, figure(top, 3), [[frame.left, "1"], [frame.left + plotWidth, count(last[0])]], "runs (logarithmic)"));
}

/** The share of a class with its interval. */
export const share = ([estimate, low, high]) => `${percent(estimate)}  [${percent(low)}, ${percent(high)}]`;
