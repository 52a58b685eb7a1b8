import { GraphQLError, Lexer, TokenKind, type Source } from 'graphql';

/** How many tokens a document has, as the parser counts them; null if it cannot be cut into tokens. */
export function countTokens(source: Source): number | null {
  const lexer = new Lexer(source);
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
  return count;
}
