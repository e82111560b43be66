// What a client says to `agentops mcp`, and what it is told, a line each. Both eras of the protocol hold it.
export async function converse(client) {
  console.log('server', client.getServerVersion().name);

  const { tools } = await client.listTools();
  console.log('tools', tools.map((tool) => tool.name).join(' '));

  const found = await client.callTool({ name: 'search', arguments: { query: 'fare' } });
  console.log('search', found.structuredContent.total, found.structuredContent.hits[0].path);

  const text = 'Check the booking, then pay the fare back within the policy.';
  const verdict = await client.callTool({ name: 'check_new', arguments: { text } });
  console.log('check_new', verdict.structuredContent.verdict, verdict.isError);

  const wrong = await client.callTool({ name: 'search', arguments: {} });
  console.log('wrong', wrong.isError, wrong.content[0].text.split('.')[0]);

  try {
    await client.callTool({ name: 'nosuch', arguments: {} });
  } catch (error) {
    console.log('unknown', error.code);
  }
  await client.close();
  console.log('closed');
}
