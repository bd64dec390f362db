/** Gives the person a file. */

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function saveFile(blob, name) {
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(blob),
    download: name,
  });
  link.click();
  // Not at once: some browsers begin to read a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
