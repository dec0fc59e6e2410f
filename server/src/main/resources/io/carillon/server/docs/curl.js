// One operation as a command for a POSIX shell.
import { bodyExample, requestExample } from "./example.js";

const JOINED = " \\\n  ";
// Characters; a longer body is written over several lines.
const LINE_MAX = 60;

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

// Required parameters and a body are filled in. An id comes from a shell variable named after what it is the id of:
// /jobs/{id} needs JOB_ID.
export function curlOf(contract, operation) {
  const query = operation.parameters.filter((one) => one.in === "query" && one.required);
  const [media] = Object.entries(operation.body?.content ?? {});
  const streams = operation.responses.some((one) => one.content?.["text/event-stream"]);
  const parts = [`curl${streams ? " -N" : ""}${methodOption(operation, query)} ${addressOf(contract, operation)}`];
  for (const one of query) {
    parts.push(`--data-urlencode ${quoted(`${one.name}=${requestExample(contract, one.schema)}`)}`);
  }
  if (media) parts.push(...bodyOptions(contract, media));
  return parts.join(JOINED);
}

function methodOption(operation, query) {
  if (query.length && operation.method === "GET") return " -G";
  return operation.method === "GET" ? "" : ` -X ${operation.method}`;
}

function bodyOptions(contract, [type, media]) {
  const body = bodyExample(contract, media, requestExample);
  const short = JSON.stringify(body);
  const text = short.length > LINE_MAX ? JSON.stringify(body, null, 2) : short;
  return [`-H ${quoted(`Content-Type: ${type}`)}`, `-d ${quoted(text)}`];
}

function addressOf(contract, { path, parameters }) {
  const exampleOf = (name) => requestExample(contract, parameters.find((one) => one.name === name)?.schema);
  const filled = path
    .replace(/([a-z]+)s\/\{id\}/g, (_, owner) => `${owner}s/\${${owner.toUpperCase()}_ID}`)
    .replace(/(?<!\$)\{(\w+)\}/g, (_, name) => encodeURIComponent(exampleOf(name)));
  return `"${contract.base}${filled}"`;
}
