// Search as one file: a build puts the modules that this one brings together into its place.

import { search } from "./engine.js";
import { open } from "./index.js";
import { start } from "./page.js";
import { attach, labelled } from "./suggest.js";
import { parse } from "./syntax.js";
import { words } from "./tokens.js";
import { marked } from "./view.js";

export { attach, labelled, marked, open, parse, search, words };

const place = document.querySelector(".cb-search");
if (place) start(place);
