import { describe, expect, test } from 'vitest';
import { createInFlight } from '../../src/inventory/in-flight.js';
import { createSharedTask } from '../../src/inventory/shared-task.js';
import type { Readers } from '../../src/upstream/reader.js';
import { createReader } from '../support/reader.js';

/** Work that ends when told to, and that writes down when it is stopped. */
function createWork<T>() {
  const signals: AbortSignal[] = [];
  const ends: { resolve: (value: T) => void; reject: (error: unknown) => void }[] = [];
  return {
    signals,
    run: (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<T>((resolve, reject) => ends.push({ resolve, reject }));
    },
    resolve: (value: T) => ends.at(-1)?.resolve(value),
    reject: (error: unknown) => ends.at(-1)?.reject(error),
  };
}

const never = new AbortController().signal;
const reader = createReader();
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('work that several wait for', () => {
  test('is done once and gives all of them the same', async () => {
    const work = createWork<object>();
    const task = createSharedTask(work.run);
    const waiting = [task.join(reader, never), task.join(reader, never)];
    const value = {};
    work.resolve(value);
    const [first, second] = await Promise.all(waiting);
    expect(first).toBe(value);
    expect(second).toBe(value);
    expect(work.signals).toHaveLength(1);
  });

  test('fails for all of them with the same error', async () => {
    const work = createWork<never>();
    const task = createSharedTask(work.run);
    const waiting = Promise.allSettled([task.join(reader, never), task.join(reader, never)]);
    const error = new Error('refused');
    work.reject(error);
    expect(await waiting).toEqual([
      { status: 'rejected', reason: error },
      { status: 'rejected', reason: error },
    ]);
  });

  test('knows who waits at the time, each once, in the order in which they came', async () => {
    const [first, second, third] = ['first', 'second', 'third'].map((name) => createReader(name));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three are made');
    let readers: Readers = () => [];
    let end: () => void = () => undefined;
    const task = createSharedTask((_, waiting) => {
      readers = waiting;
      return new Promise<void>((resolve) => (end = resolve));
    });
    const names = () => readers().map(({ name }) => name);
    expect(names()).toEqual([]);
    const [once, twice] = [new AbortController(), new AbortController()];
    const all = [task.join(first, once.signal), task.join(first, twice.signal), task.join(second, never)];
    // Work that waits for it does so for those who wait for that work.
    all.push(task.join(() => [second, third], never));
    const ended = Promise.allSettled(all);
    expect(names()).toEqual(['first', 'second', 'third']);
    once.abort();
    expect(names()).toEqual(['first', 'second', 'third']);
    twice.abort();
    expect(names()).toEqual(['second', 'third']);
    end();
    await ended;
    expect(names()).toEqual([]);
  });

  test('goes on for the others when one leaves', async () => {
    const work = createWork<string>();
    const task = createSharedTask(work.run);
    const leaving = new AbortController();
    const left = task.join(reader, leaving.signal);
    const stays = task.join(reader, never);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(work.signals[0]?.aborted).toBe(false);
    expect(task.abandoned()).toBe(false);
    work.resolve('done');
    expect(await stays).toBe('done');
  });

  test('is stopped when the last one leaves, not before', async () => {
    const work = createWork<string>();
    const task = createSharedTask(work.run);
    const controllers = [new AbortController(), new AbortController(), new AbortController()];
    const waiting = controllers.map(({ signal }) => task.join(reader, signal));
    const outcomes = Promise.allSettled(waiting);
    const stopped = controllers.map((controller) => {
      controller.abort();
      return work.signals[0]?.aborted;
    });
    expect(stopped).toEqual([false, false, true]);
    expect(task.abandoned()).toBe(true);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('may fail after everybody left without an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const work = createWork<string>();
    const leaving = new AbortController();
    const waiting = createSharedTask(work.run).join(reader, leaving.signal);
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    work.reject(new Error('stopped'));
    await turn();
    await turn();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('is left at once by one who is already gone', async () => {
    const work = createWork<string>();
    const task = createSharedTask(work.run);
    const stays = task.join(reader, never);
    await expect(task.join(reader, AbortSignal.abort())).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(work.signals[0]?.aborted).toBe(false);
    work.resolve('done');
    expect(await stays).toBe('done');
  });
});

describe('work in flight', () => {
  test('is found under each of its keys until it ends, however it ends', async () => {
    for (const end of ['resolve', 'reject'] as const) {
      const inFlight = createInFlight<string>();
      const work = createWork<string>();
      inFlight.start(['a', 'b'], work.run);
      const waiting = inFlight.running('a')?.join(reader, never);
      const outcome = Promise.allSettled([waiting]);
      expect(inFlight.running('b')).toBe(inFlight.running('a'));
      await turn();
      if (end === 'resolve') work.resolve('done');
      else work.reject(new Error('refused'));
      const [result] = await outcome;
      expect(result.status).toBe(end === 'resolve' ? 'fulfilled' : 'rejected');
      expect(inFlight.running('a')).toBeUndefined();
      expect(inFlight.running('b')).toBeUndefined();
    }
  });

  test('that ends at once frees its keys too', async () => {
    const inFlight = createInFlight<string>();
    inFlight.start(['a'], () => Promise.resolve('done'));
    expect(await inFlight.running('a')?.join(reader, never)).toBe('done');
    expect(inFlight.running('a')).toBeUndefined();
  });

  test('that nobody waits for any more is not joined: who comes late starts anew', async () => {
    const inFlight = createInFlight<string>();
    const work = createWork<string>();
    inFlight.start(['a'], work.run);
    const leaving = new AbortController();
    const left = inFlight.running('a')?.join(reader, leaving.signal);
    await turn();
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(inFlight.running('a')).toBeUndefined();

    const again = createWork<string>();
    inFlight.start(['a'], again.run);
    const waiting = inFlight.running('a')?.join(reader, never);
    await turn();
    work.reject(new Error('stopped'));
    await turn();
    expect(inFlight.running('a')).toBeDefined();
    again.resolve('done');
    expect(await waiting).toBe('done');
    expect(again.signals[0]?.aborted).toBe(false);
    expect(inFlight.running('a')).toBeUndefined();
  });

  test('under other keys is left alone', () => {
    const inFlight = createInFlight<string>();
    inFlight.start(['a'], createWork<string>().run);
    expect(inFlight.running('b')).toBeUndefined();
  });
});
