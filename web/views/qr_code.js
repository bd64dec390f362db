/** A QR code as a picture: dark squares on white, whatever colours the page has. */

import { encode } from "uqr";
import { t } from "../language.js";
import { s } from "./dom.js";

/** What the largest code holds in bytes, at the lowest level of correction. */
const MOST = 2953;

/**
 * @param {string} text  In ASCII.
 * @returns {SVGElement | null} Null if no code holds so much.
 */
export function qrCode(text) {
  if (text.length > MOST) return null;
  // Four squares of white around it: readers look for them.
  const { size, data } = encode(text, { ecc: "L", border: 4 });
  const squares = data.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")),
  );
  return s(
    "svg",
    {
      class: "qr-code",
      viewBox: `0 0 ${size} ${size}`,
      role: "img",
      "aria-label": t("share.qr"),
      "shape-rendering": "crispEdges",
    },
    s("rect", { width: size, height: size, class: "light" }),
    s("path", { d: squares.join(""), class: "dark" }),
  );
}
