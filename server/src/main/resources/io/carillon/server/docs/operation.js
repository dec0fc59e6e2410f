// Shows one operation: how it is called, what it takes, what it answers.
import { copyable } from "./copy.js";
import { curlOf } from "./curl.js";
import { details, element, prose } from "./dom.js";
import { answerExample, bodyExample } from "./example.js";
import { describe, requiredMark, schemaView } from "./fields.js";

const JSON_TYPE = /[/+]json$/;

export function operationCard(contract, operation) {
  const { id, method, path } = operation;
  const card = details(
    { id, class: "operation" },
    [
      element("span", { class: `method ${method.toLowerCase()}` }, method),
      element("code", { class: "path" }, ...breakable(path)),
      element("span", { class: "what" }, operation.summary),
    ],
    element("a", { class: "anchor", href: `#${id}` }, id),
    operation.description ? element("p", {}, ...prose(operation.description)) : null,
    aliases(operation),
    copyable(curlOf(contract, operation), "Copy as curl"),
    ...parameters(contract, operation),
    ...requestBody(contract, operation),
    element("h3", {}, "Answers"),
    ...operation.responses.map((one) => response(contract, one))
  );
  card.dataset.text = searchText(operation);
  return card;
}

// A path may be broken before a slash, so that it fits a phone.
function breakable(path) {
  return path.split(/(?=\/)/).flatMap((part) => [element("wbr", {}), part]);
}

function searchText({ id, method, path, aliases: also, tags, summary, description, parameters: taken }) {
  const names = taken.map((one) => one.name);
  return [id, method, path, ...also, ...tags, summary, description, ...names].join(" ").toLowerCase();
}

function aliases({ method, aliases: also }) {
  if (!also.length) return null;
  return element("p", { class: "aliases" }, "Also at ", ...also.flatMap((one) => [element("code", {}, `${method} ${one}`), " "]));
}

function parameters(contract, operation) {
  if (!operation.parameters.length) return [];
  const items = operation.parameters.map((one) =>
    element(
      "li",
      {},
      element("code", { class: "name" }, one.name),
      " ",
      element("span", { class: "place" }, `in ${one.in}`),
      " ",
      ...describe(contract, { ...contract.resolve(one.schema), description: one.description }, one.required ? [" ", requiredMark()] : [])
    )
  );
  return [element("h3", {}, "Parameters"), element("ul", { class: "fields" }, ...items)];
}

function requestBody(contract, { body }) {
  if (!body) return [];
  const heading = element("h3", {}, "Body", ...(body.required ? [" ", requiredMark()] : []));
  return [heading, ...alike(body.content).flatMap((one) => shapeView(contract, one))];
}

function response(contract, { status, description, headers, content }) {
  const good = /^2/.test(status);
  return details(
    good ? { class: "answer", open: "" } : { class: "answer" },
    [element("code", { class: "status" }, status === "default" ? "4xx 5xx" : status), " ", ...prose(description)],
    ...Object.entries(headers ?? {}).map(([name, header]) => headerView(contract, name, header)),
    ...alike(content).flatMap((one) => [...shapeView(contract, one), ...(good ? example(contract, one) : [])])
  );
}

function headerView(contract, name, header) {
  const { description, schema } = contract.resolve(header);
  return element(
    "p",
    {},
    element("code", { class: "name" }, name),
    " ",
    element("span", { class: "place" }, "in header"),
    " ",
    ...describe(contract, { ...schema, description }, [])
  );
}

// The media types of a body, those of one schema together.
function alike(content) {
  const groups = new Map();
  for (const [type, media] of Object.entries(content ?? {})) {
    const key = JSON.stringify(media.schema);
    const { types } = groups.get(key) ?? {};
    groups.set(key, { types: [...(types ?? []), type], media });
  }
  return [...groups.values()];
}

function shapeView(contract, { types, media }) {
  const names = types.flatMap((type, index) => [index ? " or " : "", element("code", {}, type)]);
  return [element("p", {}, ...names), schemaView(contract, media.schema)];
}

// Nothing for what is not JSON, and for an object of which nothing is said.
function example(contract, { types, media }) {
  if (!types.some((type) => JSON_TYPE.test(type))) return [];
  const value = bodyExample(contract, media, answerExample);
  return Object.keys(value).length ? [details({}, ["Example"], copyable(JSON.stringify(value, null, 2), "Copy"))] : [];
}
