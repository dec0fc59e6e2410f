// An OpenAPI 3.1 document as the page reads it: references resolved, operations in the order of the document.
const METHODS = ["get", "post", "put", "patch", "delete"];

export class Contract {
  #document;

  constructor(document, origin) {
    this.#document = document;
    this.info = document.info;
    this.base = new URL(document.servers?.[0]?.url ?? "/", origin).href.replace(/\/$/, "");
    this.operations = Object.entries(document.paths).flatMap(([path, item]) => this.#operationsAt(path, item));
    this.tags = document.tags.filter((tag) => this.operations.some((one) => one.tags.includes(tag.name)));
  }

  #operationsAt(path, item) {
    return Object.keys(item)
      .filter((key) => METHODS.includes(key))
      .map((method) => {
        const operation = item[method];
        return {
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          aliases: operation["x-aliases"] ?? [],
          tags: operation.tags,
          summary: operation.summary ?? "",
          description: operation.description ?? "",
          parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => this.resolve(one)),
          body: this.resolve(operation.requestBody),
          responses: Object.entries(operation.responses).map(([status, one]) => ({ status, ...this.resolve(one) })),
        };
      });
  }

  // The node that a reference stands for, with the keys beside the reference laid over it.
  resolve(node) {
    if (!node?.$ref) return node;
    const { $ref, ...beside } = node;
    const found = $ref
      .slice("#/".length)
      .split("/")
      .reduce((at, key) => at?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], this.#document);
    if (found === undefined) throw new Error(`it refers to ${$ref}, which it does not have`);
    return { ...this.resolve(found), ...beside };
  }

  // The name of the schema that a node refers to; empty for one that stands where it is used.
  nameOf(node) {
    return /^#\/components\/schemas\/([^/]+)$/.exec(node?.$ref ?? "")?.[1] ?? "";
  }
}
