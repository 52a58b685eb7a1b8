import fc from 'fast-check';
import { expect } from 'vitest';
import { emptySelection } from '../../../src/model/selection.js';
import type { Call, Provider, WireResponse } from '../../../src/providers/provider.js';
import { answeredTree } from '../../support/truth.js';
import { account, ask, small, withFleet, type ConformanceCase, type ConformanceSubject } from './subject.js';

/** A call as the provider was asked to write it, and what came back. */
interface Exchange {
  readonly call: Call;
  readonly response: WireResponse;
}

/** What was asked of a provider while a whole fleet was read through it. */
interface Recording {
  readonly provider: Provider;
  readonly exchanges: readonly Exchange[];
  readonly plans: readonly Parameters<Provider['plan']>[];
}

async function record(subject: ConformanceSubject): Promise<Recording> {
  const exchanges: Exchange[] = [];
  const plans: Parameters<Provider['plan']>[] = [];
  const made: Provider[] = [];
  const definition: ConformanceSubject['definition'] = {
    ...subject.definition,
    create: (options) => {
      const provider = subject.definition.create(options);
      made.push(provider);
      return {
        ...provider,
        plan: (demands, view) => {
          plans.push([demands, view]);
          return provider.plan(demands, view);
        },
        toAnswer: (call, response) => {
          exchanges.push({ call, response });
          return provider.toAnswer(call, response);
        },
      };
    },
  };
  await withFleet({ ...subject, definition }, small, async (fleet) => {
    const { loadBalancers } = await ask<{ loadBalancers: { nodes: { id: string }[] } }>(
      fleet,
      '{ loadBalancers(first: 2) { nodes { id } } instances(first: 5) { nodes { id } } }',
    );
    await answeredTree(fleet, account);
    expect(loadBalancers.nodes).toHaveLength(2);
  });
  const [provider] = made;
  if (provider === undefined) throw new Error('no provider was made');
  return { provider, exchanges, plans };
}

const definitionIsSound: ConformanceCase = {
  name: 'its definition is sound: names, defaults, limits, read actions only',
  run: async (subject) => {
    const { definition } = subject;
    expect(definition.id).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(definition.apis).toContain(subject.account.api);
    expect(definition.options.safeParse(undefined).success).toBe(true);
    expect(definition.options.safeParse({ nobodyKnows: 1 }).success).toBe(false);
    expect(definition.maxConcurrentCalls).toBeGreaterThan(0);
    const { provider } = await record(subject);
    for (const { action, paging, maxSubjects } of Object.values(provider.forms)) {
      expect(action).toMatch(/^(Describe|Get)[A-Z]/);
      expect(paging.max).toBeGreaterThanOrEqual(1);
      expect(maxSubjects).toBeGreaterThanOrEqual(1);
    }
  },
};

const pure: ConformanceCase = {
  name: 'plans, requests and decoders are pure: the same question has the same answer',
  run: async (subject) => {
    const { provider, exchanges, plans } = await record(subject);
    expect(exchanges.length).toBeGreaterThan(0);
    for (const [demands, view] of plans) {
      expect(provider.plan(demands, view)).toEqual(provider.plan(demands, view));
      for (const { ask: asked, demand } of provider.plan(demands, view)) {
        expect(Object.keys(provider.forms)).toContain(asked.form);
        expect(demands).toContain(demand);
      }
    }
    const signing = {
      credentials: { id: 'key-id', key: 'the-secret-key' },
      nonce: 1,
      nowMs: 1_700_000_000_000,
    };
    for (const { call, response } of exchanges) {
      const request = provider.toRequest(call, signing);
      expect(provider.toRequest(call, signing)).toEqual(request);
      expect(JSON.stringify(request)).not.toContain(signing.credentials.key);
      expect(new URL(request.origin).protocol).toBe('https:');
      const later = provider.toRequest(call, { ...signing, nowMs: signing.nowMs + 1_000_000 });
      expect(later, 'the signature does not cover the time').not.toEqual(request);
      const answer = provider.toAnswer(call, response);
      expect(provider.toAnswer(call, response)).toEqual(answer);
      if (!answer.ok) throw new Error(`a sound answer was read as ${answer.failure.code}`);
      const context = { source: call.source, asOf: 1, subjects: call.subjects };
      for (const row of answer.rows) {
        const harvest = call.form.decode(row, context);
        expect(call.form.decode(row, context)).toEqual(harvest);
        // As a store would give it back.
        expect(JSON.parse(JSON.stringify(harvest))).toEqual(harvest);
      }
    }
  },
};

const neverThrows: ConformanceCase = {
  name: 'whatever comes, no answer and no row makes it throw, and what is no answer is a failure',
  run: async (subject) => {
    const { provider, exchanges } = await record(subject);
    const anything = fc.oneof(
      fc.json().map((text): unknown => JSON.parse(text)),
      fc.constantFrom<unknown>(
        '',
        null,
        -1,
        1e300,
        true,
        [],
        {},
        [[]],
        { __proto__: null },
        'a'.repeat(5000),
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...exchanges),
        fc.constantFrom(200, 204, 302, 400, 401, 403, 404, 429, 500, 503),
        fc.oneof(fc.string(), fc.json(), fc.constant('<html></html>')),
        ({ call }, status, body) => {
          const answer = provider.toAnswer(call, { status, headers: {}, body });
          expect(answer.ok).toBe(false);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...exchanges),
        fc.nat(),
        fc.nat(),
        anything,
        ({ call, response }, at, which, value) => {
          const answer = provider.toAnswer(call, response);
          const rows = answer.ok ? answer.rows : [];
          const row = rows[at % Math.max(1, rows.length)] ?? {};
          const names = Object.keys(row);
          const name = names[which % Math.max(1, names.length)] ?? 'name';
          const context = { source: call.source, asOf: 1, subjects: call.subjects };
          for (const damaged of [value, { ...row, [name]: value }]) {
            const harvest = call.form.decode(damaged, context);
            if (typeof harvest === 'string') continue;
            expect(harvest.item.source).toEqual(call.source);
            expect(JSON.parse(JSON.stringify(harvest))).toEqual(harvest);
          }
        },
      ),
      { numRuns: 300 },
    );
  },
};

const askedForNothing: ConformanceCase = {
  name: 'asked for nothing, it plans nothing',
  run: async (subject) => {
    const { provider, plans } = await record(subject);
    const unknown = () => null;
    expect(
      provider.plan([], {
        total: unknown,
        scopeTotal: unknown,
        fact: unknown,
        record: unknown,
        items: unknown,
      }),
    ).toEqual([]);
    // What it cannot have costs no call.
    const source = plans[0]?.[0][0];
    const of = source?.type === 'rows' || source?.type === 'count' ? source.segment.of.source : null;
    if (of === null) throw new Error('the first plan was not of a list');
    const rule = { kind: 'rule', source: of, loadBalancerId: 'l', listenerId: 't', vendorId: 'r' } as const;
    const segments = provider.segments({ list: 'rules', source: of, loadBalancerId: 'l', listenerId: 't' });
    const asks = provider.plan([{ type: 'record', ref: rule, selection: emptySelection }], {
      total: unknown,
      scopeTotal: unknown,
      fact: unknown,
      record: unknown,
      items: unknown,
    });
    if (segments.length === 0) expect(asks).toEqual([]);
  },
};

export const portCases: readonly ConformanceCase[] = [definitionIsSound, pure, neverThrows, askedForNothing];
