// The list of operations by tag. An operation stands under each of its tags.
import { element } from "./dom.js";

export function contents(contract) {
  return contract.tags.map((tag) =>
    element(
      "section",
      {},
      element("a", { class: "tag", href: `#tag-${tag.name}` }, tag.name),
      element("ul", {}, ...contract.operations.filter((one) => one.tags.includes(tag.name)).map(entry))
    )
  );
}

function entry({ id, method, summary }) {
  return element(
    "li",
    { "data-operation": id },
    element("a", { href: `#${id}` }, element("span", { class: `method ${method.toLowerCase()}` }, method), summary)
  );
}

// Marks the entries of what the address names.
export function markCurrent(id) {
  for (const link of document.querySelectorAll("#contents a")) {
    link.removeAttribute("aria-current");
    if (link.hash !== `#${id}`) continue;
    link.setAttribute("aria-current", "location");
    link.scrollIntoView({ block: "nearest" });
  }
}
