// On every page: the header's search box wakes when it is turned to, and `/` leads to it.

const form = document.querySelector(".cb-hsearch");
const wake = () => import("./suggest.js").then(({ attach }) => attach(form));
for (const event of ["focusin", "input"]) form?.addEventListener(event, wake, { once: true });
if (form?.contains(document.activeElement)) wake();

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
  const fields = [document.getElementById("cb-q"), form?.querySelector("input")];
  const field = fields.find((each) => each?.checkVisibility?.() ?? each);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
