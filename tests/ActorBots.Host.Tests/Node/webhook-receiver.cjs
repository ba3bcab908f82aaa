// A receiver of webhooks that trusts nobody here: the reference library checks signature and timestamp on the raw body.
// Prints one JSON line for the port it listens on and one for each request.
'use strict';

const http = require('node:http');
const { Webhook } = require('standardwebhooks');

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    try {
      const event = webhook.verify(Buffer.concat(chunks).toString('utf8'), request.headers);
      response.writeHead(204).end();
      print({ verified: true, id: request.headers['webhook-id'], event });
    } catch (error) {
      response.writeHead(400).end();
      print({ verified: false, error: error.message });
    }
  });
});

server.listen(0, '127.0.0.1', () => print({ port: server.address().port }));
