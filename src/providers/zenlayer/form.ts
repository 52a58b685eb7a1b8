import { LbgraphError } from '../../errors.js';
import type { Form, Paging } from '../provider.js';
import type { ZenlayerService } from './signer.js';

/** A form knows its service: two of them have an action of the same name. */
export interface ZenlayerForm extends Form {
  readonly service: ZenlayerService;
  /** Where the rows stand in an answer without pages and without a total. Absent: in `dataSet`, with both. */
  readonly unpaged?: 'listeners' | 'backends';
}

/** `pageNum` from 1, `pageSize` at most 1000: the same for every action that has pages. */
export const paging: Paging = { style: 'number', max: 1000 };

/** Calls are only made of this vendor's own forms; another one is a mistake of ours. */
export function asZenlayerForm(form: Form): ZenlayerForm {
  if (isZenlayerForm(form)) return form;
  throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A call was made of a form of another provider.');
}

function isZenlayerForm(form: Form): form is ZenlayerForm {
  return 'service' in form;
}
