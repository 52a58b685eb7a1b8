import { expect, test } from 'vitest';
import { formOf, provider, source } from './setup.js';

const ids = Array.from({ length: 100 }, (_, at) => `ins-${at}`);
const named = JSON.stringify({ instanceIds: ids });

/** The total of an answer with so many of the machines that were named, by the vendor's count of others. */
function totalOf(form: string, subjects: readonly string[], rows: number, totalCount: number): number | null {
  const instanceSet = ids.slice(0, rows).map((unInstanceId) => ({ unInstanceId }));
  const call = { form: formOf(form), source, subjects, page: { offset: 0, limit: 100 } };
  const body = JSON.stringify({ code: 0, message: '', totalCount, instanceSet });
  const answer = provider.toAnswer(call, { status: 200, headers: {}, body });
  return answer.ok ? answer.total : Number.NaN;
}

test.each([
  ['by ids, fewer than were named', 'instancesById', ids, 99, 140, null],
  ['by ids, as many as were named', 'instancesById', ids, 100, 140, 100],
  ['by ids, counted as they are', 'instancesById', ids, 99, 99, 99],
  ['narrowed to ids, fewer', 'instances', [named], 99, 140, null],
  ['narrowed to ids, as many', 'instances', [named], 100, 140, 100],
  ['narrowed otherwise', 'instances', ['{"status":"2"}'], 100, 140, 140],
  ['all', 'instances', [], 100, 140, 140],
])('the total of machines %s', (_, form, subjects, rows, totalCount, total) => {
  expect(totalOf(form, subjects, rows, totalCount)).toBe(total);
});
