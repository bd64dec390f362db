/** CodeMirror as this page wants it: loaded when an editor is opened. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  HighlightStyle,
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { unifiedMergeView } from "@codemirror/merge";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colours are the page's: they change with its theme. */
const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], color: "inherit" },
  { tag: tags.function(tags.definition(tags.variableName)), color: "var(--code-name)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
]);

const THEME = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--field)" },
  // The frame around it shows the focus.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--code-font)", fontSize: "0.9375rem", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-gutters": { color: "var(--text-soft)", backgroundColor: "var(--panel)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--accent-pale)" },
  ".cm-content ::selection, &.cm-focused .cm-content ::selection": {
    backgroundColor: "var(--code-selection)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-selection)" },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    color: "var(--text)",
    backgroundColor: "var(--panel)",
  },
  ".cm-wrong": { backgroundColor: "var(--alert)" },
  "&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine": {
    backgroundColor: "var(--code-added)",
  },
  "&.cm-merge-b .cm-changedText": { background: "var(--code-added-strong)" },
  ".cm-deletedChunk": { backgroundColor: "var(--code-removed)", paddingLeft: "6px" },
  ".cm-deletedChunk .cm-deletedText": { background: "var(--code-removed-strong)" },
  ".cm-changeGutter": { width: "4px" },
});

/**
 * @param {ShadowRoot} root  Style sheets can be added to it that the page's policy refuses outside.
 * @param {object} with_
 * @param {string} with_.source
 * @param {(source: string) => void} with_.onChange
 * @param {() => void} [with_.onRun]
 */
export function createCodeMirror(root, { source, onChange, onRun }) {
  const [name, difference] = [new Compartment(), new Compartment()];
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: source,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (onRun?.(), Boolean(onRun)) }])),
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        python(),
        syntaxHighlighting(COLOURS),
        THEME,
        name.of([]),
        difference.of([]),
        keymap.of([indentWithTab, ...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) onChange(state.doc.toString());
        }),
      ],
    }),
  });

  return {
    /** @param {string} text */
    set(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },

    /** @param {string} label */
    call(label) {
      const attributes = EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });
      view.dispatch({ effects: name.reconfigure(attributes) });
    },

    /**
     * Mark what is wrong, or nothing.
     *
     * @param {{line: number, message: string} | null} error
     */
    mark(error) {
      if (!error) {
        view.dispatch(setDiagnostics(view.state, []));
        return;
      }
      const { doc } = view.state;
      const line = doc.line(Math.max(1, Math.min(error.line, doc.lines)));
      const from = line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0);
      view.dispatch(
        setDiagnostics(view.state, [
          { from, to: line.to, severity: "error", message: error.message },
        ]),
        { effects: EditorView.scrollIntoView(line.from, { y: "center" }) },
      );
    },

    /** @param {string | null} other  Shows what is different from it. */
    compare(other) {
      const merge =
        other === null ? [] : unifiedMergeView({ original: other, mergeControls: false });
      view.dispatch({ effects: difference.reconfigure(merge) });
    },

    focus: () => view.focus(),
  };
}
