import { isDeepStrictEqual } from 'node:util';
import type { Row } from '../support/truth.js';
import { actionsOf, type ActionUnderTest, type Changes } from './fault-actions.js';
import { unknownValue, type Strike } from './fault-kinds.js';
import type { TrueNode } from './fault-truth.js';

/** Whether a value may differ from the truth as it does, because of one fault. */
export function mayDiffer(
  { target, outcome }: Strike,
  truth: TrueNode,
  name: string,
  value: unknown,
  answered: Row,
): boolean {
  const { noun, named } = truth;
  if (named !== undefined && target.carried?.includes(name) === true) {
    // What the row does not tell is looked up.
    return (outcome.type === 'unknown' || outcome.type === 'absent') && value === named.lookedUp[name];
  }
  if (named?.carried.has(name) === true) return false;
  switch (outcome.type) {
    case 'absent':
      return isChanged(target.absent ?? nameless(target), truth, name, value);
    case 'unknown':
      return shows(target) === noun && isUnknown(target, truth, name, value, answered);
    case 'inexact':
    case 'silent':
      return target.noun === 'health' && outcome.losesRows && isChanged(unread, truth, name, value);
    case 'failed':
    case 'none':
      return false;
  }
}

/** What becomes of a backend of whose health no row tells. */
const unread: Changes = { backend: { health: 'UNKNOWN', vendorHealth: null } };

const nameless = ({ noun }: ActionUnderTest): Changes => ({ [noun]: { name: null } });

/** Of what the objects are that show a row's enumerated value. */
const shows = ({ noun }: ActionUnderTest) => (noun === 'health' ? 'backend' : noun);

function isChanged(changes: Changes, { noun, values }: TrueNode, name: string, value: unknown): boolean {
  const change = changes[noun]?.[name];
  const expected = values[name];
  if (change === undefined || expected === null) return false;
  if (typeof change === 'function') return value === (change as (value: unknown) => unknown)(expected);
  const isPart = typeof change === 'object' && change !== null && typeof expected === 'object';
  return isDeepStrictEqual(value, isPart ? { ...expected, ...change } : change);
}

function isUnknown(
  { subject, enumerated, enumeratedField }: ActionUnderTest,
  { values, named }: TrueNode,
  name: string,
  value: unknown,
  answered: Row,
): boolean {
  if (name === 'vendorFields' && enumeratedField !== undefined)
    return isDeepStrictEqual(value, { ...(values[name] as Row), [enumeratedField]: unknownValue });
  if (enumerated === null) return false;
  const [field, word] = enumerated;
  if (name === field)
    return value === 'UNKNOWN' && (word === null || !(word in answered) || answered[word] === unknownValue);
  // What a machine is going through outranks its status, which is unknown all the same.
  if (name !== word || value !== unknownValue) return false;
  // So does what a backend's row tells of its machine, where it does so without the vendor's word.
  const isCarried = named !== undefined && isCarriedAlone(subject, field, word);
  return (
    !(field in answered) ||
    answered[field] === 'UNKNOWN' ||
    isUnderway(answered) ||
    (isCarried && answered[field] === values[field])
  );
}

function isCarriedAlone(subject: string, field: string, word: string): boolean {
  const actions = actionsOf[subject] ?? [];
  return actions.some(({ carried = [] }) => carried.includes(field) && !carried.includes(word));
}

function isUnderway({ vendorFields }: Row): boolean {
  const { transition_status: transition } = (vendorFields ?? {}) as Row;
  return typeof transition === 'string' && transition !== '';
}
