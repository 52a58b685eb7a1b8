// Starts GraphiQL. A file of its own, because the page's content security policy allows no script inside the page.
const { React, ReactDOM, GraphiQL } = window;

const notices = {
  UNAUTHENTICATED:
    'This gateway asks who you are. Open the tools below the query, choose Headers, and write ' +
    '{ "Authorization": "Bearer YOUR_KEY" }. Then press Re-fetch GraphQL schema, at the lower left.',
  FORBIDDEN:
    'Your key may not read the schema: there is no documentation and no completion here, but queries run. ' +
    'Ask the operator for the SDL, or for a key with introspect: true.',
};

/** Says what to do when the schema is refused; GraphiQL itself shows the bare error. */
async function fetchAndNotice(url, options) {
  const response = await fetch(url, options);
  if (options.body.includes('IntrospectionQuery')) {
    const body = await response
      .clone()
      .json()
      .catch(() => null);
    const notice = document.getElementById('notice');
    notice.textContent = notices[body?.errors?.[0]?.extensions?.code] ?? '';
    notice.hidden = notice.textContent === '';
  }
  return response;
}

const fetchGraphql = GraphiQL.createFetcher({ url: '/graphql', fetch: fetchAndNotice });

// GraphiQL asks for the schema with the headers that it drew last: what was typed since is added here.
let typedHeaders = '';

function headersAsTyped() {
  try {
    return JSON.parse(typedHeaders);
  } catch {
    return {};
  }
}

// GraphiQL learns of an operation's name a moment after it was typed: a name that the text does not hold is an old one.
function fetcher(params, options) {
  const { query, operationName } = params;
  const isNamed = new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`).test(query);
  const headers = { ...options?.headers, ...headersAsTyped() };
  return fetchGraphql(isNamed ? params : { ...params, operationName: undefined }, { ...options, headers });
}

async function start() {
  const answer = await fetch('/ide/examples.json');
  const examples = answer.ok ? await answer.json() : [];
  const props = {
    fetcher,
    defaultTabs: examples.map(({ query }) => ({ query })),
    // Room for the query; the tabs below it open the variables and the headers.
    defaultEditorToolsVisibility: false,
    isHeadersEditorEnabled: true,
    onEditHeaders: (text) => (typedHeaders = text),
    // Headers carry the caller's own token: it is not kept in the browser unless asked for.
    shouldPersistHeaders: false,
  };
  ReactDOM.createRoot(document.getElementById('ide')).render(React.createElement(GraphiQL, props));
}

start().catch((error) => {
  document.getElementById('ide').textContent = `The IDE cannot start: ${error.message}`;
});
