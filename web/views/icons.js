/** Small pictures for buttons, each on a field of 20 by 20, drawn with the text's colour. */

import { s } from "./dom.js";

/** What an icon is made of: a path; filled where it begins with "#". */
const ICONS = {
  "class-1": ["#M10 4.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z"],
  "class-0": ["#M10 3l7 7-7 7-7-7z"],
  "class-2": ["#M10 3.2l7 12.6H3z"],
  erase: [
    "M8 16.5l-4.6-4.6a1.4 1.4 0 0 1 0-2l6.5-6.5a1.4 1.4 0 0 1 2 0l4.7 4.7a1.4 1.4 0 0 1 0 2L10.2 16.5",
    "M6.5 6.7l6.8 6.8",
    "M6 16.7h11",
  ],
  jitter: [
    "#M10 8.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6z",
    "M10 2.5v2.5M10 15v2.5M2.5 10h2.5M15 10h2.5",
    "M4.7 4.7l1.8 1.8M13.5 13.5l1.8 1.8M4.7 15.3l1.8-1.8M13.5 6.5l1.8-1.8",
  ],
  magnet: ["M4 3.5v6.5a6 6 0 0 0 12 0V3.5h-3.7V10a2.3 2.3 0 0 1-4.6 0V3.5z", "M4 7h3.7M12.3 7H16"],
  select: ["M3 6V3h3M14 3h3v3M17 14v3h-3M6 17H3v-3M9 3h2M9 17h2M3 9v2M17 9v2"],
  pan: [
    "M10 2.5v15M2.5 10h15M7.8 4.7L10 2.5l2.2 2.2M7.8 15.3L10 17.5l2.2-2.2M4.7 7.8L2.5 10l2.2 2.2M15.3 7.8L17.5 10l-2.2 2.2",
  ],
  undo: ["M7.5 4L3.5 8l4 4", "M3.7 8h8a4.3 4.3 0 0 1 0 8.5H8.5"],
  redo: ["M12.5 4l4 4-4 4", "M16.3 8h-8a4.3 4.3 0 0 0 0 8.5h3.2"],
  clear: ["M3.5 5.5h13M8 5.5V3.5h4v2M5 5.5l.8 11h8.4l.8-11M8.3 8.7v4.8M11.7 8.7v4.8"],
  remove: ["M5 5l10 10M15 5L5 15"],
  in: ["M10 4v12M4 10h12"],
  out: ["M4 10h12"],
  home: ["M3 9.5L10 3.5l7 6M5 8.3V16.5h10V8.3"],
  size: ["M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z"],
  density: [
    "#M5 4a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM12 3a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM9 9a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM15.5 9.5a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM5 14a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM12.5 14.5a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6z",
  ],
};

/** @typedef {keyof typeof ICONS} Icon */

/**
 * @param {Icon} name
 * @param {string} [kind]  A class of the style sheet.
 */
export function icon(name, kind = "") {
  const paths = ICONS[name].map((d) =>
    d.startsWith("#") ? s("path", { d: d.slice(1), class: "filled" }) : s("path", { d }),
  );
  return s("svg", { viewBox: "0 0 20 20", class: `icon ${kind}`, "aria-hidden": "true" }, ...paths);
}
