import type { GraphQLSchema } from 'graphql';
import type { Forecast, ForecastOptions } from '../../inventory/forecast/forecast.js';

/** With what queries are run without a call. */
export interface DryRunner {
  /** The schema, with resolvers that say where they are. */
  readonly schema: GraphQLSchema;
  readonly forecast: (options: ForecastOptions) => Forecast;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
