import { element } from "./dom.js";
import { count, moment, percent } from "./format.js";

/** The list of sweeps. */
export function sweepList(sweeps) {
  if (sweeps.length === 0) {
    return [element("h1", {}, "Sweeps"), element("p", { class: "quiet" }, "None yet: submit one with ", element("code", {}, "symmetry submit SWEEP.yaml"), ".")];
  }

  return [
    element("h1", {}, "Sweeps"),
    element("section", { class: "card", "aria-label": "Sweeps" },
      element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Sweeps" },
        element("table", {},
          element("thead", {}, element("tr", {}, ["sweep", "state", "runs", "done", "submitted"].map((name, i) =>
            element("th", { scope: "col", class: i < 2 ? "text" : null }, name)))),
          element("tbody", {}, sweeps.map((sweep) => element("tr", {},
            element("td", { class: "text" }, element("a", { href: `#/${encodeURIComponent(sweep.id)}` }, sweep.id)),
            element("td", { class: "text" }, element("span", { class: `state ${sweep.state}` }, sweep.state)),
            element("td", {}, `${count(sweep.runsDone)} of ${count(sweep.runsWanted)}`),
            element("td", {}, percent(sweep.runsWanted > 0 ? sweep.runsDone / sweep.runsWanted : 0)),
            element("td", {}, moment(sweep.submittedAt)))))))),
  ];
}
