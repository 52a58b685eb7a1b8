/** What a forecast takes for true where nothing is known: that there is as little as can be, or as much. */
export type Guess = 'fewest' | 'most';
