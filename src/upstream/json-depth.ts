/** How deep an answer's arrays and objects may stand in each other: far above any vendor's, far below what a stack holds. */
export const maxAnswerDepth = 64;

/**
 * Whether a JSON text nests its arrays and objects deeper than `most`. Reads the text once without parsing it, so that what
 * is too deep never becomes a value that other code would have to walk.
 */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        inString = !inString;
        break;
      case backslash:
        if (inString) at++;
        break;
      case openArray:
      case openObject:
        if (!inString && ++depth > most) return true;
        break;
      case closeArray:
      case closeObject:
        if (!inString) depth--;
        break;
    }
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
