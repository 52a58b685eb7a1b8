import { createAskRunner, type AskRunnerDeps } from './ask-runner.js';
import type { InventorySource } from './at-hand.js';
import { createSourceReader } from './source-reader.js';

/** A source with the reader that makes its calls. */
export function openSource({ calls, ...opened }: AskRunnerDeps): InventorySource {
  const runner = createAskRunner({ ...opened, calls });
  return { ...opened, errors: calls, reader: createSourceReader({ ...opened, runner, errors: calls }) };
}
