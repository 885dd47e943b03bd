// What others' readers say of our events: node events.mjs < questions.json
//
// asyncapi: the parser's findings on the document; empty if there are none
// events: for each, what the reader of CloudEvents makes of it, or why it does not
// deliveries: for each, whether the verifier of Standard Webhooks accepts it
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

const asked = JSON.parse(readFileSync(0, 'utf8'));

const attempt = (work) => {
  try {
    return { ok: true, value: work() };
  } catch (refused) {
    return { ok: false, why: String(refused.message) };
  }
};

const read = (event) => {
  const known = new CloudEvent(event); // strict
  known.validate();
  return JSON.parse(JSON.stringify(known));
};

const received = ({ headers, body }) => {
  const event = HTTP.toEvent({ headers, body });
  event.validate();
  return JSON.parse(JSON.stringify(event));
};

const { diagnostics, document } = await new Parser().parse(readFileSync(asked.asyncapi, 'utf8'));
const answer = {
  asyncapi: diagnostics.filter((each) => each.severity <= 1).map((each) => `${each.path.join('/')}: ${each.message}`),
  messages: document ? [...new Set(document.allMessages().all().map((each) => each.name()))] : [],
  events: asked.events.map((event) => attempt(() => read(event))),
  deliveries: asked.deliveries.map((delivery) => ({
    ...attempt(() => received(delivery)),
    verified: attempt(() => new Webhook(delivery.secret).verify(delivery.body, delivery.headers)).ok,
  })),
};
process.stdout.write(JSON.stringify(answer));
