// What the search page shows, as its address says it.

/** What facets are called. */
export const LEGENDS = { kind: "Type", outlet: "Outlet", story: "Story", topic: "Topic", year: "Published" };

/** Reads the state from the address, or from what it says after the question mark. */
export function stated(query = location.search) {
  const said = new URLSearchParams(query);
  const sort = said.get("sort");
  return {
    text: said.get("q") ?? "",
    filters: Object.fromEntries(Object.keys(LEGENDS).map((name) => [name, said.getAll(name)])),
    typing: said.has("typing"),
    sort: ["date", "oldest"].includes(sort) ? sort : "",
    page: Math.max(1, parseInt(said.get("page")) || 1),
  };
}

/** Gives the address of a state. */
export function addressOf({ text, filters, typing, sort, page }) {
  const said = new URLSearchParams();
  if (text.trim()) {
    said.set("q", text);
    if (typing) said.set("typing", 1);
  }
  for (const [name, keys] of Object.entries(filters)) for (const key of keys) said.append(name, key);
  if (sort) said.set("sort", sort);
  if (page > 1) said.set("page", page);
  return location.pathname + (said.size ? "?" : "") + said;
}

/** Gives all the keys that are chosen. */
export const chosenOf = ({ filters }) => Object.values(filters).flat();
