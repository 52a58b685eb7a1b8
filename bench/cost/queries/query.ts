import type { Fleet } from '../fleet.js';
import type { Need } from '../need.js';
import type { Subject } from './subject.js';

/** One query of the table, and what has to be read for it. */
export interface CostQuery {
  readonly name: string;
  readonly text: string;
  readonly variables?: (subject: Subject, fleet: Fleet) => Readonly<Record<string, unknown>>;
  readonly need: (fleet: Fleet, subject: Subject) => Need;
  /** Where it can be asked; everywhere unless told. */
  readonly where?: (subject: Subject) => boolean;
}
