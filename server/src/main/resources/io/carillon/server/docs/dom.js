// Makes elements. Children that are strings become text nodes; null and undefined are left out.
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A text of the contract as nodes: what stands between backticks is code.
export function prose(text) {
  return (text ?? "")
    .split("`")
    .map((part, index) => (index % 2 ? element("code", {}, part) : part))
    .filter((part) => part !== "");
}

export function details(attributes, summary, ...children) {
  return element("details", attributes, element("summary", {}, ...summary), ...children);
}
