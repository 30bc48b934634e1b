import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { TemplateProblem } from '../../../../src-preload/contract/templates/problem';
import classes from './code-field.module.css';
import { setupFor } from './editor-setup';

interface CodeFieldProps {
  label: string;
  kind: 'layout' | 'text' | 'line';
  text: string;
  onText: (text: string) => void;
  readOnly: boolean;
  problems: readonly TemplateProblem[];
  /** What is inserted, and whoever is led to a line, goes there. */
  onMade: (view: EditorView) => void;
  onFocus: () => void;
}

/** A field with completion, undo and what is wrong beside its lines. */
export function CodeField({
  label,
  kind,
  text,
  onText,
  readOnly,
  problems,
  onMade,
  onFocus,
}: CodeFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [editing] = useState(() => new Compartment());
  const write = useEffectEvent(onText);
  const tellMade = useEffectEvent(onMade);
  const tellFocus = useEffectEvent(onFocus);
  const first = useEffectEvent(() => text);

  useEffect(() => {
    if (place.current === null) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first(),
        extensions: [
          setupFor(kind),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          editing.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) write(update.state.doc.toString());
            if (update.focusChanged && update.view.hasFocus) tellFocus();
          }),
        ],
      }),
    });
    setView(made);
    tellMade(made);
    return () => made.destroy();
  }, [kind, label, editing]);

  useEffect(() => {
    view?.dispatch({
      effects: editing.reconfigure(
        readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
      ),
    });
  }, [view, editing, readOnly]);

  // What was written elsewhere: a draft thrown away, a version put back. With the drawing, not after it: a letter that was
  // typed between the two would be taken for one that is gone.
  useLayoutEffect(() => {
    if (view === null || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [view, text]);

  useEffect(() => {
    view?.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state, problems)));
  }, [view, problems]);

  return <div className={classes.field} data-kind={kind} ref={place} />;
}

function diagnosticsOf(state: EditorState, problems: readonly TemplateProblem[]) {
  return problems.flatMap(({ line, weight, words }) => {
    // A problem of an earlier text may name a line that is gone.
    if (line === null || line > state.doc.lines) return [];
    const { from, to } = state.doc.line(line);
    return [{ from, to, severity: weight, message: words }];
  });
}
