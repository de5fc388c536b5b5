// Elements are built, never parsed from text: nothing that comes from a sweep file can become markup.

const svgNamespace = "http://www.w3.org/2000/svg";
const svgNames = new Set(["svg", "g", "rect", "path", "circle", "line", "text", "title"]);

/** An element with attributes and children; null and undefined children are left out. */
export function element(name, attributes = {}, ...children) {
  const node = svgNames.has(name) ? document.createElementNS(svgNamespace, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? "" : String(value));
    }
  }

  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** Makes the children of one node like those of another, keeping what has not changed (focus, scroll, selection). */
export function patch(current, wanted) {
  const wantedChildren = [...wanted.childNodes];
  while (current.childNodes.length > wantedChildren.length) {
    current.lastChild.remove();
  }

  wantedChildren.forEach((next, i) => {
    const now = current.childNodes[i];
    if (now === undefined) {
      current.append(next);
    } else if (now.nodeName !== next.nodeName) {
      now.replaceWith(next);
    } else if (now.nodeType === Node.TEXT_NODE) {
      if (now.data !== next.data) {
        now.data = next.data;
      }
    } else {
      patchAttributes(now, next);
      patch(now, next);
    }
  });
}

function patchAttributes(current, wanted) {
  for (const name of current.getAttributeNames()) {
    if (!wanted.hasAttribute(name)) {
      current.removeAttribute(name);
    }
  }

  for (const name of wanted.getAttributeNames()) {
    if (current.getAttribute(name) !== wanted.getAttribute(name)) {
      current.setAttribute(name, wanted.getAttribute(name));
    }
  }
}
