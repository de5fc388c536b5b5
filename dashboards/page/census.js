import { discoveryCurve, endedBar, endings, lossHistogram, share } from "./charts.js";
import { element } from "./dom.js";
import { count, figure, loss, lossRounding, order, percent } from "./format.js";
import { pair } from "./live.js";

const rowsShown = 200;

/** A landscape whose census is complete. */
export function landscapeReport(landscape) {
  const { classes, coverage, separation, unseen, zeroLoss } = landscape;
  const bound = coverage?.bound;
  const rest = (landscape.ends ?? []).filter((end) => !["minimum", "saddle", "degenerate"].includes(end.ended));
  const set = Object.entries(landscape.set).map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join(", ");
  return element("section", { class: "card" },
    element("h2", {}, set || "landscape"),
    landscape.data ? element("p", { class: "small" }, landscape.data.words) : null,
    element("p", { class: "quiet small" }, element("code", {}, landscape.id),
      landscape.widths ? `, network ${landscape.widths.join("-")}` : "",
      `, ${count(landscape.parameters)} parameters, group of order ${order(landscape.group)}`,
      landscape.gaugeDimension > 0 ? `, gauge dimension ${landscape.gaugeDimension}` : "",
      `, modulo ${landscape.modulo}`),
    element("h3", {}, `${count(landscape.runs)} runs by how they ended`),
    endedBar(endings.map((ending) => landscape.ended[ending]), landscape.runs),
    landscape.atKink > 0 ? element("p", { class: "small quiet" }, `${count(landscape.atKink)} of the unconverged stalled at a kink.`) : null,
    lastPhases(landscape),
    zeroLoss?.runs > 0
      ? element("p", { class: "small quiet" },
        `Loss 0: ${count(zeroLoss.runs)} of ${count(landscape.runs)} runs, ${share(zeroLoss.share)}: the least that there can be, whatever they ended as.`)
      : null,
    element("dl", { class: "figures" },
      pair("classes", count(classes.length)),
      pair("loss levels", count(landscape.lossLevels.length)),
      landscape.families.length > 0 ? pair("families", count(landscape.families.length)) : null,
      pair("separation", separation?.decades == null ? "–" : `${separation.decades.toFixed(1)} decades`),
      pair("coverage (Good-Turing)", percent(coverage?.goodTuring, 2)),
      pair("coverage (Chao-Jost)", percent(coverage?.chaoJost, 2)),
      bound == null ? null : pair("coverage, exact bound", `at least ${percent(Math.floor(bound.coverage * 1e4) / 1e4, 2)}`,
        `${percent(bound.confidence, 0)} confidence, runs that end in a class`),
      bound == null ? null : pair("may be missing", bound.onceIn > 1 ? `met less than once in ${count(bound.onceIn)} runs` : "any class"),
      pair("runs for 95 % coverage", coverage?.runsFor95 == null ? "–" : count(coverage.runsFor95)),
      pair("classes that exist", unseen?.chao1 == null ? "–" : `at least ${figure(unseen.chao1, 4)}`,
        unseen?.interval && unseen.interval[0] < unseen.interval[1] ? `[${figure(unseen.interval[0], 4)}, ${figure(unseen.interval[1], 4)}]` : null)),
    separation?.doubtful
      ? element("p", { class: "note warning" },
        "The closest classes are less than 3 decades above the widest class, or less than 4 above tolerance.distance: the count depends on the tolerance.")
      : null,
    classes.length === 0
      ? element("p", { class: "note warning" }, "No class: no run ended in an isolated critical point. Penalise (loss.l2) or narrow the network to count optima.")
      : [
        element("div", { class: "charts" },
          element("div", {}, element("h3", {}, "Hits over loss"), lossHistogram(classes)),
          landscape.discovery?.length > 1
            ? element("div", {}, element("h3", {}, "Classes found after m runs"), discoveryCurve(landscape.discovery, unseen?.chao1))
            : null),
        element("h3", {}, "Classes"),
        classTable(classes),
      ],
    landscape.families.length > 0 ? familyTable(landscape.families, lossRounding(classes)) : null,
    rest.length > 0 ? restTable(rest, landscape.runs) : null);
}

