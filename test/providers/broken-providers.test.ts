import { describe, expect, test } from 'vitest';
import type { Answer, Form, Provider } from '../../src/providers/provider.js';
import { createTransport } from '../../src/upstream/transport.js';
import { conformanceCases, type ConformanceSubject } from './conformance.js';
import { subjects } from './subjects.js';

function subject(name: string): ConformanceSubject {
  const found = subjects[name];
  if (found === undefined) throw new Error(`no subject ${name}`);
  return found;
}

const paged = subject('QINGCLOUD');
const numbered = subject('ZENLAYER_BMC');

/** The subject with its provider changed; anew for each account, so that state does not outlive it. */
function broken(whole: ConformanceSubject, change: (provider: Provider) => Provider): ConformanceSubject {
  const { definition } = whole;
  return {
    ...whole,
    definition: { ...definition, create: (account) => change(definition.create(account)) },
  };
}

function withForms(provider: Provider, change: (form: Form, name: string) => Form): Provider {
  const forms = Object.entries(provider.forms).map(([name, form]) => [name, change(form, name)] as const);
  return { ...provider, forms: Object.fromEntries(forms) };
}

function withAnswers(provider: Provider, change: (answer: Answer) => Answer): Provider {
  return { ...provider, toAnswer: (call, response) => change(provider.toAnswer(call, response)) };
}

const invented = 'made-up';

