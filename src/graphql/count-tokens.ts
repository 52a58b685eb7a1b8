import { GraphQLError, Lexer, TokenKind, type Source } from 'graphql';

/** How many tokens a document has, as the parser counts them; as far as it can be cut into tokens. */
export function countTokens(source: Source): number {
  const lexer = new Lexer(source);
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return count;
}
