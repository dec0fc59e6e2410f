// Example values: those of the contract, and where it has none the plainest that the schema admits.
const BY_FORMAT = {
  "date-time": "2027-01-01T01:10:31.000Z",
  uuid: "01a2cb53-da80-7c31-9f0e-5b2d7a41c6e8",
};

// Required fields only.
export function requestExample(contract, node) {
  return valueOf(contract, node, (required) => required);
}

// The required fields, and those of which the contract gives an example.
export function answerExample(contract, node) {
  return valueOf(contract, node, (required, field) => required || field.examples !== undefined);
}

// The first example that the contract gives of a body, or else the one that `make` makes of its schema.
export function bodyExample(contract, media, make) {
  const [given] = Object.values(media.examples ?? {});
  return given ? contract.resolve(given).value : make(contract, media.schema);
}

function valueOf(contract, node, takes) {
  const schema = contract.resolve(node) ?? {};
  const known = [schema.examples?.[0], schema.default, schema.enum?.[0]].find((one) => one !== undefined);
  if (known !== undefined) return known;
  const types = [].concat(schema.type ?? "null");
  if (types.includes("null")) return null;
  switch (types[0]) {
    case "array":
      return [valueOf(contract, schema.items, takes)];
    case "object":
      return objectOf(contract, schema, takes);
    case "string":
      return BY_FORMAT[schema.format] ?? "text";
    case "boolean":
      return true;
    default:
      return schema.minimum ?? 0;
  }
}

function objectOf(contract, schema, takes) {
  const required = schema.required ?? [];
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name, field]) => takes(required.includes(name), contract.resolve(field)))
      .map(([name, field]) => [name, valueOf(contract, field, takes)])
  );
}
