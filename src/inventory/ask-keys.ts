import { groupBy } from '../model/group-by.js';
import type { Ask, Form } from '../providers/provider.js';

/** Subjects that go into one call: of one group, and no more than it takes. */
export function toChunks(
  { maxSubjects, group }: Form,
  subjects: readonly string[],
): readonly (readonly string[])[] {
  return [...groupBy(subjects, (subject) => group?.(subject) ?? '').values()].flatMap((members) =>
    Array.from({ length: Math.ceil(members.length / maxSubjects) }, (_, at) =>
      members.slice(at * maxSubjects, (at + 1) * maxSubjects),
    ),
  );
}

/** The keys of a form's subjects. */
export function keyOf(form: string): (subject: string) => string {
  return (subject) => askKey({ type: 'subjects', form, subject });
}

/** What is in flight under this key is the same work. */
export function askKey(ask: Ask): string {
  return ask.type === 'page'
    ? JSON.stringify([ask.type, ask.form, ask.subject, ask.page.offset, ask.page.limit])
    : JSON.stringify([ask.type, ask.form, ask.subject]);
}

/** The key of any page of one list. */
export function listKey(ask: Ask): string {
  return JSON.stringify(['list', ask.form, ask.subject]);
}

/** How many rows an ask is for at once. */
export function pageSize(ask: Ask): number {
  return ask.type === 'page' ? ask.page.limit : 0;
}

/** The name of what is learnt of a form: that a vendor which is asked for a page of it sends everything. */
export function sendsAll(formName: string): string {
  return `sends everything: ${formName}`;
}
