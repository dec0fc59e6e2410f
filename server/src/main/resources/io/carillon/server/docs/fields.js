// Shows a schema as a tree of fields.
import { details, element, prose } from "./dom.js";
import { limitsOf, typeOf } from "./schema.js";

// Fields nested deeper than this start closed.
const OPEN_DEPTH = 1;

// The schema of a body: its type and description, then its fields.
export function schemaView(contract, node) {
  return element("div", { class: "schema" }, ...describe(contract, node, []), fieldsBelow(contract, node, 0, []));
}

// Type and limits of one value, then its description.
export function describe(contract, node, marks) {
  const limits = limitsOf(contract, node);
  const text = contract.resolve(node)?.description;
  return [
    element("span", { class: "type" }, typeOf(contract, node)),
    ...marks,
    text ? element("p", {}, ...prose(text)) : null,
    limits.length ? element("p", { class: "limits" }, ...limits.flatMap(phrase)) : null,
  ];
}

function phrase(text, index) {
  return [index ? " · " : "", ...prose(text)];
}

export function requiredMark() {
  return element("strong", { class: "required" }, "required");
}

// The list of fields of an object, of the objects in a list, or null without any. `trail` names the schemas
// around it: one that contains itself is shown once.
function fieldsBelow(contract, node, depth, trail) {
  const schema = contract.resolve(node) ?? {};
  const name = contract.nameOf(node);
  if (schema.items) return fieldsBelow(contract, schema.items, depth, trail);
  if (!schema.properties) return null;
  if (name && trail.includes(name)) return element("p", { class: "limits" }, `as ${name} above`);
  const inner = name ? [...trail, name] : trail;
  const required = schema.required ?? [];
  const entries = Object.entries(schema.properties);
  const list = element(
    "ul",
    { class: "fields" },
    ...entries.map(([key, value]) => field(contract, key, value, required.includes(key), depth, inner))
  );
  if (depth === 0) return list;
  return details(depth <= OPEN_DEPTH ? { open: "" } : {}, [`${entries.length} fields`], list);
}

function field(contract, name, node, required, depth, trail) {
  return element(
    "li",
    {},
    element("code", { class: "name" }, name),
    " ",
    ...describe(contract, node, required ? [" ", requiredMark()] : []),
    fieldsBelow(contract, node, depth + 1, trail)
  );
}
