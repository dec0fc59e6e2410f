// Words for a JSON schema. What stands between backticks is shown as code.
const ANY = "any JSON";
// string, number, boolean, object, array, null
const ALL_TYPES = 6;

const code = (value) => "`" + (typeof value === "string" ? value : JSON.stringify(value)) + "`";

const number = (value) => value.toLocaleString("en");

function range(low, high, unit) {
  const units = `${unit}${(high ?? low) === 1 ? "" : "s"}`;
  const what = unit ? ` ${units}` : "";
  if (low !== undefined && high !== undefined) {
    return low === high ? `exactly ${number(low)}${what}` : `${number(low)} to ${number(high)}${what}`;
  }
  if (high !== undefined) return `at most ${number(high)}${what}`;
  return low === undefined ? "" : `at least ${number(low)}${what}`;
}

// What a value is: "string, uuid or null", "array of Job".
export function typeOf(contract, node) {
  const schema = contract.resolve(node) ?? {};
  const types = [].concat(schema.type ?? ANY);
  if (types.length >= ALL_TYPES) return ANY;
  return types.map((type) => named(contract, node, schema, type)).join(" or ");
}

function named(contract, node, schema, type) {
  if (type === "array") return schema.items ? `array of ${typeOf(contract, schema.items)}` : type;
  if (type === "object") {
    if (typeof schema.additionalProperties === "object") {
      return `map of ${typeOf(contract, schema.additionalProperties)}`;
    }
    return contract.nameOf(node) || type;
  }
  return type === "string" && schema.format ? `string (${schema.format})` : type;
}

// What a value must keep to, one phrase each; for a list or a map, also what each of its values must.
export function limitsOf(contract, node) {
  const schema = contract.resolve(node) ?? {};
  return [
    ...ownLimits(schema),
    ...valueLimits(contract, schema.items),
    ...valueLimits(contract, schema.additionalProperties),
    ...(schema.propertyNames?.enum ? [`fields: ${schema.propertyNames.enum.map(code).join(" ")}`] : []),
    ...(schema.default === undefined ? [] : [`default ${code(schema.default)}`]),
    ...exampleTexts(schema),
  ];
}

function exampleTexts(schema) {
  const texts = (schema.examples ?? []).filter((one) => typeof one === "string").map(code);
  return texts.length ? [`for example ${texts.join(" or ")}`] : [];
}

function ownLimits(schema) {
  return [
    schema.const === undefined ? "" : `always ${code(schema.const)}`,
    schema.enum ? `one of ${schema.enum.map(code).join(" ")}` : "",
    range(schema.minimum, schema.maximum, ""),
    range(schema.minLength, schema.maxLength, "character"),
    range(schema.minItems, schema.maxItems, "value"),
    range(schema.minProperties, schema.maxProperties, "name"),
    schema.pattern ? `matches ${code(schema.pattern)}` : "",
  ].filter(Boolean);
}

function valueLimits(contract, node) {
  if (typeof node !== "object") return [];
  return ownLimits(contract.resolve(node)).map((limit) => `each ${limit}`);
}
