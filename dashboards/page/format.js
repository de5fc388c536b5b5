const grouped = new Intl.NumberFormat("en-GB");
const missing = "–";

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** A count, with thousands apart. */
export const count = (value) => (isNumber(value) ? grouped.format(value) : missing);

/** A figure with so many significant digits; far from 1 in powers of ten. */
export function figure(value, digits = 6) {
  if (!isNumber(value)) {
    return missing;
  }

  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(digits - 1) : String(Number(value.toPrecision(digits)));
}

// The square of a residual that is rounding (2^-52 of a target of order one), with room for a sum of twenty.
const roundingOfSquares = 1e-30;

/**
 * The size of a loss that is nothing but the rounding of the objective: an epsilon of its own scale, which at a class is the
 * largest eigenvalue times |theta|^2 / 2.
 */
export const lossRounding = (classes) => Math.max(roundingOfSquares, ...classes.map((found) =>
  (Number.EPSILON / 2) * (found.maxEigenvalue ?? 0) * (found.norm ?? 0) ** 2 / 2));

/** A loss: enough digits to tell levels apart; 0 where it is no more than rounding. */
export function loss(value, rounding = roundingOfSquares) {
  if (!isNumber(value)) {
    return missing;
  }

  const size = Math.abs(value);
  if (size <= rounding) {
    return "0";
  }

  return size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(6) : value.toFixed(10).slice(0, 14);
}

/** A fraction as per cent. */
export function percent(value, digits = 1) {
  if (!isNumber(value)) {
    return missing;
  }

  const shown = (100 * value).toFixed(digits);
  // What is not everything is not printed as everything.
  return value < 1 && Number(shown) === 100 ? `>${(100 - 10 ** -digits).toFixed(digits)} %` : `${shown} %`;
}

/** An exact order; beyond nine digits as a power of ten. */
export const order = (value) =>
  value === null || value === undefined ? missing : value.order.length <= 9 ? count(Number(value.order)) : `10^${value.log10.toFixed(2)}`;

/** A span of seconds as a person says it. */
export function duration(seconds) {
  if (!isNumber(seconds)) {
    return missing;
  }

  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }

  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A moment in the reader's own time zone. */
export const moment = (text) => new Date(text).toLocaleString();