/** Each provider that is wrong in one way, with the case that has to notice. */
const brokenProviders: Readonly<Record<string, readonly [RegExp, ConformanceSubject]>> = {
  'drops the last row': [
    /value by value/,
    broken(numbered, (provider) =>
      withAnswers(provider, (answer) =>
        answer.ok
          ? { ...answer, rows: answer.rows.slice(0, -1), total: Math.max(0, (answer.total ?? 0) - 1) }
          : answer,
      ),
    ),
  ],
  'matches answers by position': [
    /does not know are null/,
    broken(numbered, (provider) =>
      withForms(provider, (form) => {
        if (form.yields.type !== 'records') return form;
        const positions = new WeakMap<readonly string[], number>();
        return {
          ...form,
          decode: (row, context) => {
            const at = positions.get(context.subjects) ?? 0;
            positions.set(context.subjects, at + 1);
            const harvest = form.decode(row, context);
            if (typeof harvest === 'string') return harvest;
            const { item } = harvest;
            const vendorId = context.subjects[at];
            if (vendorId === undefined || item.kind === 'backend') return harvest;
            return { ...harvest, item: { ...item, vendorId } };
          },
        };
      }),
    ),
  ],
  'turns an error into an empty list': [
    /^http500: the list is partial/,
    broken(numbered, (provider) =>
      withAnswers(provider, (answer) =>
        answer.ok ? answer : { ok: true, rows: [], total: 0, vendorRequestId: null },
      ),
    ),
  ],
  'ignores abort': [
    /client that leaves/,
    {
      ...numbered,
      openTransport: (endpoint) => {
        const transport = createTransport(endpoint);
        const never = new AbortController().signal;
        return { ...transport, send: (request) => transport.send(request, never) };
      },
    },
  ],
  'loses a page': [
    /windows of any offset/,
    broken(paged, (provider) => ({
      ...provider,
      toRequest: (call, signing) => {
        const { offset, limit } = call.page;
        const page = offset >= limit ? { offset: offset + limit, limit } : call.page;
        return provider.toRequest({ ...call, page }, signing);
      },
    })),
  ],
  'asks for larger pages than there are': [
    /windows of any offset/,
    broken(paged, (provider) => ({
      ...provider,
      plan: (demands, view) =>
        provider.plan(demands, view).map(({ demand, ask }) => {
          if (ask.type !== 'page') return { demand, ask };
          return { demand, ask: { ...ask, page: { ...ask.page, limit: 2 * ask.page.limit } } };
        }),
    })),
  ],
  'begins every page at the first row': [
    /windows of any offset/,
    broken(paged, (provider) => ({
      ...provider,
      toRequest: (call, signing) =>
        provider.toRequest({ ...call, page: { ...call.page, offset: 0 } }, signing),
    })),
  ],
  'repeats a refused call': [
    /^auth: the list is partial/,
    broken(numbered, (provider) =>
      withAnswers(provider, (answer) =>
        answer.ok ? answer : { ...answer, failure: { ...answer.failure, repeat: 'soon' } },
      ),
    ),
  ],
  'sends an empty id list': [
    /asks for these ids only/,
    broken(numbered, (provider) =>
      withForms(provider, (form, name) =>
        name.endsWith('InstancesById') ? { ...form, params: () => ({ instanceIds: [] }) } : form,
      ),
    ),
  ],
  'names more ids than a call takes': [
    /more machines/,
    broken(numbered, (provider) =>
      withForms(provider, (form, name) =>
        name.endsWith('InstancesById') ? { ...form, maxSubjects: 1000 } : form,
      ),
    ),
  ],
  'trusts the total and makes up the rows that it promises': [
    /^total-mismatch/,
    broken(numbered, (provider) =>
      withAnswers(provider, (answer) => {
        if (!answer.ok) return answer;
        const [row] = answer.rows;
        const missing = Math.max(0, (answer.total ?? 0) - answer.rows.length);
        const more = Array.from({ length: missing }, (_, index) => ({
          ...(row as object),
          loadBalancerId: `${invented}-${index}`,
        }));
        return { ...answer, rows: [...answer.rows, ...more] };
      }),
    ),
  ],
  'takes a page that comes short for the end': [
    /^short-page/,
    broken(numbered, (provider) =>
      withAnswers(provider, (answer) => (answer.ok ? { ...answer, total: null } : answer)),
    ),
  ],
  'keeps an error': [
    /^garbage: the list is partial/,
    broken(numbered, (provider) => {
      const kept = new Map<string, Answer>();
      return {
        ...provider,
        toAnswer: (call, response) => {
          const key = JSON.stringify([call.form.action, call.subjects, call.page]);
          const answer = kept.get(key) ?? provider.toAnswer(call, response);
          if (!answer.ok) kept.set(key, answer);
          return answer;
        },
      };
    }),
  ],
  'takes a row of another parent': [
    /row that was not asked for/,
    broken(numbered, (provider) =>
      withForms(provider, (form, name) =>
        name === 'backendsOf'
          ? {
              ...form,
              decode: (row, context) => {
                const { listenerId } = form.params(context.subjects, context.source);
                return form.decode({ ...(row as object), listenerId }, context);
              },
            }
          : form,
      ),
    ),
  ],
  'throws at a value that nobody knows': [
    /nobody knows is UNKNOWN/,
    broken(numbered, (provider) =>
      withForms(provider, (form) => ({
        ...form,
        decode: (row, context) => {
          if (JSON.stringify(row).includes('nobody-knows')) throw new Error('unknown value');
          return form.decode(row, context);
        },
      })),
    ),
  ],
  'reads numbers only where they are numbers': [
    /number may come in a string/,
    broken(numbered, (provider) =>
      withForms(provider, (form) => ({
        ...form,
        decode: (row, context) =>
          typeof (row as { weight?: unknown }).weight === 'string' ? 'malformed' : form.decode(row, context),
      })),
    ),
  ],
  'passes whole rows on': [
    /secret among them/,
    broken(numbered, (provider) =>
      withForms(provider, (form) => ({
        ...form,
        decode: (row, context) => {
          const harvest = form.decode(row, context);
          if (typeof harvest === 'string' || harvest.item.kind !== 'backend') return harvest;
          return { ...harvest, item: { ...harvest.item, vendorFields: row as Record<string, string> } };
        },
      })),
    ),
  ],
  'signs with a time of its own': [
    /clock differs/,
    broken(paged, (provider) => {
      const nowMs = Date.now();
      return { ...provider, toRequest: (call, signing) => provider.toRequest(call, { ...signing, nowMs }) };
    }),
  ],
  'plans a write': [
    /definition is sound/,
    broken(numbered, (provider) =>
      withForms(provider, (form, name) =>
        name === 'loadBalancers' ? { ...form, action: 'DeleteLoadBalancers' } : form,
      ),
    ),
  ],
};

/** What a case says of a provider; any other error would be a mistake of the suite. */
const noticed = /\bexpected\b|an error where there is no fault|^\{"message"|not whole|never came that/;

describe.concurrent('the conformance suite finds a provider that', () => {
  for (const [fault, [noticing, provider]] of Object.entries(brokenProviders)) {
    test(fault, async () => {
      const cases = conformanceCases.filter(({ name }) => noticing.test(name));
      expect(cases).toHaveLength(1);
      for (const { run } of cases) await expect(run(provider)).rejects.toThrow(noticed);
    });
  }
});
