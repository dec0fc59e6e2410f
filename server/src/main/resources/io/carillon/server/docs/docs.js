// Shows the contract of this server. Its text goes in as text, never as markup.
import { contents, markCurrent } from "./contents.js";
import { Contract } from "./contract.js";
import { element, prose } from "./dom.js";
import { filterBy } from "./filter.js";
import { operationCard } from "./operation.js";

const SOURCE = "/openapi.json";

const at = (id) => document.getElementById(id);

async function read() {
  const answer = await fetch(SOURCE);
  if (!answer.ok) throw new Error(`${SOURCE} answered ${answer.status}`);
  return new Contract(await answer.json(), location.origin);
}

function show(contract) {
  const { title, version, description } = contract.info;
  at("title").textContent = `${title} API`;
  at("version").textContent = version;
  at("base").textContent = contract.base;
  for (const paragraph of (description ?? "").split(/\n\s*\n/)) {
    at("about").append(element("p", {}, ...prose(paragraph)));
  }
  at("contents").append(...contents(contract));
  for (const tag of contract.tags) {
    at("operations").append(
      element(
        "section",
        { id: `tag-${tag.name}` },
        element("h2", {}, tag.name),
        element("p", {}, ...prose(tag.description)),
        ...contract.operations.filter((one) => one.tags[0] === tag.name).map((one) => operationCard(contract, one))
      )
    );
  }
  at("state").remove();
  for (const id of ["find", "main"]) at(id).hidden = false;
}

function setAll(open) {
  for (const card of document.querySelectorAll("details.operation:not([hidden])")) card.open = open;
}

// A link to an operation opens it, also one to the operation that the address already names.
function follow(hash) {
  const target = at(hash.slice(1));
  if (!target) return;
  if (target.matches("details.operation")) {
    target.closest("section").hidden = false;
    target.hidden = false;
    target.open = true;
  }
  markCurrent(target.id);
  target.scrollIntoView();
}

function listen() {
  filterBy(at("filter"), at("count"));
  at("open-all").addEventListener("click", () => setAll(true));
  at("close-all").addEventListener("click", () => setAll(false));
  addEventListener("hashchange", () => follow(location.hash));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) follow(link.hash);
  });
  if (location.hash) follow(location.hash);
}

function fail(error) {
  const again = element("button", { type: "button" }, "Try again");
  again.addEventListener("click", () => location.reload());
  at("state").className = "failure";
  at("state").setAttribute("role", "alert");
  at("state").replaceChildren(`The contract could not be read: ${error.message}. `, again);
}

read().then(show).then(listen, fail);
