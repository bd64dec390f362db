/** Share: the link to copy, to send, to show as a QR code or to embed; and the scene as a file. */

import { t } from "../language.js";
import { LONGEST, LinkError } from "../link.js";
import { createDialog } from "./dialogs.js";
import { h, setText } from "./dom.js";
import { megabytes } from "./format.js";
import { qrCode } from "./qr_code.js";

/**
 * @param {HTMLElement} tools
 * @param {ReturnType<typeof import("../sharing.js").createSharing>} sharing
 */
export function createShareDialog(tools, sharing) {
  const dialog = createDialog("share", "share.title");
  const projector = createDialog("share-qr", "share.qr");
  const link = field("share.link");
  const embed = field("share.embed");
  const length = h("p", { class: "soft" });
  const trouble = h("p", { class: "share-trouble" });
  const page = h("a", { class: "button", href: "glass-neuron.html", download: true });
  const said = h("p", { class: "soft", role: "status", label: "share.done" });
  const send = button("share.send", () => {
    navigator.share({ title: "Glass Neuron", url: link.value }).catch(() => {});
  });
  send.hidden = sharing.onDisk || !("share" in navigator);
  const code = button("share.qr", showCode);
  code.hidden = sharing.onDisk;
  const parts = h(
    "div",
    { class: "share-parts" },
    h("label", { for: link.id, words: "share.link" }),
    link,
    h(
      "div",
      { class: "row" },
      length,
      code,
      send,
      button("share.copy", () => copy(link), "primary"),
    ),
    h(
      "details",
      { hidden: sharing.onDisk },
      h("summary", { words: "share.embed" }),
      h("p", { class: "soft", words: "share.embed-why" }),
      embed,
      h(
        "div",
        { class: "row" },
        button("share.copy-embed", () => copy(embed)),
      ),
    ),
  );
  dialog.body.append(
    h("p", { class: "soft", words: sharing.onDisk ? "share.why-disk" : "share.why" }),
    trouble,
    parts,
    h(
      "div",
      { class: "row share-file" },
      h("p", { class: "soft", words: "share.file-why" }),
      button("share.file", () => setText(said, t("share.saved", { name: sharing.saveFile() }))),
    ),
    h(
      "div",
      { class: "row share-file", hidden: FILE_SIZE === 0 },
      h("p", { class: "soft", words: "share.page-why" }),
      page,
    ),
    said,
  );
  tools.append(
    h("button", {
      type: "button",
      words: "share.title",
      "data-control": "share",
      on: { click: open },
    }),
  );

  async function open() {
    setText(said, "");
    setText(trouble, "");
    setText(page, t("share.page", { size: megabytes(FILE_SIZE) }));
    try {
      const { address, fits } = await sharing.link();
      const framed = await sharing.link({ embed: true });
      const n = address.length;
      parts.hidden = !fits;
      link.value = address;
      embed.value = snippet(framed.address);
      setText(length, t("share.length", { n }));
      if (!fits) setText(trouble, t("share.too-long", { n, most: LONGEST }));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      parts.hidden = true;
      setText(trouble, t(`share.${error.reason}`));
    }
    trouble.hidden = trouble.textContent === "";
    dialog.open();
    if (!parts.hidden) link.select();
  }

  /** @param {HTMLInputElement} input */
  async function copy(input) {
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
      setText(said, t("share.copied"));
    } catch {
      setText(said, t("share.copy-by-hand"));
    }
  }

  function showCode() {
    const code = qrCode(link.value);
    if (!code) {
      setText(said, t("share.qr-long", { n: link.value.length }));
      return;
    }
    projector.body.replaceChildren(code);
    projector.open();
  }
}

/** @param {string} words */
function field(words) {
  const id = words.replace(".", "-");
  return h("input", { id, type: "text", readonly: true, label: words, spellcheck: "false" });
}

/**
 * @param {string} words
 * @param {() => void} click
 * @param {string} [className]
 */
function button(words, click, className) {
  return h("button", { type: "button", class: className, words, on: { click } });
}

/** @param {string} address */
function snippet(address) {
  const style = "width: 100%; height: 40rem; border: 0";
  return `<iframe src="${address}" title="Glass Neuron" style="${style}" loading="lazy"></iframe>`;
}
