// Starts GraphiQL. A file of its own, because the page's content security policy allows no script inside the page.
const { React, ReactDOM, GraphiQL } = window;

const fetchGraphql = GraphiQL.createFetcher({ url: '/graphql' });

// GraphiQL learns of an operation's name a moment after it was typed: a name that the text does not hold is an old one.
function fetcher(params, options) {
  const { query, operationName } = params;
  const isNamed = new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`).test(query);
  return fetchGraphql(isNamed ? params : { ...params, operationName: undefined }, options);
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
    // Headers carry the caller's own token: it is not kept in the browser unless asked for.
    shouldPersistHeaders: false,
  };
  ReactDOM.createRoot(document.getElementById('ide')).render(React.createElement(GraphiQL, props));
}

start().catch((error) => {
  document.getElementById('ide').textContent = `The IDE cannot start: ${error.message}`;
});
