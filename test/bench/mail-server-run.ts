// A mail server in a process of its own, as one is: tells its parent { port } once, then { received } as messages come.
import { startMailServer } from '../support/mail-server';

const server = await startMailServer();
process.send?.({ port: server.port });
let told = 0;
setInterval(() => {
  if (server.received.length === told) return;
  told = server.received.length;
  process.send?.({ received: told });
}, 10);
process.on('disconnect', () => process.exit(0));
