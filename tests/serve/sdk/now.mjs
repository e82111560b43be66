// The official client of 2026-07-28, which does not shake hands:  node now.mjs PROGRAM FOLDER
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { converse } from './conversation.mjs';

const [program, folder] = process.argv.slice(2);
const client = new Client({ name: 'agentops-test', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
await client.connect(new StdioClientTransport({ command: program, args: ['mcp', '--root', folder] }));
await converse(client);
