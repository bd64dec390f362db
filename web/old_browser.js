/**
 * Says that the browser cannot read the page's scripts at all. It has to be read by such a browser
 * itself: no module, and nothing newer than 2009.
 */

import { page as english } from "./words/en/missing.json";
import { page as russian } from "./words/ru/missing.json";

/** Once the page's own script runs, the status says something. */
function tell() {
  var status = document.getElementById("status");
  var alert = document.getElementById("alert");
  if (!alert || !status || status.textContent) return;
  alert.textContent = /^ru/i.test(navigator.language) ? russian : english;
}

window.addEventListener("error", function (event) {
  if (/SyntaxError/.test(event.message)) tell();
});
window.addEventListener("load", function () {
  if (!("noModule" in document.createElement("script"))) tell();
});
