import type { Settings } from '../../settings.js';
import { wordCase } from './settings.js';

/** A word of the vendor's in the case that it is sent in. */
export function spellWord<T extends string | null>(word: T, settings: Settings): T | string {
  switch (settings.get(wordCase)) {
    case 'lower':
      return word?.toLowerCase() ?? word;
    case 'upper':
      return word?.toUpperCase() ?? word;
    default:
      return word;
  }
}
