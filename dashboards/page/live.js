import { endedBar, lossHistogram } from "./charts.js";
import { element } from "./dom.js";
import { count, duration, loss, moment, percent } from "./format.js";

const sum = (numbers) => numbers.reduce((total, value) => total + value, 0);

/** The heading of a sweep: state, progress, speed. */
export function sweepHead(status) {
  const wanted = sum(status.landscapes.map((landscape) => landscape.wanted));
  const done = sum(status.landscapes.map((landscape) => landscape.done));
  const speed = status.activeSeconds > 0 ? status.runsTrained / status.activeSeconds : null;
  const running = status.state === "running";
  return [
    element("h1", {}, status.name, " ", element("span", { class: `state ${status.state}` }, status.state)),
    element("p", { class: "quiet small" }, element("code", {}, status.id), `, submitted ${moment(status.submittedAt)}`),
    status.error ? element("p", { class: "note error", role: "alert" }, status.error) : null,
    element("section", { class: "card", "aria-label": "Progress" },
      element("progress", { max: Math.max(wanted, 1), value: done, "aria-label": "Runs stored" }),
      element("dl", { class: "figures" },
        pair("runs", `${count(done)} of ${count(wanted)}`),
        running ? pair("runs a second", speed === null ? "–" : count(Math.round(speed))) : null,
        running ? pair("to go", speed > 0 ? duration((wanted - done) / speed) : "–") : null,
        running ? pair("compute threads", count(status.computeThreads)) : null,
        running ? pair("silos", count(status.silos)) : null,
        status.trainingSeconds > 0 ? pair("in training", duration(status.trainingSeconds)) : null)),
  ];
}

/** One figure with its name. */
export const pair = (name, value, note) =>
  element("div", {}, element("dt", {}, name), element("dd", {}, value, note ? element("small", {}, ` ${note}`) : null));

/** A landscape while its runs are being trained. */
export function landscapeSoFar(progress) {
  const shown = progress.leading.length;
  return element("section", { class: "card" },
    element("h2", {}, progress.label || "landscape"),
    progress.data ? element("p", { class: "small" }, progress.data) : null,
    element("p", { class: "quiet small" }, element("code", {}, progress.id),
      progress.network ? `, network ${progress.network}` : "",
      `, ${count(progress.done)} of ${count(progress.wanted)} runs (${percent(progress.wanted > 0 ? progress.done / progress.wanted : 0)})`),
    element("h3", {}, "Runs by how they ended"),
    endedBar(progress.ended, progress.wanted),
    element("h3", {}, progress.classes === 0 ? "No class so far" : `Classes so far: ${count(progress.classes)}`),
    shown > 0
      ? element("div", { class: "charts" },
        element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Classes so far" },
          element("table", {},
            shown < progress.classes ? element("caption", {}, `the ${count(shown)} of least loss`) : null,
            element("thead", {}, element("tr", {}, ["loss", "hits", "kind", "index", "first seed"].map((name) =>
              element("th", { scope: "col", class: name === "kind" ? "text" : null }, name)))),
            element("tbody", {}, progress.leading.map((found) => element("tr", {},
              element("td", {}, loss(found.loss)),
              element("td", {}, count(found.hits)),
              element("td", { class: "text" }, found.kind),
              element("td", {}, count(found.index)),
              element("td", {}, count(found.representativeSeed))))))),
        element("div", {}, element("h3", {}, "Hits over loss"), lossHistogram(progress.leading)))
      : null);
}
