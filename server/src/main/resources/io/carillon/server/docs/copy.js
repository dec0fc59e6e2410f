// A block of text with a button that copies it.
import { element } from "./dom.js";

const SHOWN_MS = 2_000;

export function copyable(text, label) {
  const block = element("pre", { tabindex: "0" }, text);
  const button = element("button", { type: "button", class: "copy", "aria-live": "polite" }, label);
  button.addEventListener("click", async () => {
    button.textContent = (await copy(text, block)) ? "Copied" : "Selected";
    setTimeout(() => (button.textContent = label), SHOWN_MS);
  });
  return element("div", { class: "copyable" }, button, block);
}

// Browsers offer the clipboard only over https or from this machine; elsewhere the text is selected, for the user.
async function copy(text, block) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(block);
    return false;
  }
}
