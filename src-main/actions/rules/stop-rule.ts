import { StewardError } from '../../lib/steward-error';
import { readRule } from '../../store/rules/read-rules';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Stops a rule for everybody: what it made waits, and it fires for nobody. @throws StewardError not_found */
export function stopRule(context: ActionContext, id: string, reason: string): void {
  decide(context, 'stop rule', (tx) => {
    if (readRule(tx, id) === undefined)
      throw new StewardError('not_found', 'This rule is not in your copy any more.');
    operate(tx, context, { kind: 'sending.stop', patch: { rule: id, reason }, subject: null });
  });
}

/** Lets it go on, whoever stopped it, itself included: who waited for that is fired for. */
export function releaseRule(context: ActionContext, id: string): void {
  decide(context, 'release rule', (tx) => {
    operate(tx, context, { kind: 'sending.release', patch: { rule: id }, subject: null });
  });
}
