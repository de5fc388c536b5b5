import { landscapeReport } from "./census.js";
import { element, patch } from "./dom.js";
import { landscapeSoFar, sweepHead } from "./live.js";
import { sweepList } from "./sweeps.js";

const period = 1000;
const patience = 8000;
const main = document.getElementById("content");
const connection = document.getElementById("connection");
const reports = new Map();
let round = 0;

/** The sweep that the address names, or null for the list. */
const chosen = () => {
  const text = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
  return text === "" ? null : decodeURIComponent(text);
};

async function fetchJson(path) {
  const response = await fetch(path, { signal: AbortSignal.timeout(patience), headers: { accept: "application/json" } });
  if (response.status === 404) {
    return null;
  }

  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }

  return response.json();
}

async function view(id) {
  if (id === null) {
    const sweeps = await fetchJson("/api/sweeps");
    return { title: "Landscape explorer", content: sweepList(sweeps ?? []) };
  }

  const path = `/api/sweeps/${encodeURIComponent(id)}`;
  const status = await fetchJson(path);
  if (status === null) {
    return { title: "Unknown sweep", content: [element("h1", {}, "Unknown sweep"), element("p", {}, "No sweep is called ", element("code", {}, id), ". ", element("a", { href: "#/" }, "All sweeps"))] };
  }

  const back = element("p", { class: "small" }, element("a", { href: "#/" }, "All sweeps"));
  if (status.state !== "done") {
    reports.delete(id);
  } else if (!reports.has(id)) {
    const report = await fetchJson(`${path}/report`);
    if (report !== null) {
      reports.set(id, report);
    }
  }

  const landscapes = reports.has(id) ? reports.get(id).landscapes.map(landscapeReport) : status.landscapes.map(landscapeSoFar);
  return { title: `${status.name}: ${status.state}`, content: [back, sweepHead(status), landscapes] };
}

function say(state, text) {
  if (connection.dataset.state !== state) {
    connection.dataset.state = state;
    connection.textContent = text;
  }
}

async function refresh() {
  const mine = ++round;
  try {
    const { title, content } = await view(chosen());
    if (mine === round) {
      patch(main, element("div", {}, content));
      document.title = title;
      say("live", "live");
    }
  } catch {
    if (mine === round) {
      say("lost", "connection lost; what is shown is the last answer; trying again");
    }
  }

  if (mine === round) {
    setTimeout(refresh, period);
  }
}

/** While there is just one sweep, the page opens on it. */
async function start() {
  try {
    const sweeps = chosen() === null ? await fetchJson("/api/sweeps") : null;
    if (sweeps?.length === 1) {
      history.replaceState(null, "", `#/${encodeURIComponent(sweeps[0].id)}`);
    }
  } catch {
    say("lost", "connection lost; trying again");
  }

  await refresh();
}

addEventListener("hashchange", () => {
  scrollTo(0, 0);
  refresh();
});
start();
