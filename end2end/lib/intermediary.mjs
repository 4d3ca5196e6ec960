// Stands between a shop and its Latchkey: it passes everything on, unless a test has it answer by itself, or hold an answer back.

import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import { json } from 'node:stream/consumers';

export class Intermediary {
  /** What answers requests of a path, which Latchkey never sees. */
  #answers = new Map();
  /** What has to happen before the answers of a path go back. */
  #holds = new Map();

  static async to(port) {
    const intermediary = new Intermediary();
    intermediary.server = createServer((request, response) => intermediary.#pass(request, response, port));
    intermediary.server.listen(0, '127.0.0.1');
    await once(intermediary.server, 'listening');
    intermediary.port = intermediary.server.address().port;
    return intermediary;
  }

  /** Answers every request of this path in place of Latchkey until `passOn`. `answer` gets the question, and gives `{ status, headers, body }`. */
  answer(path, answer) {
    this.#answers.set(path, answer);
  }

  passOn(path) {
    this.#answers.delete(path);
  }

  /** Holds the next answer of a path. Resolves when there is one, with the function that lets it go. */
  hold(path) {
    return new Promise((resolve) => {
      this.#holds.set(path, () => {
        this.#holds.delete(path);
        return new Promise((letGo) => resolve(letGo));
      });
    });
  }

  async #pass(request, response, port) {
    const known = this.#answers.get(request.url);
    if (known) {
      const { status, headers, body } = known(await json(request).catch(() => null));
      response.writeHead(status, headers).end(body);
      return;
    }
    const { method, url: path, rawHeaders: headers } = request;
    const passed = send({ host: '127.0.0.1', port, method, path, headers });
    // As if there were no one in between: a Latchkey that is gone is a connection that is refused.
    passed.on('error', () => response.destroy());
    passed.on('response', async (answer) => {
      await this.#holds.get(path)?.();
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    request.on('error', () => passed.destroy());
    request.pipe(passed);
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
