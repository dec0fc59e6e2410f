// Hides the operations that lack one of the words in a field, with their entries in the contents.
export function filterBy(field, count) {
  const cards = [...document.querySelectorAll("details.operation")];
  const apply = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const card of cards) card.hidden = !words.every((word) => card.dataset.text.includes(word));
    hideEntries(new Set(cards.filter((card) => !card.hidden).map((card) => card.id)));
    count.textContent = tell(cards.filter((card) => !card.hidden).length, cards.length);
  };
  field.addEventListener("input", apply);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    apply();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
    event.preventDefault();
    field.focus();
  });
  apply();
}

function hideEntries(shown) {
  for (const entry of document.querySelectorAll("#contents li")) entry.hidden = !shown.has(entry.dataset.operation);
  for (const section of document.querySelectorAll("#contents section")) {
    section.hidden = !section.querySelector("li:not([hidden])");
  }
  for (const section of document.querySelectorAll("#operations section")) {
    section.hidden = !section.querySelector("details.operation:not([hidden])");
  }
}

function tell(shown, all) {
  if (shown === all) return `${all} operations`;
  return shown ? `${shown} of ${all} operations` : "No operation has all these words";
}
