// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTPS server (HTTP/2 and HTTP/1.1) for each name of the hosts file. Every request received is
// a line of truth.ndjson: what the servers saw is the truth the program is measured by.
import fs from 'node:fs';
import http2 from 'node:http2';
import path from 'node:path';
import zlib from 'node:zlib';
import {fileURLToPath} from 'node:url';
import {answerTo} from './answers.mjs';
import {page} from './pages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const truth = fs.createWriteStream(path.join(folder, 'truth.ndjson'));
const hosts = fs.readFileSync(path.join(folder, 'hosts'), 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#')).map(line => line.trim().split(/\s+/));
const options = {
  allowHTTP1: true,
  maxVersion: process.env.LAB_TLS, // TLSv1.2; the newest where it is not set
  key: fs.readFileSync(path.join(folder, 'server.key')),
  cert: fs.readFileSync(path.join(folder, 'server.pem')),
};

const scripts = {
  '/sdk/sensors.js': 'node_modules/sa-sdk-javascript/sensorsdata.min.js',
  '/sdk/mixpanel.js': 'node_modules/mixpanel-browser/dist/mixpanel.umd.js',
};
const packed = Object.fromEntries(Object.entries(scripts).filter(([, file]) => fs.existsSync(path.join(here, file)))
  .map(([url, file]) => [url, zlib.brotliCompressSync(fs.readFileSync(path.join(here, file)))]));

function answer(request, response, host) {
  const pathname = new URL(request.url, 'https://' + host).pathname;
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'content-type');
  response.setHeader('access-control-allow-credentials', 'true');
  if (request.method === 'OPTIONS')
    return response.writeHead(204), response.end();
  if (packed[pathname]) {
    response.writeHead(200, {'content-type': 'text/javascript', 'content-encoding': 'br', 'cache-control': 'max-age=3600'});
    return response.end(packed[pathname]);
  }
  const html = request.method === 'GET' ? page(host, request.url) : null;
  if (html) {
    response.writeHead(200, {'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip'});
    return response.end(zlib.gzipSync(html));
  }
  if (pathname === '/favicon.ico' || (pathname.endsWith('.js') && host.endsWith('.posthog.com')))
    return response.writeHead(404), response.end();
  const {type, text} = answerTo(host, request.url);
  response.writeHead(200, {'content-type': type});
  response.end(text);
}

function serve(address, host) {
  const server = http2.createSecureServer(options, (request, response) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('end', () => {
      const authority = request.headers[':authority'] ?? request.headers.host;
      truth.write(JSON.stringify({
        time: Date.now() / 1000, proto: 'https/' + request.httpVersion, method: request.method, host: authority,
        url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('base64'),
      }) + '\n');
      answer(request, response, host);
    });
  });
  for (const event of ['error', 'sessionError', 'tlsClientError'])
    server.on(event, () => {});
  server.on('session', session => session.on('error', () => {}));
  return new Promise(resolve => server.listen(443, address, resolve));
}

await Promise.all(hosts.map(([address, host]) => serve(address, host)));
console.log('ready');
