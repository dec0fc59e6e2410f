"use strict";

// Shows the contract. Everything is put in as text, never as markup.
const METHODS = ["get", "post", "put", "patch", "delete"];
const DEPTH_MAX = 6;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function resolve(contract, node) {
  if (!node || !node.$ref) return node;
  const found = node.$ref.slice(2).split("/").reduce((at, key) => at && at[key], contract);
  const { $ref, ...rest } = node;
  return { ...resolve(contract, found), ...rest };
}

function typeText(schema) {
  const types = [].concat(schema.type || "any").join(" or ");
  const facts = [];
  if (schema.format) facts.push(schema.format);
  if (schema.enum) facts.push("one of " + schema.enum.join(", "));
  const range = (low, high, unit) => {
    if (low !== undefined || high !== undefined) facts.push(`${low ?? ""}..${high ?? ""}${unit}`);
  };
  range(schema.minimum, schema.maximum, "");
  range(schema.minLength, schema.maxLength, " characters");
  range(schema.minItems, schema.maxItems, " entries");
  if (schema.default !== undefined) facts.push("default " + JSON.stringify(schema.default));
  return types + (facts.length ? " (" + facts.join("; ") + ")" : "");
}

function schemaList(contract, raw, depth) {
  const schema = resolve(contract, raw) || {};
  const list = element("ul", { class: "plain" });
  if (depth > DEPTH_MAX) return list;
  for (const [name, property] of Object.entries(schema.properties || {})) {
    const part = resolve(contract, property);
    const required = (schema.required || []).includes(name);
    const item = element(
      "li",
      {},
      element("code", required ? { class: "required" } : {}, name),
      " ",
      element("span", { class: "type" }, typeText(part) + (required ? ", required" : "")),
      part.description ? element("div", {}, part.description) : null
    );
    if (part.properties || part.items) item.append(schemaList(contract, part, depth + 1));
    list.append(item);
  }
  if (schema.items) list.append(element("li", {}, "each: ", schemaList(contract, schema.items, depth + 1)));
  return list;
}

function parameters(contract, given) {
  if (!given.length) return null;
  const table = element("table", {});
  table.append(
    element("tr", {}, ...["Parameter", "In", "What"].map((text) => element("th", { scope: "col" }, text)))
  );
  for (const raw of given) {
    const parameter = resolve(contract, raw);
    const schema = resolve(contract, parameter.schema);
    table.append(
      element(
        "tr",
        {},
        element("td", {}, element("code", {}, parameter.name)),
        element("td", {}, parameter.in),
        element("td", {}, (parameter.description || "") + " " + typeText(schema))
      )
    );
  }
  return table;
}

function contents(contract, content) {
  return Object.entries(content || {}).map(([type, media]) =>
    element(
      "div",
      {},
      element("code", {}, type),
      schemaList(contract, media.schema, 0),
      ...Object.values(media.examples || {}).map((example) =>
        element("pre", {}, JSON.stringify(example.value, null, 2))
      )
    )
  );
}

function operationDetails(contract, path, method, item, operation) {
  const details = element("details", { id: operation.operationId });
  details.append(
    element(
      "summary",
      {},
      element("span", { class: "method" }, method.toUpperCase()),
      element("code", {}, path),
      element("span", { class: "what" }, operation.summary || "")
    )
  );
  details.dataset.text = [method, path, operation.summary, operation.operationId].join(" ").toLowerCase();
  if (operation.description) details.append(element("p", {}, operation.description));
  const aliases = operation["x-aliases"] || [];
  if (aliases.length) details.append(element("p", {}, "Also at " + aliases.join(", ")));
  const table = parameters(contract, [...(item.parameters || []), ...(operation.parameters || [])]);
  if (table) details.append(table);
  if (operation.requestBody) {
    details.append(element("h3", {}, "Body"), ...contents(contract, operation.requestBody.content));
  }
  for (const [status, raw] of Object.entries(operation.responses || {})) {
    const response = resolve(contract, raw);
    details.append(
      element("h3", {}, status === "default" ? "Any problem" : "Answer " + status),
      element("p", {}, response.description || ""),
      ...contents(contract, response.content)
    );
  }
  return details;
}

function show(contract) {
  document.getElementById("title").textContent = `${contract.info.title} API ${contract.info.version}`;
  document.getElementById("about").textContent = contract.info.description || "";
  const main = document.getElementById("operations");
  main.replaceChildren();
  for (const tag of contract.tags) {
    const section = element("section", {}, element("h2", {}, tag.name), element("p", {}, tag.description || ""));
    for (const [path, item] of Object.entries(contract.paths)) {
      for (const method of METHODS.filter((name) => item[name])) {
        const operation = item[method];
        if (operation.tags[0] === tag.name) {
          section.append(operationDetails(contract, path, method, item, operation));
        }
      }
    }
    main.append(section);
  }
  const filter = document.getElementById("filter");
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const details of main.querySelectorAll("details")) {
      details.hidden = !words.every((word) => details.dataset.text.includes(word));
    }
  });
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) wanted.open = true;
}

fetch("/openapi.json")
  .then((answer) => answer.json())
  .then(show)
  .catch((error) => {
    document.getElementById("operations").textContent = "The contract could not be read: " + error.message;
  });
