import type { Readers } from '../upstream/reader.js';
import { createSharedTask, type SharedTask } from './shared-task.js';

/** Work that is being done, under every key by which somebody may come to wait for it. */
export interface InFlight<T> {
  /** Starts work under its keys, which are free again when it ends. */
  readonly start: (
    keys: readonly string[],
    run: (signal: AbortSignal, readers: Readers) => Promise<T>,
  ) => void;
  /** The work under a key, unless it is being stopped. */
  readonly running: (key: string) => SharedTask<T> | undefined;
}

export function createInFlight<T>(): InFlight<T> {
  const tasks = new Map<string, SharedTask<T>>();
  return {
    start: (keys, run) => {
      const task: SharedTask<T> = createSharedTask(async (signal, readers) => {
        // Registered first: work that ends at once must find its keys to free.
        await Promise.resolve();
        try {
          return await run(signal, readers);
        } finally {
          for (const key of keys) if (tasks.get(key) === task) tasks.delete(key);
        }
      });
      for (const key of keys) tasks.set(key, task);
    },
    running: (key) => {
      const task = tasks.get(key);
      return task === undefined || task.abandoned() ? undefined : task;
    },
  };
}
