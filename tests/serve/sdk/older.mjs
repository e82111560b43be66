// The official client until 2025, which shakes hands:  node older.mjs PROGRAM FOLDER
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { converse } from './conversation.mjs';

const [program, folder] = process.argv.slice(2);
const client = new Client({ name: 'agentops-test', version: '1' });
await client.connect(new StdioClientTransport({ command: program, args: ['mcp', '--root', folder] }));
await client.ping();
await converse(client);
