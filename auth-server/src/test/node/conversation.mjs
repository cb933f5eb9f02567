// How a program here and the Java test that started it talk: in lines of JSON. The test says what to do; the program
// may ask for what a person does in a browser, and in the end says what came out. The test plays the person.

import { createInterface } from 'node:readline';

const PATIENCE = 60_000;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Asks the test something and waits for the answer. */
export async function ask(question, subject) {
  say({ question, subject });
  return hear();
}

/**
 * Sends the person's browser to an address, until it is sent back to the app.
 * @returns what the app gets: a URL, or the Request that a form makes
 */
export async function visit(address) {
  const { url, form } = await ask('visit', address.href);
  return form ? new Request(url, { method: 'POST', body: new URLSearchParams(form) }) : new URL(url);
}

/** The error code with which something is refused. */
export async function refusal(attempt) {
  try {
    await attempt();
  } catch (problem) {
    if (problem.error) {
      return problem.error;
    }
    throw problem;
  }
  throw new Error('This should have been refused');
}

/** Does what the test says, which is one of these functions by its name. */
export async function converse(journeys) {
  setTimeout(() => fail(new Error('It took too long')), PATIENCE).unref();
  try {
    const { journey, ...settings } = await hear();
    say({ result: await journeys[journey](settings) });
    process.exit();
  } catch (problem) {
    fail(problem);
  }
}

async function hear() {
  const { value } = await lines.next();
  return JSON.parse(value);
}

function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

function fail(problem) {
  console.error(problem);
  process.exit(1);
}
