// A network between the browser and the server on which every answer takes its time.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export class SlowNetwork {
  #listener;

  /** Listens on a port of its own; each byte of an answer arrives `delay` ms late. */
  static async listen(delay) {
    const network = new SlowNetwork();
    network.#listener = createServer((browser) => network.#join(browser, delay));
    network.#listener.listen(0, '127.0.0.1');
    await once(network.#listener, 'listening');
    network.port = network.#listener.address().port;
    return network;
  }

  /** The port of the server at its other end. */
  leadTo(port) {
    this.target = port;
  }

  #join(browser, delay) {
    const server = connect(this.target, '127.0.0.1');
    browser.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes) => setTimeout(() => browser.destroyed || browser.write(bytes), delay));
    for (const socket of [browser, server]) socket.on('error', () => {});
    // The server notices when the browser has given a request up.
    browser.on('close', () => server.destroy());
    server.on('close', () => setTimeout(() => browser.destroy(), delay));
  }

  close() {
    this.#listener.close();
  }
}
