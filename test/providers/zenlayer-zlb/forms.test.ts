import { describe, expect, test } from 'vitest';
import type { WireResponse } from '../../../src/providers/provider.js';
import { callOf, formOf, provider, sentBy, source } from './setup.js';

const zlb = { path: '/api/v2/zlb', version: '2025-04-01' };
const zec = { path: '/api/v2/zec', version: '2025-09-01' };
const page = { pageNum: 1, pageSize: 1000 };

test.each([
  ['loadBalancers', [], zlb, 'DescribeLoadBalancers', page],
  ['loadBalancersById', ['a', 'b'], zlb, 'DescribeLoadBalancers', { loadBalancerIds: ['a', 'b'], ...page }],
  ['listenersOf', ['a'], zlb, 'DescribeListeners', { loadBalancerId: 'a' }],
  ['backendsOf', ['a'], zlb, 'DescribeBackends', { loadBalancerId: 'a' }],
  ['checkedBackendsOf', ['a'], zlb, 'DescribeBackendHealth', { loadBalancerId: 'a' }],
  ['instances', [], zec, 'DescribeInstances', page],
  ['instancesById', ['i'], zec, 'DescribeInstances', { instanceIds: ['i'], ...page }],
])(
  '%s is sent as documented, and without a page where it has none',
  (name, subjects, service, action, body) => {
    expect(sentBy(callOf(formOf(name), subjects))).toEqual({ ...service, action, body });
  },
);

test('nothing that names an id is ever sent empty, which may mean everything', () => {
  for (const name of ['loadBalancersById', 'instancesById']) {
    expect(() => sentBy(callOf(formOf(name), []))).toThrow();
  }
  for (const name of [
    'loadBalancersById',
    'listenersOf',
    'backendsOf',
    'checkedBackendsOf',
    'instancesById',
  ]) {
    const sent = Object.values(sentBy(callOf(formOf(name), [''])).body as object).flat();
    expect(sent).not.toContain('');
  }
});

test('at most 100 ids go into one call, and one load balancer below it', () => {
  expect(
    Object.entries(provider.forms)
      .filter(([, { maxSubjects }]) => maxSubjects > 1)
      .map(([name, { maxSubjects }]) => [name, maxSubjects]),
  ).toEqual([
    ['loadBalancersById', 100],
    ['instancesById', 100],
  ]);
});

describe('answers', () => {
  const answerTo = (name: string, response: object, status = 200) => {
    const body = JSON.stringify({ requestId: 'T1', response });
    const wire: WireResponse = { status, headers: {}, body };
    return provider.toAnswer(callOf(formOf(name), ['lb-1']), wire);
  };

  test.each([
    ['listenersOf', 'listeners'],
    ['backendsOf', 'backends'],
    ['checkedBackendsOf', 'backends'],
  ])('to %s have their rows in %s, and no total', (form, field) => {
    const answered = { ok: true, total: null, vendorRequestId: 'T1' };
    expect(answerTo(form, { [field]: [{}] })).toEqual({ ...answered, rows: [{}] });
    expect(answerTo(form, { [field]: [{}], totalCount: 7 })).toEqual({ ...answered, rows: [{}] });
    expect(answerTo(form, { [field]: null })).toEqual({ ...answered, rows: [] });
    const unread = { ok: false, failure: { code: 'UPSTREAM_INVALID_RESPONSE' } };
    expect(answerTo(form, { totalCount: 1, dataSet: [{}] })).toMatchObject(unread);
    expect(answerTo(form, { [field]: {} })).toMatchObject(unread);
    expect(answerTo(form, { [field]: [] }, 202)).toMatchObject(unread);
  });

  test.each(['OPERATION_FAILED_RESOURCE_NOT_FOUND', 'INVALID_LB_LISTENER_NOT_FOUND'])(
    '%s says that what was named is not there',
    (code) => {
      const body = JSON.stringify({ requestId: 'T1', code, message: 'words' });
      const answer = provider.toAnswer(callOf(formOf('listenersOf'), ['lb-1']), {
        ...{ status: 404, headers: {}, body },
      });
      expect(answer).toMatchObject({ ok: false, failure: { notFound: true, retryable: false } });
    },
  );
});

test('what a form yields is what it was asked for', () => {
  const scoped = formOf('checkedBackendsOf').yields;
  if (scoped.type !== 'scope') throw new Error('it yields no scope');
  expect(scoped.scope('lb-1')).toEqual({ list: 'backends', segment: '', loadBalancerId: 'lb-1' });
  expect(scoped.reached?.('lb-1', source)).toEqual({
    of: { list: 'reached', source, loadBalancerId: 'lb-1' },
    segment: '',
  });
  const children = formOf('listenersOf').yields;
  if (children.type !== 'children') throw new Error('it yields no children');
  expect(children.segments('lb-1', source)).toEqual([
    { of: { list: 'listeners', source, loadBalancerId: 'lb-1' }, segment: '' },
  ]);
});
