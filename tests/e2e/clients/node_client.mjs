// SPDX-License-Identifier: GPL-3.0-or-later
// One client of those that run in Node, as a process of its own.
//   node --tls-keylog=DIR/phone.keys node_client.mjs DIR NAME     reads DIR/plan.json
import fs from 'node:fs';
import https from 'node:https';
import {syncBuiltinESMExports} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {disguises} from './disguises.mjs';
import {event} from './events.mjs';

// What some clients tell of the computer they run on is the same on every computer.
Object.assign(os, {release: () => '4.14.117', version: () => '#1', cpus: () => [{model: 'cpu', speed: 1000, times: {}}]});
syncBuiltinESMExports();

const [, , folder, name] = process.argv;
const given = JSON.parse(fs.readFileSync(path.join(folder, 'plan.json'), 'utf8')).clients.find(c => c.name === name).secrets;
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const user = 'user-1';

const clients = {
  'sa-node': async () => {
    const {default: Sensors} = await import('sa-sdk-node');
    const sdk = new Sensors();
    sdk.submitTo({url: 'https://sa.api.intl.miui.com/sa?project=global_browser_mini&r=IN', gzip: true, mode: 'track', timeout: 10000});
    for (const item of given)
      sdk.track(user, ...event(item));
    await pause(1500);
  },
  'segment-node': async () => {
    const {Analytics} = await import('@segment/analytics-node');
    const sdk = new Analytics({writeKey: 'lab', flushAt: 3});
    for (const item of given) {
      const [name, properties] = event(item);
      sdk.track({userId: user, event: name, properties});
    }
    await sdk.closeAndFlush({timeout: 5000});
  },
  'rudder-node': async () => {
    const {default: Rudder} = await import('@rudderstack/rudder-sdk-node');
    const sdk = new Rudder('lab', {dataPlaneUrl: 'https://rudder.example.net', flushAt: 3, gzip: true});
    for (const item of given) {
      const [name, properties] = event(item);
      sdk.track({userId: user, event: name, properties});
    }
    await new Promise(resolve => sdk.flush(resolve));
    await pause(1000);
  },
  'snowplow-node': () => snowplow(true),
  'snowplow-node-get': () => snowplow(false),
  'bugsnag-node': async () => {
    const {default: bugsnag} = await import('@bugsnag/js');
    bugsnag.start({apiKey: '0123456789abcdef0123456789abcdef', autoDetectErrors: false, logger: null});
    for (const item of given) {
      const [name, properties] = event(item);
      bugsnag.leaveBreadcrumb(name, properties);
      await new Promise(resolve => bugsnag.notify(new Error(name), report => report.addMetadata('last', properties), resolve));
    }
    await pause(500);
  },
  'mixpanel-node': async () => {
    const {default: mixpanel} = await import('mixpanel');
    const sdk = mixpanel.init('0123456789abcdef0123456789abcdef');
    for (const item of given) {
      const [name, properties] = event(item);
      await new Promise(resolve => sdk.track(name, {distinct_id: user, ...properties}, resolve));
    }
    await new Promise(resolve => sdk.track_batch(given.map(item => {
      const [name, properties] = event(item);
      return {event: name, properties: {distinct_id: user, ...properties}};
    }), resolve));
  },
  'posthog-node': async () => {
    const {PostHog} = await import('posthog-node');
    const sdk = new PostHog('phc_aTestKeyOfTheLab', {host: 'https://us.i.posthog.com', flushAt: 3, disableCompression: false});
    for (const item of given) {
      const [name, properties] = event(item);
      sdk.capture({distinctId: user, event: name, properties});
    }
    await sdk.shutdown();
  },
  'sentry-node': async () => {
    const sdk = await import('@sentry/node');
    sdk.init({dsn: 'https://0123456789abcdef0123456789abcdef@o42.ingest.sentry.io/42'});
    for (const item of given) {
      const [name, extra] = event(item);
      sdk.addBreadcrumb({category: name, data: extra});
      sdk.captureMessage(name, {extra});
    }
    await sdk.close(5000);
  },
  'countly-node': () => countly(false),
  'countly-node-post': () => countly(true),
  // No SDK: sends what it was given in the disguises that trackers use, made by Node's own functions.
  'disguises': async () => {
    const agent = new https.Agent({keepAlive: true});
    for (const {kind, text} of given.filter(item => item.kind !== 'neutral'))
      for (const [name, disguise] of Object.entries(disguises))
        // Eight hexadecimal digits may be anything where the name of their field does not say what they are.
        await post(agent, `/${kind}/${name}`, JSON.stringify({v: 1, [name === 'crc32' ? name : 'id']: disguise(text)}));
  },
  'amplitude-node': async () => {
    const sdk = await import('@amplitude/analytics-node');
    await sdk.init('0123456789abcdef', {flushQueueSize: 3, flushIntervalMillis: 200}).promise;
    for (const item of given)
      sdk.track(...event(item), {user_id: user});
    await sdk.flush().promise;
  },
};

function post(agent, path, body) {
  return new Promise((resolve, reject) => {
    const headers = {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body)};
    const request = https.request({host: 'collector.example.net', path, method: 'POST', agent, headers}, response => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function snowplow(post) {
  const {newTracker, buildSelfDescribingEvent} = await import('@snowplow/node-tracker');
  const sdk = newTracker({namespace: 'lab', appId: 'lab', encodeBase64: true},
    {endpoint: 'https://collector.example.net', eventMethod: post ? 'post' : 'get', bufferSize: post ? 3 : 1});
  for (const item of given) {
    const [name, data] = event(item);
    sdk.track(buildSelfDescribingEvent({event: {schema: `iglu:org.example/${name}/jsonschema/1-0-0`, data}}));
  }
  sdk.flush();
  await pause(1500);
}

async function countly(post) {
  const {default: sdk} = await import('countly-sdk-nodejs');
  sdk.init({app_key: 'lab', url: 'https://countly.example.net', device_id: user, interval: 200, force_post: post,
    storage_path: path.join(folder, 'home', name) + '/'});
  for (const item of given) {
    const [key, segmentation] = event(item);
    sdk.add_event({key, count: 1, segmentation});
  }
  await pause(2500);
}

await clients[name]();
await pause(300); // Node appends to its key log in the background
process.exit(0);
