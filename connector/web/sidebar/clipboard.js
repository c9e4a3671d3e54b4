/** Copying, where a frame inside the helpdesk may or may not be allowed to. */

/** Put the text of this element on the clipboard. Resolves to "copied", or to "by_hand" with the text selected for the person to copy. */
export async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return "copied";
  } catch {
    return copySelection(element) ? "copied" : "by_hand";
  }
}

/** The older way still works in frames that were not granted the clipboard. https://w3c.github.io/editing/docs/execCommand/ */
function copySelection(element) {
  const selection = document.getSelection();
  selection?.selectAllChildren(element);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}