function lastPhases(landscape) {
  const phases = Object.entries(landscape.lastPhases ?? {}).filter(([, runs]) => runs > 0);
  return phases.some(([word]) => word !== "converged")
    ? element("p", { class: "small quiet" }, `Last phase: ${phases.map(([word, runs]) => `${word} ${count(runs)}`).join(", ")}.`)
    : null;
}

/** Losses of the runs that ended in no critical point. */
function restTable(ends, runs) {
  const text = (level) => {
    const [least, largest] = [loss(level.loss), loss(level.largest)];
    return level.zero ? "0" : least === largest ? least : `${least} – ${largest}`;
  };
  const row = (name, level, of) => element("tr", {},
    element("td", { class: "text" }, name),
    element("td", {}, level),
    element("td", {}, count(of.runs)),
    element("td", {}, percent(of.runs / runs, 2)),
    element("td", {}, of.firstSeed == null ? "–" : count(of.firstSeed)));
  const rows = ends.flatMap((end) => {
    const name = end.reason ? `${end.ended} (${end.reason})` : end.ended;
    return [
      ...end.levels.map((level) => row(name, text(level), level)),
      ...(end.notFinite > 0 ? [row(name, "not finite", { runs: end.notFinite })] : []),
    ];
  });
  return [
    element("h3", {}, "Losses of the runs that ended in no critical point"),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Other runs" },
      element("table", {},
        rows.length > rowsShown ? element("caption", {}, `the first ${rowsShown} of ${count(rows.length)}; report.json has all`) : null,
        element("thead", {}, element("tr", {}, ["ended", "loss", "runs", "of all runs", "first seed"]
          .map((name) => element("th", { scope: "col", class: name === "ended" ? "text" : null }, name)))),
        element("tbody", {}, rows.slice(0, rowsShown)))),
  ];
}

function classTable(classes) {
  const rounding = lossRounding(classes);
  const columns = ["#", "kind", "loss", "hits", "share [95 %]", "index", "λ min", "λ max", "wasted", "stabiliser", "orbit", "first seed"];
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Classes" },
    element("table", {},
      classes.length > rowsShown ? element("caption", {}, `the first ${rowsShown} of ${count(classes.length)}; report.json has all`) : null,
      element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col", class: name === "kind" ? "text" : null }, name)))),
      element("tbody", {}, classes.slice(0, rowsShown).map((found) => element("tr", {},
        element("td", {}, count(found.rank)),
        element("td", { class: "text" }, found.verified ? found.kind : `${found.kind} (unverified)`),
        element("td", {}, loss(found.loss, rounding)),
        element("td", {}, count(found.hits)),
        element("td", {}, share(found.share)),
        element("td", {}, count(found.index)),
        element("td", {}, figure(found.minEigenvalue, 4)),
        element("td", {}, figure(found.maxEigenvalue, 4)),
        element("td", {}, count(found.wastedUnits)),
        element("td", {}, found.isotropy ?? found.stabilizer),
        element("td", {}, order(found.orbit)),
        element("td", {}, count(found.representativeSeed)))))));
}

function familyTable(families, rounding) {
  return [
    element("h3", {}, "Families (not isolated, so not classes)"),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Families" },
      element("table", {},
        element("thead", {}, element("tr", {}, ["loss", "hits", "dimension at most", "first seed"].map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, families.slice(0, rowsShown).map((family) => element("tr", {},
          element("td", {}, loss(family.loss, rounding)),
          element("td", {}, count(family.hits)),
          element("td", {}, count(family.dimension)),
          element("td", {}, count(family.representativeSeed))))))),
  ];
}
