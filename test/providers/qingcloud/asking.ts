import { forms } from '../../../src/providers/qingcloud/forms.js';
import type { Call, DecodeContext, Form, Harvest } from '../../../src/providers/provider.js';
import type { Source } from '../../../src/model/source.js';

export const source: Source = { account: 'qing', region: 'pek3' };
export const asOf = 1_700_000_000_000;

export type FormName = keyof typeof forms;

export function formOf(name: FormName): Form {
  return forms[name];
}

export function callOf(name: FormName, subjects: readonly string[] = [], limit = 100): Call {
  return { form: formOf(name), source, subjects, page: { offset: 0, limit } };
}

export function decodeBy(name: FormName, row: unknown, subjects: readonly string[] = []) {
  const context: DecodeContext = { source, asOf, subjects };
  return formOf(name).decode(row, context);
}

/** What a row brings that must be readable and asked for. */
export function harvestOf(name: FormName, row: unknown, subjects: readonly string[] = []): Harvest {
  const harvest = decodeBy(name, row, subjects);
  if (typeof harvest === 'string') throw new Error(`the row is ${harvest}`);
  return harvest;
}
