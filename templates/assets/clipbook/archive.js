// What needs a script: menus that close by themselves, copying, sorting. All else works without.

const menus = [...document.querySelectorAll(".cb-menu")];

const close = (except) => {
  for (const menu of menus) if (menu !== except) menu.open = false;
};

for (const menu of menus)
  menu.addEventListener("toggle", () => {
    if (menu.open) close(menu);
  });

document.addEventListener("click", (event) => close(event.target.closest(".cb-menu")));

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && menus.find((each) => each.open);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = "Copied";
    } catch {
      // Not every page may write to the clipboard (files opened from disk may not).
      getSelection().selectAllChildren(source);
      button.textContent = "Selected: copy it now";
    }
    setTimeout(() => (button.textContent = label), 2000);
  });
}

// What an address names is unfolded; not every browser does that by itself.
function reveal() {
  const target = document.querySelector(".cb :target");
  for (let at = target; at; at = at.parentElement) if (at.open === false) at.open = true;
  target?.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();

// So is all that is printed, and folded again.
let unfolded = [];

addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll(".cb details:not([open], .cb-menu)")];
  for (const each of unfolded) each.open = true;
});

addEventListener("afterprint", () => {
  for (const each of unfolded) each.open = false;
});

// On a narrow screen the section bar scrolls: bring the section that is open into sight.
document
  .querySelector(".cb-nav [aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

const order = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

function keyOf(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.sort ?? cell.textContent.trim();
  // Thousands are set apart with commas.
  return /^[\d,]+$/.test(text) ? text.replaceAll(",", "") : text;
}

function sort(table, heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
  rows.sort(([a], [b]) => order.compare(a, b) * (down ? -1 : 1));
  body.append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table[data-sortable]"))
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, heading, column));
  });
